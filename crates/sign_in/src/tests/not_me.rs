//! "This was not me": whoever knows the password, and had a method of their own, gets no session any more, in whatever order they
//! try what they can; and the owner gets back in.

use accounts::people::{self, NewAccount};
use accounts::{Contact, Demand, Role};
use delivery::{Message, outbox};
use notices::{Change, Code, Reader};
use otp::Secret;
use store::Store;
use store::testing::each_engine;
use vault::Password;
use verification::{Permitted, SecondStepRule, permit, registrations, review};
use world::text::{DisplayName, MailAddress};
use world::{Language, RegistrationId, Span, Words};

use super::school::{School, Typed, password_of, secret};
use super::*;

mod orders;

const OWNER: u8 = 1;
const THIEVES: [u8; 2] = [2, 3];

/// Anna, who has an app; and a thief, who knows her password and has set up an app of their own.
struct Theft {
    school: School,
    anna: AccountId,
    app: Secret,
    stolen: Secret,
    /// What was mailed to Anna of it.
    code: Code,
}

impl Theft {
    fn new(store: &Store, rule: SecondStepRule) -> Self {
        let school = School::new(store, rule);
        let anna = with_mail(&school, "anna");
        let (app, stolen) = (secret(1), secret(2));
        school.give_app(anna, &app);
        school.clock.advance(Span::hours(1));
        let since = school.now();
        school.give_app(anna, &stolen);
        let code = tells(&school, anna, (None, since));
        school.clock.advance(Span::minutes(1));
        Self { school, anna, app, stolen, code }
    }

    fn denies(&self) -> bool {
        denies(&self.school, &self.code)
    }

    /// Whoever is asked for a new password in the middle of a sign-in chooses the one that everybody knows. False if nobody asks.
    fn chooses(&self, here: &Here) -> bool {
        let Some(around) = self.school.around(here) else { return false };
        self.school.chooses(here, &around, &password_of("anna")) == NewPasswordDone::Stored
    }

    fn whose(&self) -> (world::OrganizationId, AccountId) {
        (self.school.organization.id, self.anna)
    }

    fn review_is_due(&self) -> bool {
        let whose = self.whose();
        self.school.write(move |t| Ok(review::due_since(t, whose)?)).is_some()
    }

    fn serving(&self) -> Vec<RegistrationId> {
        let (vault, whose) = (self.school.desk.vault.clone(), self.whose());
        let all = self.school.write(move |t| Ok(registrations::list(t, &vault, whose.0, whose.1)?));
        all.iter().map(|one| one.id).collect()
    }

    /// Signs in up to the question whether to stay, by password and the code of this app.
    fn signs_in(&self, browser: u8, app: &Secret) -> Option<Here> {
        let here = self.school.begins(browser, "anna");
        let Typed::Right(token) = self.school.password(&here, &password_of("anna")) else { return None };
        let here = self.school.at(browser, Some(token.hash()));
        let challenge = self.school.asked(&here)?;
        match self.school.answer(&here, challenge, &self.school.code(app, 0)) {
            AnswerDone::Right(token) => Some(self.school.at(browser, Some(token.hash()))),
            _ => None,
        }
    }

    /// Looks at everything that was suspended, keeps or deletes it, and goes on.
    fn reviews(&self, here: &Here, keeps: bool) -> bool {
        let (vault, at, whose, now) =
            (self.school.desk.vault.clone(), here.clone(), self.whose(), self.school.now());
        self.school.write(move |t| {
            let place = (at.organization.id, at.origin.browser);
            let Some(token) = at.attempt else { return Ok(false) };
            let Some(attempt) = attempts::find(t, &vault, place, token, now)? else { return Ok(false) };
            let Some(evidence) = &attempt.evidence else { return Ok(false) };
            let Permitted::Yes(permit) = permit(t, evidence, now)? else { return Ok(false) };
            for one in registrations::suspended(t, &vault, whose.0, whose.1)? {
                if keeps {
                    registrations::keep(t, &permit, one.id)?;
                } else {
                    registrations::remove(t, &permit, one.id)?;
                }
            }
            review::done(t, &permit)?;
            Ok(true)
        })
    }
}

pub fn with_mail(school: &School, name: &str) -> AccountId {
    with_mail_as(school, name, Role::Person)
}

fn with_mail_as(school: &School, name: &str, role: Role) -> AccountId {
    let password = Password::new(&password_of(name)).unwrap();
    let new = NewAccount {
        user_name: school.user_name(name),
        display_name: DisplayName::parse(name).unwrap(),
        language: None,
        role,
        second_step_required: false,
        contact: Contact {
            mail: MailAddress::parse(&format!("{name}@mail.example")).ok(),
            ..Contact::default()
        },
        password: Some(school.desk.pool.hash_now(password, [3; 16]).unwrap()),
    };
    let (organization, vault, moment) = (school.organization.id, school.desk.vault.clone(), school.moment());
    school.write(move |t| Ok(people::add(t, &vault, organization, &new, &moment)?))
}

/// Follows the link of a mail with this code. False if it has ended.
pub fn denies(school: &School, code: &Code) -> bool {
    let (desk, organization, code) = (school.desk.clone(), school.organization.id, code.clone());
    let moment = school.moment();
    let deny = move |t: &mut Transaction<'_>| {
        Ok(notices::deny(t, (&desk.vault, &desk.texts), (organization, &code), &moment)?)
    };
    school.write(deny).is_some()
}

/// Tells of a change, and returns the code that stands in the mail.
fn tells(school: &School, account: AccountId, doubt: (Option<RegistrationId>, Timestamp)) -> Code {
    tells_of(school, account, "notice-remembered", doubt)
}

/// [`tells`], of a change of this kind.
pub fn tells_of(
    school: &School,
    account: AccountId,
    kind: &'static str,
    doubt: (Option<RegistrationId>, Timestamp),
) -> Code {
    let (desk, organization, moment) = (school.desk.clone(), school.organization.clone(), school.moment());
    let mails = school.write(move |t| {
        let account = people::find(t, organization.id, account)?.unwrap();
        let reader = Reader {
            organization: &organization,
            account: &account,
            language: Language::ENGLISH,
            origin: "https://school.example",
        };
        let (registration, since) = doubt;
        let change = Change { kind, name: "Firefox", registration, since };
        notices::tell(t, (&desk.vault, &desk.texts), reader, change, &moment)?;
        let claimed = outbox::claim(t, &desk.vault, moment.now).map_err(notices::NoticeError::from)?;
        Ok(claimed.into_iter().map(|one| one.message).collect::<Vec<_>>())
    });
    let [Message::Mail(mail)] = mails.as_slice() else { panic!("{mails:?}") };
    let followed = mail.html().matches("<a href=\"https://school.example/not-me").count();
    assert_eq!((followed, mail.language()), (2, Some("en")));
    assert_eq!(mail.sender(), Some(school.organization.name.as_str()));
    let link = mail.text().split("https://school.example/not-me#").nth(1).unwrap();
    Code::parse(link.split_whitespace().next().unwrap()).unwrap()
}

#[test]
fn what_was_denied_stops_everything_and_the_owner_gets_back_in_by_another_method() {
    each_engine(|store| {
        for rule in [SecondStepRule::Required, SecondStepRule::WhenSetUp] {
            let theft = Theft::new(&store, rule);
            let school = &theft.school;
            let inside = theft.signs_in(THIEVES[0], &theft.stolen).unwrap();
            let session = school.finish(&inside, true).unwrap().opened.token.hash();
            assert!(school.session(THIEVES[0], session).is_some());
            school.clock.advance(Span::minutes(1));
            let half_way = theft.signs_in(THIEVES[1], &theft.stolen).unwrap();

            assert!(theft.denies());
            assert!(school.session(THIEVES[0], session).is_none(), "sessions have ended");
            assert!(school.finish(&half_way, true).is_none(), "what was under way has stopped");
            assert!(theft.review_is_due());
            assert_eq!(theft.serving().len(), 1);
            school.clock.advance(Span::minutes(1));
            assert!(theft.signs_in(THIEVES[0], &theft.stolen).is_none(), "the method is suspended");

            school.clock.advance(Span::minutes(1));
            let here = theft.signs_in(OWNER, &theft.app).unwrap();
            assert_eq!(school.asks_why(&here), Some(Demand::NotMe), "whoever it was may know the password");
            assert!(theft.chooses(&here));
            assert!(matches!(school.look(&here), View::Review));
            assert!(school.finish(&here, false).is_none(), "first the security info is looked at");
            assert!(theft.reviews(&here, false));
            assert!(matches!(school.look(&here), View::Stay));
            assert!(school.finish(&here, false).is_some());
            assert!(!theft.review_is_due());
        }
    });
}

#[test]
fn administrators_are_told_of_what_others_deny() {
    each_engine(|store| {
        let theft = Theft::new(&store, SecondStepRule::Required);
        let school = &theft.school;
        let disabled = with_mail_as(school, "disabled", Role::Administrator);
        let (id, now) = (school.organization.id, school.now());
        school.write(move |t| Ok(people::set_disabled(t, id, disabled, Some(now))?));
        let otto = with_mail_as(school, "otto", Role::Administrator);
        with_mail(school, "bas");
        // Who cannot be told by mail takes no place of who can.
        for n in 0..=notices::MOST_ADMINISTRATORS {
            school.add(&format!("a{n}"), Role::Administrator);
        }
        assert!(theft.denies());
        let mails = of_others(school);
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        assert_eq!(mail.to(), "otto@mail.example");
        let told = school.desk.texts.wording(Language::ENGLISH).say("notice-remembered-subject");
        assert!(mail.text().contains(&told), "{mail:?}");

        // Nobody is told of their own answer.
        let code = tells(school, otto, (None, school.now()));
        assert!(denies(school, &code));
        assert!(of_others(school).is_empty());
    });
}

/// The mails that tell administrators of somebody else, which are forgotten with it.
fn of_others(school: &School) -> Vec<delivery::Mail> {
    let (vault, now, id) = (school.desk.vault.clone(), school.now(), school.organization.id);
    let claimed = school.write(move |t| {
        let mut claimed = outbox::claim(t, &vault, now).map_err(notices::NoticeError::from)?;
        claimed.retain(|one| one.organization == id);
        for one in &claimed {
            outbox::delivered(t, id, one.id)?;
        }
        Ok(claimed)
    });
    let mails = claimed.into_iter();
    let mails = mails.filter_map(|one| if let Message::Mail(mail) = one.message { Some(mail) } else { None });
    mails.filter(|mail| mail.subject().ends_with("this was not me")).collect()
}

#[test]
fn a_code_is_good_once_for_seven_days_in_its_organization() {
    each_engine(|store| {
        let theft = Theft::new(&store, SecondStepRule::Required);
        let elsewhere = theft.school.neighbour(SecondStepRule::Required);
        let find = |school: &School| {
            let (vault, id, code, now) =
                (school.desk.vault.clone(), school.organization.id, theft.code.clone(), school.now());
            school.write(move |t| Ok(notices::find(t, &vault, (id, &code), now)?)).is_some()
        };
        assert!(find(&theft.school) && !find(&elsewhere));
        assert!(theft.denies());
        assert!(!theft.denies() && !find(&theft.school), "it was used");
        let late = Theft::new(&store, SecondStepRule::Required);
        late.school.clock.advance(Span::days(7) - Span::minutes(1) - Span::from_micros(1));
        assert!(find_now(&late));
        late.school.clock.advance(Span::from_micros(1));
        assert!(!find_now(&late) && !late.denies(), "it has ended");
    });
}

fn find_now(theft: &Theft) -> bool {
    let (vault, code, now) = (theft.school.desk.vault.clone(), theft.code.clone(), theft.school.now());
    let organization = theft.school.organization.id;
    theft.school.write(move |t| Ok(notices::find(t, &vault, (organization, &code), now)?)).is_some()
}

#[test]
fn an_account_with_nothing_but_suspended_methods_is_sent_to_the_administrator() {
    each_engine(|store| {
        for rule in [SecondStepRule::Required, SecondStepRule::WhenSetUp] {
            let school = School::new(&store, rule);
            let anna = with_mail(&school, "anna");
            school.give_app(anna, &secret(2));
            let code = tells(&school, anna, (None, school.now()));
            let theft = Theft { anna, app: secret(1), stolen: secret(2), code, school };
            assert!(theft.denies());
            assert_eq!(theft.serving(), []);
            let here = theft.school.begins(THIEVES[0], "anna");
            let Typed::Right(token) = theft.school.password(&here, &password_of("anna")) else {
                panic!("the password is right")
            };
            let here = theft.school.at(THIEVES[0], Some(token.hash()));
            assert!(matches!(theft.school.look(&here), View::NoWay { .. }));
            assert!(theft.school.finish(&here, true).is_none(), "the password alone is not enough");
            assert!(!theft.reviews(&here, false), "nor does it permit changes");
            let whose = theft.whose();
            let removed = theft.school.write(move |t| Ok(review::end_by_administrator(t, whose)?));
            assert_eq!((removed, theft.review_is_due()), (1, false));
        }
    });
}

#[test]
fn who_has_lost_every_method_cannot_set_one_up_with_the_password_alone_while_a_review_is_due() {
    each_engine(|store| {
        let theft = Theft::new(&store, SecondStepRule::Required);
        assert!(theft.denies());
        theft.school.take_apps(theft.anna);
        let here = theft.school.begins(THIEVES[0], "anna");
        let Typed::Right(token) = theft.school.password(&here, &password_of("anna")) else {
            panic!("the password is right")
        };
        let here = theft.school.at(THIEVES[0], Some(token.hash()));
        assert!(matches!(theft.school.look(&here), View::NoWay { .. }));
        assert!(!theft.reviews(&here, false));
    });
}
