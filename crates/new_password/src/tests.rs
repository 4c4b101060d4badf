//! The join of policy, words and filter, and the words for every refusal.

use std::sync::{Arc, LazyLock};

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, NewAccount};
use accounts::{Account, AccountsError, Contact, Organization, Role, banned_words};
use breach_filter::Filter;
use password_policy::{Advice, Refusal, Rules, Why};
use store::Store;
use store::testing::each_engine;
use vault::{Argon2Parameters, HashingPool, Password, PoolSettings, Vault};
use verification::SecondStepRule;
use web::Texts;
use world::language::LANGUAGES;
use world::text::{DisplayName, Domain, UserName};
use world::{Language, Moment, Timestamp};

use super::*;

const PRESENT: &str = "zeven paarse olifanten";

static POOL: LazyLock<HashingPool> = LazyLock::new(|| {
    let parameters = Argon2Parameters { memory_kib: 8, passes: 1, lanes: 1 };
    HashingPool::start(PoolSettings { parameters, threads: 1, queue: 16 }).unwrap()
});

fn moment(seed: u8) -> Moment {
    Moment::with_seed(Timestamp::from_unix_seconds(1_800_000_000), [seed; 32])
}

/// Anna de Boer of the Zuid Lyceum, which bans a word.
fn anna(store: &Store) -> (Organization, Account) {
    let organization = NewOrganization {
        name: DisplayName::parse("Zuid Lyceum").unwrap(),
        domain: Domain::parse("zuid.example").unwrap(),
        hosts: Vec::new(),
        language: Language::DUTCH,
        accent: "336699".to_owned(),
        second_step: SecondStepRule::WhenSetUp,
    };
    let account = NewAccount {
        user_name: UserName::parse("aboer@zuid.example").unwrap(),
        display_name: DisplayName::parse("Anna de Boer").unwrap(),
        language: None,
        role: Role::Person,
        second_step_required: false,
        contact: Contact::default(),
        password: Some(POOL.hash_now(Password::new(PRESENT).unwrap(), [3; 16]).unwrap()),
    };
    store
        .write_now(move |t| {
            let id = organizations::add(t, &organization, &moment(1))?;
            banned_words::set(t, id, &["schaatsbaan".to_owned()])?;
            let anna = people::add(t, &Vault::for_tests(), id, &account, &moment(2))?;
            let organization = organizations::find(t, id)?.unwrap();
            Ok::<_, AccountsError>((organization, people::find(t, id, anna)?.unwrap()))
        })
        .unwrap()
}

fn around(store: &Store) -> Around {
    let (organization, account) = anna(store);
    store.read_now(move |t| Around::load(t, &organization, &account)).unwrap()
}

/// The SHA-1 of `vier gele fietsen in zee`, as the public list writes it.
const BREACHED: &str = "B855AF6CC3A042494883C50FDAE8D1A000EFBCCE:7\n";

/// A filter with that password.
fn filter() -> Filter {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("breached");
    breach_filter::build(BREACHED.as_bytes(), &file, &mut |_| {}).unwrap();
    Filter::open(&file).unwrap()
}

fn chosen(judge: &Judge, around: &Around, typed: (&str, &str)) -> Chosen {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let typed = Typed::new(typed.0, typed.1);
    runtime.block_on(judge.choose((&POOL, &Vault::for_tests()), &typed, around, &moment(9))).unwrap()
}

#[test]
fn the_words_of_the_organization_the_names_and_the_filter_are_all_asked() {
    each_engine(|store| {
        let around = around(&store);
        let judge = Judge::new(Rules::default(), Some(filter()));
        let refused = |typed: &str| match chosen(&judge, &around, (typed, typed)) {
            Chosen::Unfit(Unfit::Refused(refusal)) => Some(refusal.why),
            Chosen::Unfit(other) => panic!("{typed}: {other:?}"),
            Chosen::Fit(_) => None,
        };
        assert_eq!(refused("kort"), Some(Why::TooShort(12)));
        assert_eq!(refused("aboer en zes potloden"), Some(Why::Name));
        assert_eq!(refused("Anna telt zes potloden"), Some(Why::Name));
        assert_eq!(refused("sch@atsb4an!"), Some(Why::BannedWords));
        assert_eq!(refused("vier gele fietsen in zee"), Some(Why::Breached));
        assert_eq!(refused("zes groene potloden op zolder"), None);
    });
}

#[test]
fn what_was_typed_is_the_same_twice_and_not_what_was_before() {
    each_engine(|store| {
        let around = around(&store);
        let judge = Judge::default();
        let unfit = |typed| match chosen(&judge, &around, typed) {
            Chosen::Unfit(unfit) => Some(unfit),
            Chosen::Fit(_) => None,
        };
        assert_eq!(unfit(("", "")), Some(Unfit::Empty));
        assert_eq!(unfit(("zes groene potloden", "zes groene potlood")), Some(Unfit::Differ));
        assert_eq!(unfit(("zes groene caf\u{e9}s", "zes groene cafe\u{301}s")), None);
        assert_eq!(unfit((PRESENT, PRESENT)), Some(Unfit::Same));
        let mut none = around.clone();
        none.stored = None;
        assert!(matches!(chosen(&judge, &none, (PRESENT, PRESENT)), Chosen::Fit(_)));
    });
}

#[test]
fn every_refusal_has_words_and_every_field_a_label_in_every_language() {
    let texts = Arc::new(Texts::read(&[web::TEXTS, TEXTS]));
    assert_eq!(texts.lacks(), []);
    for language in LANGUAGES {
        let words = texts.wording(*language);
        for why in Why::ALL {
            let said = Unfit::Refused(Refusal { why, helps: Advice::ALL.to_vec() }).says(&words);
            assert_eq!(said.len(), 1 + Advice::ALL.len());
            assert!(said.iter().all(|line| !line.starts_with('[')), "{said:?}");
        }
        for unfit in [Unfit::Empty, Unfit::Differ, Unfit::Same] {
            let page = fields(&words, &Judge::default(), Some(&unfit));
            assert!(page.as_str().contains(&unfit.says(&words)[0]), "{unfit:?}");
            assert!(!page.as_str().contains("value=\"zes"), "what was typed is not sent back");
        }
    }
}
