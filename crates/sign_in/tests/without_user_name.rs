//! Signing in without a user name, on both databases: only the account that the answer names, only by what it has set up.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::cell::Cell;
use std::sync::Arc;

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, NewAccount};
use accounts::sessions::Durations;
use accounts::{Contact, Organization, Role};
use methods::passkey::{POOL, Passkey};
use sign_in::steps::{self, Finished, Here, OpenDone, Site, View};
use sign_in::{Limits, SignInDesk, SignInError};
use store::testing::each_engine;
use store::{Store, Transaction};
use vault::{Argon2Parameters, HashingPool, PoolSettings, Token, TokenHash, Vault};
use verification::attempts::{self, Lifetime, Origin};
use verification::method::{Asked, Given, Situation};
use verification::steps::{Outcome, StepResult};
use verification::throttle::Allowance;
use verification::{Method, SecondStepRule, registrations};
use web::Texts;
use webauthn::testing::Authenticator;
use world::text::{DisplayName, Domain, UserName};
use world::{AccountId, ChallengeId, Language, Markup, Moment, RegistrationId, Span, Timestamp};

const START: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const HOST: &str = "sign-in.school.example";
const ORIGIN: &str = "https://sign-in.school.example";
const ONE: Allowance = Allowance {
    tries: 5,
    within: Span::minutes(10),
    rest: Span::minutes(15),
    longest_rest: Span::minutes(15),
    lasts: Span::ZERO,
};

/// Two organizations on one database, and people in the first one.
struct Town {
    desk: SignInDesk,
    school: Organization,
    neighbour: Organization,
    now: Cell<Timestamp>,
    moments: Cell<u8>,
}

fn desk(store: Store) -> SignInDesk {
    let parameters = Argon2Parameters { memory_kib: 8, passes: 1, lanes: 1 };
    SignInDesk {
        store,
        vault: Vault::for_tests(),
        pool: HashingPool::start(PoolSettings { parameters, threads: 1, queue: 8 }).unwrap(),
        judge: new_password::Judge::default(),
        methods: methods::METHODS,
        limits: Limits {
            passwords: ONE,
            challenges: verification::challenges::Limits::new(ONE, ONE, ONE),
            attempts: Lifetime { lasts: Span::minutes(15), kept: Span::days(30) },
            sessions: Durations { stays: Span::days(180), otherwise: Span::hours(24) },
        },
        texts: Arc::new(Texts::read(&[web::TEXTS, methods::TEXTS, sign_in::TEXTS])),
        bell: web::Bell::default(),
    }
}

fn found(t: &mut Transaction<'_>, domain: &str, moment: &Moment) -> Result<Organization, SignInError> {
    let new = NewOrganization {
        name: DisplayName::parse("Test School").unwrap(),
        domain: Domain::parse(domain).unwrap(),
        hosts: Vec::new(),
        language: Language::ENGLISH,
        accent: "336699".to_owned(),
        second_step: SecondStepRule::Required,
    };
    organizations::add(t, &new, moment)?;
    Ok(organizations::find_by_domain(t, domain)?.unwrap())
}

impl Town {
    fn new(store: Store) -> Self {
        let desk = desk(store);
        let moment = |n| Moment::with_seed(START, [n; 32]);
        let (one, two) = (moment(1), moment(2));
        let school = desk.store.write_now(move |t| found(t, "school.example", &one)).unwrap();
        let neighbour = desk.store.write_now(move |t| found(t, "neighbour.example", &two)).unwrap();
        Self { desk, school, neighbour, now: Cell::new(START), moments: Cell::new(2) }
    }

    fn moment(&self) -> Moment {
        self.moments.set(self.moments.get() + 1);
        Moment::with_seed(self.now.get(), [self.moments.get(); 32])
    }

    fn add(&self, name: &str) -> AccountId {
        let new = NewAccount {
            user_name: UserName::parse(&format!("{name}@school.example")).unwrap(),
            display_name: DisplayName::parse(name).unwrap(),
            language: None,
            role: Role::Person,
            second_step_required: false,
            contact: Contact::default(),
            password: None,
        };
        let (school, vault, moment) = (self.school.id, self.desk.vault.clone(), self.moment());
        self.desk.store.write_now(move |t| people::add(t, &vault, school, &new, &moment)).unwrap()
    }

    /// Sets up a passkey for someone, as an administrator's import does.
    fn give(&self, account: AccountId, authenticator: &mut Authenticator) -> RegistrationId {
        let words = self.desk.texts.wording(Language::ENGLISH);
        let situation = Situation {
            words: &words,
            organization: "Test School",
            user_name: "anna@school.example",
            account,
            has: &[],
            host: HOST,
            origin: ORIGIN,
            ends_at: START,
            asker: verification::method::Asker::default(),
        };
        let offer = Passkey.offer(&situation, &Given::default(), &mut self.moment().chance("offer")).unwrap();
        let page =
            Passkey.add(&words, &situation, &verification::method::Offered::of(&offer.record)).unwrap();
        let answer = Passkey.read(&authenticator.creates(&options(&page))).unwrap();
        let proven = Passkey.prove(&offer.record, &answer, START).unwrap();
        let (whose, vault, moment) = ((self.school.id, account), self.desk.vault.clone(), self.moment());
        let kind = Passkey.about().kind;
        let import = move |t: &mut Transaction<'_>| {
            registrations::import(t, &vault, whose, (kind, POOL, "mine"), &proven, &moment)
        };
        match self.desk.store.write_now(import).unwrap() {
            registrations::Added::Stored(id) => id,
            registrations::Added::Full => panic!("there is room"),
        }
    }

    fn at(&self, organization: &Organization, browser: u8) -> Here {
        Here {
            origin: Origin {
                organization: organization.id,
                browser: TokenHash::from_bytes([browser; 32]),
                address: "192.0.2.1".to_owned(),
                agent: "Firefox on Linux".to_owned(),
            },
            organization: organization.clone(),
            site: Site {
                host: HOST.to_owned(),
                origin: ORIGIN.to_owned(),
                language: Language::ENGLISH,
                place: None,
            },
            attempt: None,
            remembered: None,
        }
    }

    fn begin(&self, here: &Here) -> ChallengeId {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.desk.store.write_now(move |t| steps::begin_open(t, &desk, (&here, &Passkey), &moment)).unwrap()
    }

    /// What an authenticator answers to the page of a challenge.
    fn asks(&self, here: &Here, challenge: ChallengeId, authenticator: &mut Authenticator) -> String {
        let (desk, here, now) = (self.desk.clone(), here.clone(), self.now.get());
        let look = move |t: &mut Transaction<'_>| steps::look_open(t, &desk, (&here, challenge), now);
        let open = self.desk.store.read_now(look).unwrap().unwrap();
        let asked = Asked { record: &open.record, registrations: &[], problem: None };
        let words = self.desk.texts.wording(Language::ENGLISH);
        authenticator.answers(&options(&Passkey.ask_open(&words, &asked)))
    }

    fn answer(&self, here: &Here, challenge: ChallengeId, typed: &str) -> OpenDone {
        let (desk, here, typed, moment) = (self.desk.clone(), here.clone(), typed.to_owned(), self.moment());
        let answer = move |t: &mut Transaction<'_>| {
            steps::answer_open(t, &desk, (&here, "/account/sessions"), (challenge, &typed), &moment)
        };
        self.desk.store.write_now(answer).unwrap()
    }

    /// The whole way with this authenticator.
    fn signs_in(&self, here: &Here, authenticator: &mut Authenticator) -> OpenDone {
        let challenge = self.begin(here);
        let answer = self.asks(here, challenge, authenticator);
        self.answer(here, challenge, &answer)
    }

    fn look(&self, here: &Here, token: &Token) -> View {
        let here = Here { attempt: Some(token.hash()), ..here.clone() };
        let (desk, now) = (self.desk.clone(), self.now.get());
        self.desk.store.read_now(move |t| steps::look(t, &desk, &here, now)).unwrap()
    }

    fn finish(&self, here: &Here, token: &Token) -> Option<Finished> {
        let here = Here { attempt: Some(token.hash()), ..here.clone() };
        let (desk, moment) = (self.desk.clone(), self.moment());
        self.desk.store.write_now(move |t| steps::finish(t, &desk, (&here, false), &moment)).unwrap()
    }

    fn past(&self, account: AccountId) -> Vec<(Outcome, Vec<StepResult>)> {
        let (school, before) = (self.school.id, self.now.get() + Span::seconds(1));
        let past =
            self.desk.store.read_now(move |t| attempts::recent(t, (school, account), before, 10)).unwrap();
        let results = |past: &attempts::Past| past.steps.iter().map(|step| step.result).collect();
        past.iter().map(|past| (past.outcome, results(past))).collect()
    }
}

/// What the page gives to the script.
fn options(page: &Markup) -> String {
    let (_, rest) = page.as_str().split_once("data-options=\"").unwrap();
    rest.split('"').next().unwrap().replace("&#34;", "\"")
}

/// Anna has a passkey and Bas has one.
fn people(town: &Town) -> [(AccountId, Authenticator); 2] {
    [("anna", 1), ("bas", 2)].map(|(name, id)| {
        let (account, mut authenticator) = (town.add(name), Authenticator::new(ORIGIN, id));
        town.give(account, &mut authenticator);
        (account, authenticator)
    })
}

#[test]
fn the_answer_says_whose_it_is_and_is_both_steps() {
    each_engine(|store| {
        let town = Town::new(store);
        let [(anna, mut device), _] = people(&town);
        let here = town.at(&town.school, 1);
        let OpenDone::Right(token) = town.signs_in(&here, &mut device) else { panic!("refused") };
        assert!(matches!(town.look(&here, &token), View::Stay));
        let finished = town.finish(&here, &token).unwrap();
        assert_eq!(finished.continue_to, "/account/sessions");
        assert_eq!(town.past(anna), [(Outcome::Passed, vec![StepResult::Right])]);
        assert!(town.finish(&here, &token).is_none());
    });
}

#[test]
fn an_answer_serves_once_and_in_its_own_browser() {
    each_engine(|store| {
        let town = Town::new(store);
        let [(_, mut device), _] = people(&town);
        let (here, elsewhere) = (town.at(&town.school, 1), town.at(&town.school, 2));
        let challenge = town.begin(&here);
        let answer = town.asks(&here, challenge, &mut device);
        assert!(matches!(town.answer(&elsewhere, challenge, &answer), OpenDone::Over));
        assert!(matches!(town.answer(&here, challenge, "nothing"), OpenDone::Unreadable));
        assert!(matches!(town.answer(&here, challenge, &answer), OpenDone::Right(_)));
        assert!(matches!(town.answer(&here, challenge, &answer), OpenDone::Over));
        let another = town.begin(&here);
        assert!(matches!(town.answer(&here, another, &answer), OpenDone::Refused));
        let again = town.asks(&here, town.begin(&here), &mut device);
        assert!(matches!(town.answer(&here, another, &again), OpenDone::Over), "one answer, right or wrong");
    });
}

#[test]
fn a_challenge_ends_after_five_minutes() {
    each_engine(|store| {
        let town = Town::new(store);
        let [(_, mut device), _] = people(&town);
        let here = town.at(&town.school, 1);
        let challenge = town.begin(&here);
        let answer = town.asks(&here, challenge, &mut device);
        town.now.set(START + Span::minutes(5));
        assert!(matches!(town.answer(&here, challenge, &answer), OpenDone::Over));
    });
}

#[test]
fn a_passkey_of_another_organization_is_refused() {
    each_engine(|store| {
        let town = Town::new(store);
        let [(anna, mut device), _] = people(&town);
        let next_door = town.at(&town.neighbour, 1);
        assert!(matches!(town.signs_in(&next_door, &mut device), OpenDone::Refused));
        // A challenge of one organization is none of another's.
        let challenge = town.begin(&next_door);
        let answer = town.asks(&next_door, challenge, &mut device);
        assert!(matches!(town.answer(&town.at(&town.school, 1), challenge, &answer), OpenDone::Over));
        assert_eq!(town.past(anna), []);
    });
}

#[test]
fn whoever_was_disabled_or_has_deleted_it_is_refused() {
    each_engine(|store| {
        let town = Town::new(store);
        let [(anna, mut device), (bas, mut other)] = people(&town);
        let (school, here) = (town.school.id, town.at(&town.school, 1));
        let disable = move |t: &mut Transaction<'_>| people::set_disabled(t, school, anna, Some(START));
        town.desk.store.write_now(disable).unwrap();
        assert!(matches!(town.signs_in(&here, &mut device), OpenDone::Refused));
        assert_eq!(town.past(anna), [(Outcome::Disabled, vec![StepResult::Right])]);
        town.desk.store.write_now(move |t| registrations::remove_all(t, school, bas)).unwrap();
        assert!(matches!(town.signs_in(&here, &mut other), OpenDone::Refused));
        assert_eq!(town.past(bas), []);
    });
}

#[test]
fn a_device_that_nobody_unlocked_and_one_that_claims_to_be_another_are_refused() {
    each_engine(|store| {
        let town = Town::new(store);
        let [(_, mut device), (bas, _)] = people(&town);
        let here = town.at(&town.school, 1);
        device.verifies = false;
        assert!(matches!(town.signs_in(&here, &mut device), OpenDone::Refused));
        device.verifies = true;
        // Anna's device says that it is Bas's.
        device.belongs_to(bas.as_bytes());
        assert!(matches!(town.signs_in(&here, &mut device), OpenDone::Refused));
        assert_eq!(town.past(bas), []);
    });
}
