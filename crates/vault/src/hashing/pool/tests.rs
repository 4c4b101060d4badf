use world::{Id, OrganizationId};

use super::*;

const CHEAP: Argon2Parameters = Argon2Parameters { memory_kib: 64, passes: 1, lanes: 1 };
const SALT: [u8; 16] = [5; 16];

fn pool(parameters: Argon2Parameters) -> HashingPool {
    HashingPool::start(PoolSettings { parameters, threads: 1, queue: 4 }).unwrap()
}

fn password(text: &str) -> Password {
    Password::new(text).unwrap()
}

fn anna() -> (OrganizationId, AccountId) {
    (OrganizationId::from_array([1; 16]), AccountId::from_array([2; 16]))
}

fn tag_of(verdict: Verdict) -> String {
    match verdict {
        Verdict::Wrong(wrong) => wrong.tag().to_owned(),
        Verdict::Right(_) => panic!("the password was right"),
    }
}

#[test]
fn the_right_password_is_right_for_its_subject_and_no_other_is() {
    let (pool, vault) = (pool(CHEAP), Vault::for_tests());
    let stored = pool.hash_now(password("correct horse"), SALT).unwrap();
    let verify = |typed, stored: Option<PasswordHash>| {
        pool.verify_now(&vault, (Some(anna()), stored), password(typed), SALT).unwrap()
    };
    match verify("correct horse", Some(stored.clone())) {
        Verdict::Right(right) => {
            assert_eq!(right.subject(), anna());
            assert!(right.upgrade().is_none());
        }
        Verdict::Wrong(_) => panic!("the password was wrong"),
    }
    let one = tag_of(verify("wrong horse", Some(stored.clone())));
    assert_eq!(one, tag_of(verify("wrong horse", Some(stored.clone()))), "a repeated one is known again");
    assert_ne!(one, tag_of(verify("other horse", Some(stored))));
    tag_of(verify("correct horse", None));
}

#[test]
fn nobodys_password_takes_as_many_hashes_as_somebodys() {
    let (pool, vault) = (pool(CHEAP), Vault::for_tests());
    let stored = pool.hash_now(password("correct horse"), SALT).unwrap();
    let hashes = |subject: (Option<_>, Option<_>)| {
        let before = pool.counts().hashed;
        tag_of(pool.verify_now(&vault, subject, password("wrong horse"), SALT).unwrap());
        pool.counts().hashed - before
    };
    assert_eq!(hashes((Some(anna()), Some(stored))), hashes((None, None)));
}

#[test]
fn an_outdated_hash_is_made_anew_when_the_password_is_right() {
    let vault = Vault::for_tests();
    let stored = pool(CHEAP).hash_now(password("correct horse"), SALT).unwrap();
    let dearer = Argon2Parameters { passes: 2, ..CHEAP };
    let verdict =
        pool(dearer).verify_now(&vault, (Some(anna()), Some(stored)), password("correct horse"), [9; 16]);
    match verdict.unwrap() {
        Verdict::Right(right) => assert_eq!(right.upgrade().map(PasswordHash::parameters), Some(dearer)),
        Verdict::Wrong(_) => panic!("the password was wrong"),
    }
}

#[test]
fn a_full_queue_refuses_at_once_and_serves_those_who_wait() {
    // Large enough that one hash takes longer than queueing six.
    let slow = Argon2Parameters { memory_kib: 65_536, passes: 2, lanes: 1 };
    let pool = pool(slow);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut waiting = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let pool = pool.clone();
            waiting.spawn(async move { pool.hash(password("correct horse"), SALT).await });
        }
        let results = waiting.join_all().await;
        let refused = results.iter().filter(|result| result.is_err()).count();
        assert!((7..=8).contains(&refused), "one is hashed and four wait, of twelve; refused were {refused}");
    });
    // The last answer is heard a moment before it is counted.
    while pool.counts().waiting > 0 {
        thread::yield_now();
    }
}

#[test]
fn memory_is_kept_while_there_is_work_and_given_back_after_a_rest() {
    let counters = Arc::new(Counters::default());
    let queue = Arc::new(Queue::new(4));
    let hasher = Hasher { parameters: CHEAP, memory: Vec::new(), counters: Arc::clone(&counters) };
    let tasks = Arc::clone(&queue);
    let thread = thread::spawn(move || hasher.work(&queue, Duration::from_millis(1)));
    let (reply, answer) = oneshot::channel();
    counters.waiting.fetch_add(1, Ordering::Relaxed);
    assert!(tasks.push(Task::Hash(password("correct horse"), SALT, reply)).is_ok());
    answer.blocking_recv().unwrap();
    while counters.holding.load(Ordering::Relaxed) > 0 {
        thread::yield_now();
    }
    tasks.close();
    thread.join().unwrap();
}
