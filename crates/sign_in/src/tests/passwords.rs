//! The password: resting, repeats, familiar browsers, outdated hashes, and names that nobody has.

use accounts::{Role, passwords};
use store::testing::each_engine;
use vault::Argon2Parameters;
use verification::SecondStepRule;
use world::Span;

use super::school::{CHEAP, School, Typed, password_of, pool};
use super::*;

const OWNER: u8 = 1;
const STRANGER: u8 = 2;

/// A school with Anna, who has no second step and signed in at the owner's browser before.
fn school(store: &store::Store) -> School {
    let school = School::new(store, SecondStepRule::WhenSetUp);
    school.add("anna", Role::Person);
    school.signs_in(OWNER, "anna");
    school
}

impl School {
    fn signs_in(&self, browser: u8, name: &str) {
        let here = self.begins(browser, name);
        let Typed::Right(token) = self.password(&here, &password_of(name)) else { panic!("no sign-in") };
        self.finish(&self.at(browser, Some(token.hash())), false).unwrap();
    }

    /// A sign-in that waits for the password.
    pub fn begins(&self, browser: u8, name: &str) -> Here {
        let token = self.begin(&self.at(browser, None), &self.user_name(name));
        self.at(browser, Some(token.hash()))
    }
}

fn ten_wrong(school: &School, here: &Here) {
    for n in 0..10 {
        assert!(matches!(school.password(here, &format!("wrong {n}")), Typed::Wrong), "wrong password {n}");
    }
}

fn rests_until(typed: &Typed) -> Option<Timestamp> {
    if let Typed::Resting(until) = typed { Some(*until) } else { None }
}

#[test]
fn a_stranger_locks_strangers_out_and_not_the_owner() {
    each_engine(|store| {
        let school = school(&store);
        let stranger = school.begins(STRANGER, "anna");
        ten_wrong(&school, &stranger);
        let until = Some(school.now() + Span::seconds(60));
        assert_eq!(rests_until(&school.password(&stranger, &password_of("anna"))), until);
        let other = school.begins(3, "anna");
        assert_eq!(rests_until(&school.password(&other, &password_of("anna"))), until, "any unfamiliar one");
        school.signs_in(OWNER, "anna");
        school.clock.advance(Span::seconds(60));
        assert!(matches!(school.password(&stranger, &password_of("anna")), Typed::Right(_)));
    });
}

#[test]
fn the_owner_has_a_count_of_their_own() {
    each_engine(|store| {
        let school = school(&store);
        let here = school.begins(OWNER, "anna");
        ten_wrong(&school, &here);
        assert!(rests_until(&school.password(&here, &password_of("anna"))).is_some());
        school.signs_in(STRANGER, "anna");
    });
}

#[test]
fn a_name_that_nobody_has_rests_as_well() {
    each_engine(|store| {
        let school = school(&store);
        let here = school.begins(STRANGER, "nobody");
        ten_wrong(&school, &here);
        let until = school.now() + Span::seconds(60);
        assert_eq!(rests_until(&school.password(&here, "wrong 11")), Some(until));
    });
}

#[test]
fn the_last_three_wrong_passwords_again_do_not_count() {
    each_engine(|store| {
        let school = school(&store);
        for name in ["anna", "nobody"] {
            let here = school.begins(STRANGER, name);
            for n in 0..30 {
                let typed = school.password(&here, &format!("wrong {}", n % 3));
                assert!(matches!(typed, Typed::Wrong), "{name}, try {n}");
            }
            for n in 3..10 {
                assert!(matches!(school.password(&here, &format!("wrong {n}")), Typed::Wrong));
            }
            assert!(
                rests_until(&school.password(&here, "wrong 11")).is_some(),
                "ten different ones were tried"
            );
        }
    });
}

#[test]
fn a_try_that_was_never_hashed_is_given_back() {
    each_engine(|store| {
        let school = school(&store);
        let here = school.begins(STRANGER, "anna");
        for _ in 0..30 {
            let (desk, at, now) = (school.desk.clone(), here.clone(), school.now());
            let turn = school.write(move |t| charge_password(t, &desk, &at, now));
            let PasswordTurn::Check(check) = turn else { panic!("it rests") };
            school.write(move |t| refund_password(t, &check));
        }
        assert!(matches!(school.password(&here, &password_of("anna")), Typed::Right(_)));
    });
}

#[test]
fn an_outdated_hash_is_replaced_when_the_password_is_right() {
    each_engine(|store| {
        let mut school = school(&store);
        let dearer = Argon2Parameters { passes: 2, ..CHEAP };
        school.desk.pool = pool(dearer);
        let account = school.add("bram", Role::Person);
        school.desk.pool = pool(CHEAP);
        let organization = school.organization.id;
        let stored = |school: &School| {
            let hash = school.write(move |t| Ok(passwords::stored(t, organization, account)?));
            hash.unwrap().parameters()
        };
        assert!(matches!(school.password(&school.begins(OWNER, "bram"), "wrong"), Typed::Wrong));
        assert_eq!(stored(&school), dearer, "a wrong password changes nothing");
        school.signs_in(OWNER, "bram");
        assert_eq!(stored(&school), CHEAP);
        school.signs_in(OWNER, "bram");
    });
}

/// What a sign-in with a wrong password asks the database and shows, step by step, without the name.
fn trail(school: &School, name: &str) -> Vec<String> {
    let mut trail = Vec::new();
    let typed = school.user_name(name);
    let (desk, here, moment) = (school.desk.clone(), school.at(STRANGER, None), school.moment());
    let (token, ran) = school.write(move |t| {
        let token = begin(t, &desk, (&here, &typed, ""), &moment)?;
        Ok((token, t.ran().to_vec()))
    });
    trail.extend(ran);
    let here = school.at(STRANGER, Some(token.hash()));
    trail.extend(looks(school, &here));
    let (desk, at, now) = (school.desk.clone(), here.clone(), school.now());
    let (turn, ran) = school.write(move |t| {
        let turn = charge_password(t, &desk, &at, now)?;
        Ok((turn, t.ran().to_vec()))
    });
    trail.extend(ran);
    let PasswordTurn::Check(check) = turn else { panic!("it rests") };
    let subject = (check.subject, check.stored.clone());
    let typed = vault::Password::new("wrong").unwrap();
    let verdict = school.desk.pool.verify_now(&school.desk.vault, subject, typed, [4; 16]).unwrap();
    let (desk, at, moment) = (school.desk.clone(), here.clone(), school.moment());
    trail.extend(school.write(move |t| {
        settle_password(t, &desk, &at, (&check, &verdict), &moment)?;
        Ok(t.ran().to_vec())
    }));
    trail.extend(looks(school, &here));
    trail.into_iter().map(|line| line.to_string().replace(school.user_name(name).as_str(), "…")).collect()
}

fn looks(school: &School, here: &Here) -> Vec<&'static str> {
    let (desk, here, now) = (school.desk.clone(), here.clone(), school.now());
    let (view, ran) = school.write(move |t| Ok((look(t, &desk, &here, now)?, t.ran().to_vec())));
    assert!(matches!(view, View::Password { .. }), "{view:?}");
    ran
}

#[test]
fn nobodys_name_takes_the_same_steps_and_shows_the_same_pages_as_somebodys() {
    each_engine(|store| {
        let school = school(&store);
        school.give_app(school.add("bram", Role::Administrator), &super::school::secret(1));
        school.disable(school.add("carl", Role::Person), true);
        let nobody = trail(&school, "nobody");
        assert!(nobody.len() > 10, "{nobody:?}");
        for name in ["anna", "bram", "carl"] {
            assert_eq!(trail(&school, name), nobody, "{name}");
        }
    });
}

#[test]
fn only_the_right_password_tells_that_an_account_is_disabled() {
    each_engine(|store| {
        let school = school(&store);
        school.disable(school.add("carl", Role::Person), true);
        let here = school.begins(OWNER, "carl");
        assert!(matches!(school.password(&here, "wrong"), Typed::Wrong));
        assert!(matches!(school.password(&here, &password_of("carl")), Typed::Disabled));
        assert!(matches!(school.look(&here), View::UserName), "the sign-in has ended");
    });
}
