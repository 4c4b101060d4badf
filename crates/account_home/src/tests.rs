//! Changing a password, step by step on both databases.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, NewAccount};
use accounts::sessions::{self, Durations, Opening};
use accounts::{Contact, Role, Session, SignedIn, passwords};
use delivery::{Message, outbox};
use methods::access_pass::{Pass, Serves};
use new_password::Judge;
use store::testing::each_engine;
use store::{Store, Transaction};
use vault::{Argon2Parameters, HashingPool, Password, PoolSettings, TokenHash, Vault, Verdict};
use verification::attempts::{self, Lifetime, Past, Sought};
use verification::challenges::{self, Answered, Means, Named};
use verification::steps::{Outcome, StepResult};
use verification::throttle::{Allowance, Charge};
use verification::{
    Evidence, Holder, Judgement, Method, Policy, Proof, SecondStepRule, judge, password, registrations,
};
use world::text::{DisplayName, Domain, MailAddress, UserName};
use world::{AccountId, Language, Moment, Span, Timestamp};

use crate::desk::{AccountHomeDesk, AccountHomeError};
use crate::steps::{
    Changed, MayChange, Meaning, NewPassword, OldTurn, Site, change_password, charge_old_password,
    may_change_password,
};

const START: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const OLD: &str = "zeven paarse olifanten";
const NEW: &str = "vier gele fietsen op zolder";
const RESTS: Allowance = Allowance {
    tries: 3,
    within: Span::hours(24),
    rest: Span::seconds(60),
    longest_rest: Span::minutes(15),
    lasts: Span::ZERO,
};

static POOL: LazyLock<HashingPool> = LazyLock::new(|| {
    let parameters = Argon2Parameters { memory_kib: 8, passes: 1, lanes: 1 };
    HashingPool::start(PoolSettings { parameters, threads: 1, queue: 16 }).unwrap()
});
static OFFICES: AtomicU8 = AtomicU8::new(1);
static MOMENTS: AtomicU64 = AtomicU64::new(1 << 56);
static TEXTS: LazyLock<Arc<web::Texts>> =
    LazyLock::new(|| Arc::new(web::Texts::read(&[web::TEXTS, notices::TEXTS, crate::TEXTS])));

fn moment(seed: u8, now: Timestamp) -> Moment {
    Moment::with_seed(now, [seed; 32])
}

/// One that no other is like.
fn any_moment(now: Timestamp) -> Moment {
    let (mut seed, count) = ([0; 32], MOMENTS.fetch_add(1, Ordering::Relaxed));
    seed[..8].copy_from_slice(&count.to_be_bytes());
    Moment::with_seed(now, seed)
}

fn typed(text: &str) -> Password {
    Password::new(text).unwrap()
}

/// Anna, who is signed in by her password, in two browsers.
struct Home {
    desk: AccountHomeDesk,
    site: Site,
    anna: AccountId,
    here: Session,
    there: Session,
}

impl Home {
    fn new(store: &Store) -> Self {
        let desk = AccountHomeDesk {
            store: store.clone(),
            vault: Vault::for_tests(),
            methods: methods::METHODS,
            pool: POOL.clone(),
            judge: Judge::default(),
            passwords: RESTS,
            attempts: Lifetime { lasts: Span::minutes(30), kept: Span::days(30) },
            texts: Arc::clone(&TEXTS),
        };
        let number = OFFICES.fetch_add(1, Ordering::Relaxed);
        let new = NewOrganization {
            name: DisplayName::parse("Office").unwrap(),
            domain: Domain::parse(&format!("office-{number}.example")).unwrap(),
            hosts: Vec::new(),
            language: Language::ENGLISH,
            accent: "336699".to_owned(),
            second_step: SecondStepRule::WhenSetUp,
        };
        let account = NewAccount {
            user_name: UserName::parse(&format!("anna@office-{number}.example")).unwrap(),
            display_name: DisplayName::parse("Anna").unwrap(),
            language: None,
            role: Role::Person,
            second_step_required: false,
            contact: Contact { mail: MailAddress::parse("anna@mail.example").ok(), ..Contact::default() },
            password: Some(POOL.hash_now(typed(OLD), [3; 16]).unwrap()),
        };
        let vault = desk.vault.clone();
        let (organization, anna) = store
            .write_now(move |t| {
                let id = organizations::add(t, &new, &moment(100 + number, START))?;
                let anna = people::add(t, &vault, id, &account, &moment(2, START))?;
                Ok::<_, AccountHomeError>((organizations::find(t, id)?.unwrap(), anna))
            })
            .unwrap();
        let site = Site {
            organization,
            language: Language::ENGLISH,
            origin: "https://office.example".to_owned(),
            address: "192.0.2.7".to_owned(),
            agent: "Firefox on Linux".to_owned(),
        };
        let opens = |browser: u8| {
            let holder = Holder {
                organization: site.organization.id,
                account: anna,
                browser: TokenHash::from_bytes([browser; 32]),
            };
            opens(&desk, holder, by_password(&desk, holder, START), (browser, START))
        };
        let (here, there) = (opens(1), opens(2));
        Self { desk, anna, here, there, site }
    }

    fn write<T: Send + 'static>(
        &self,
        step: impl FnMut(&mut Transaction<'_>) -> Result<T, AccountHomeError> + Send + 'static,
    ) -> T {
        self.desk.store.write_now(step).unwrap()
    }

    fn person(&self) -> SignedIn {
        let whose = (self.site.organization.id, self.anna);
        let account = self.write(move |t| Ok(people::find(t, whose.0, whose.1)?)).unwrap();
        SignedIn { session: self.here.clone(), account }
    }

    fn may(&self, now: Timestamp) -> MayChange {
        let person = self.person();
        self.write(move |t| may_change_password(t, &person, now))
    }

    /// Types the old password and a new one, which is good enough if there is one.
    fn changes(&self, old: &str, new: Option<&str>, (leaves_others, now): (bool, Timestamp)) -> Tried {
        let (desk, site, person) = (self.desk.clone(), self.site.clone(), self.person());
        let moment = any_moment(now);
        let turn = self.write(move |t| charge_old_password(t, &desk, (&site, &person), &moment));
        let check = match turn {
            OldTurn::Check(check) => check,
            OldTurn::Resting(until) => return Tried::Resting(until),
            OldTurn::StepUp => return Tried::StepUp,
            OldTurn::Stale => return Tried::Stale,
        };
        let subject = (Some(check.around.whose()), check.around.stored.clone());
        let verdict = POOL.verify_now(&self.desk.vault, subject, typed(old), [4; 16]).unwrap();
        let hash = new.map(|new| POOL.hash_now(typed(new), [5; 16]).unwrap());
        let new = NewPassword { hash, leaves_others };
        let (desk, site, person) = (self.desk.clone(), self.site.clone(), self.person());
        let moment = any_moment(now);
        let changed = self.write(move |t| {
            let tried = (&*check, &verdict, &new);
            change_password(t, &desk, (&site, &person), tried, &moment)
        });
        match changed {
            Changed::Done(opened) => Tried::Done(opened.token.hash()),
            Changed::Wrong => Tried::Wrong,
            Changed::Kept => Tried::Kept,
            Changed::StepUp => Tried::StepUp,
            Changed::Stale => Tried::Stale,
        }
    }

    fn is(&self, password: &str) -> bool {
        let whose = (self.site.organization.id, self.anna);
        let stored = self.write(move |t| Ok(passwords::stored(t, whose.0, whose.1)?));
        let verdict = POOL.verify_now(&self.desk.vault, (Some(whose), stored), typed(password), [6; 16]);
        matches!(verdict.unwrap(), Verdict::Right(_))
    }

    /// What the person reads of their recent activity, newest first.
    fn activity(&self) -> Vec<Past> {
        let whose = (self.site.organization.id, self.anna);
        self.write(move |t| Ok(attempts::recent(t, whose, START + Span::days(2), 20)?))
    }

    fn sessions(&self) -> usize {
        let whose = (self.site.organization.id, self.anna);
        self.write(move |t| Ok(sessions::list(t, whose, START)?)).len()
    }

    fn mails(&self) -> Vec<String> {
        let vault = self.desk.vault.clone();
        let claimed = self.write(move |t| {
            Ok(outbox::claim(t, &vault, START + Span::days(1)).map_err(notices::NoticeError::from)?)
        });
        let subject = |message: Message| match message {
            Message::Mail(mail) => mail.subject().to_owned(),
            other => panic!("{other:?}"),
        };
        claimed.into_iter().map(|one| subject(one.message)).collect()
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Tried {
    Stale,
    StepUp,
    Resting(Timestamp),
    Wrong,
    Kept,
    Done(TokenHash),
}

fn by_password(desk: &AccountHomeDesk, holder: Holder, now: Timestamp) -> Proof {
    let vault = desk.vault.clone();
    let charged = desk.store.write_now(move |t| {
        let subject = (holder.organization, "someone", false);
        let charge = password::charge(t, &vault, subject, RESTS, now)?;
        Ok::<_, AccountHomeError>((charge, passwords::stored(t, holder.organization, holder.account)?))
    });
    let (Charge::Allowed(counted), stored) = charged.unwrap() else { panic!("it rests") };
    let subject = (Some((holder.organization, holder.account)), stored);
    let verdict = POOL.verify_now(&desk.vault, subject, typed(OLD), [4; 16]).unwrap();
    let settled = desk.store.write_now(move |t| {
        let settled = password::settle(t, Some(holder), (&counted, &verdict), now);
        settled.map_err(AccountHomeError::from)
    });
    match settled.unwrap() {
        password::Settled::Right(proof) => proof,
        password::Settled::Wrong => panic!("it is right"),
    }
}

fn opens(desk: &AccountHomeDesk, holder: Holder, proof: Proof, (seed, now): (u8, Timestamp)) -> Session {
    let mut evidence = Evidence::none(holder);
    evidence.add(proof);
    let opening = Opening {
        stays: true,
        durations: Durations { stays: Span::days(180), otherwise: Span::hours(24) },
        address: "192.0.2.1".to_owned(),
        agent: "Firefox on Linux".to_owned(),
    };
    let vault = desk.vault.clone();
    desk.store
        .write_now(move |t| {
            let policy = Policy::sign_in(SecondStepRule::WhenSetUp, false);
            let Judgement::Satisfied(satisfied) = judge(policy, &evidence, now) else { panic!("not enough") };
            let opened = sessions::open(t, &vault, satisfied, &opening, &moment(seed, now))?.unwrap();
            let place = (holder.organization, holder.browser);
            Ok::<_, AccountHomeError>(sessions::find(t, &vault, place, opened.token.hash(), now)?.unwrap())
        })
        .unwrap()
}

#[test]
fn the_old_password_changes_to_a_new_one_and_the_mail_tells_of_it() {
    each_engine(|store| {
        for leaves_others in [true, false] {
            let home = Home::new(&store);
            let later = START + Span::hours(1);
            assert_eq!(home.may(later), MayChange::Yes, "who has no second step needs no other proof");
            let Tried::Done(token) = home.changes(OLD, Some(NEW), (leaves_others, later)) else {
                panic!("it was not changed")
            };
            assert!(home.is(NEW) && !home.is(OLD));
            assert_eq!(home.sessions(), if leaves_others { 1 } else { 2 });
            assert_eq!(home.mails(), ["The password of your account was changed"]);
            let place = (home.site.organization.id, TokenHash::from_bytes([1; 32]));
            let vault = home.desk.vault.clone();
            let found = home.write(move |t| Ok(sessions::find(t, &vault, place, token, later)?));
            assert_eq!(found.map(|one| one.id), Some(home.here.id), "the session has a new token");
        }
    });
}

#[test]
fn a_wrong_old_password_is_counted_and_a_right_one_that_changes_nothing_is_not() {
    each_engine(|store| {
        let home = Home::new(&store);
        for _ in 0..4 {
            assert_eq!(
                home.changes(OLD, None, (true, START)),
                Tried::Kept,
                "the new one was not good enough"
            );
        }
        for n in 0..3 {
            assert_eq!(home.changes(&format!("wrong {n}"), Some(NEW), (true, START)), Tried::Wrong);
        }
        let until = START + Span::seconds(60);
        assert_eq!(home.changes(OLD, Some(NEW), (true, START)), Tried::Resting(until));
        assert!(home.is(OLD) && home.mails().is_empty());
        assert_eq!(home.sessions(), 2);
        assert!(matches!(home.changes(OLD, Some(NEW), (true, until)), Tried::Done(_)));
    });
}

#[test]
fn what_is_tried_to_change_a_password_is_read_in_recent_activity() {
    each_engine(|store| {
        let home = Home::new(&store);
        let results = |past: &Past| past.steps.iter().map(|step| step.result).collect::<Vec<_>>();
        assert!(home.activity().is_empty());
        assert_eq!(home.changes("wrong 1", Some(NEW), (true, START)), Tried::Wrong);
        assert_eq!(home.changes("wrong 2", Some(NEW), (true, START + Span::minutes(1))), Tried::Wrong);
        assert_eq!(home.changes(OLD, None, (true, START + Span::minutes(2))), Tried::Kept);
        let all = home.activity();
        let [past] = all.as_slice() else { panic!("one line: {all:?}") };
        assert_eq!((past.sought, past.outcome), (Sought::Change, Outcome::Open));
        assert_eq!((past.address.as_str(), past.agent.as_str()), ("192.0.2.7", "Firefox on Linux"));
        assert_eq!(results(past), [StepResult::Wrong, StepResult::Wrong]);
        assert_eq!(Meaning::of(past), Meaning::Nothing, "who asks for it is signed in");

        // After a while it is another line, which the change ends.
        let later = START + Span::minutes(30);
        for n in [3, 4, 5] {
            assert_eq!(home.changes(&format!("wrong {n}"), Some(NEW), (true, later)), Tried::Wrong);
        }
        let Tried::Resting(until) = home.changes(OLD, Some(NEW), (true, later)) else { panic!("it rests") };
        assert!(matches!(home.changes(OLD, Some(NEW), (true, until)), Tried::Done(_)));
        let all = home.activity();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].outcome, Outcome::Passed);
        let tried = [StepResult::Wrong, StepResult::Wrong, StepResult::Wrong];
        assert_eq!(results(&all[0]), [&tried[..], &[StepResult::Resting, StepResult::Chosen]].concat());
        // The older line was stopped with all that was under way.
        assert_eq!(all[1].outcome, Outcome::Stopped);
    });
}

#[test]
fn who_has_a_second_step_must_have_taken_it_lately() {
    each_engine(|store| {
        let home = Home::new(&store);
        // What is given for a while asks for none; what lasts does.
        let mut chance = moment(60, START).chance("pass");
        let (from, until) = (START, START + Span::days(1));
        let pass = Pass::new(8, &mut chance);
        let (kind, pool, mut proven) = pass.registration(Serves { from, until, once: false }, &mut chance);
        let (vault, whose) = (home.desk.vault.clone(), (home.site.organization.id, home.anna));
        proven.serves = None;
        home.write(move |t| {
            registrations::import(t, &vault, whose, (kind, pool, "lasts"), &proven, &moment(61, START))?;
            Ok(())
        });
        assert_eq!(home.may(START), MayChange::StepUp);
        assert_eq!(home.changes(OLD, Some(NEW), (true, START)), Tried::StepUp);

        let method = methods::METHODS.instead().unwrap();
        let holder = *home.here.holder();
        let (vault, shown) = (home.desk.vault.clone(), pass.shown());
        let answered = home.write(move |t| {
            let limits = challenges::Limits::new(RESTS, RESTS, RESTS);
            let means = Means { vault: &vault, methods: methods::METHODS, limits };
            let named = Named {
                organization: holder.organization,
                user_name: "anna@office.example",
                holder: Some(holder),
                familiar: true,
            };
            Ok(challenges::answer_instead(t, &means, named, (method as &dyn Method, &shown), START)?)
        });
        let Answered::Accepted(proof) = answered else { panic!("{answered:?}") };
        let mut home = home;
        home.here = opens(&home.desk, holder, proof, (70, START));
        let late = START + Span::minutes(16);
        assert_eq!(home.changes(OLD, Some(NEW), (false, late)), Tried::StepUp);
        assert!(matches!(home.changes(OLD, Some(NEW), (false, START + Span::minutes(14))), Tried::Done(_)));
    });
}

#[test]
fn a_session_that_has_ended_and_a_password_that_was_changed_meanwhile_change_nothing() {
    each_engine(|store| {
        let home = Home::new(&store);
        let (whose, there) = ((home.site.organization.id, home.anna), home.there.id);
        let here = home.here.id;
        home.write(move |t| {
            sessions::end(t, whose, here)?;
            Ok(sessions::end(t, whose, there)?)
        });
        assert_eq!(home.changes(OLD, Some(NEW), (true, START)), Tried::Stale);
        assert!(home.is(OLD));
    });
}
