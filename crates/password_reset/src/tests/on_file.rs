//! Numbers and addresses that the organization has on file serve whoever has not set them up.

use accounts::Role;
use methods::mail_code::MailCode;
use methods::phone::{self, Phone, Place};
use methods::phone_call::{PhoneCall, SpokenCode};
use methods::text_message::TextMessage;
use store::Store;
use store::testing::each_engine;
use verification::method::Heard;
use verification::{Method, registrations};
use world::AccountId;
use world::phone::PhoneNumber;

use super::school::{School, boundless};
use super::*;

const MOBILE: &str = "+31622222222";
const OWN: &str = "+31633333333";
const OFFICE: &str = "+31207940800 x12";
const TEXT: (&dyn Method, &str) = (&TextMessage, "mobile");

fn school(store: &Store, phones: (Option<&str>, Option<&str>)) -> (School, AccountId, Here) {
    let school = School::new(store, &boundless());
    let eva = school.account_with("eva", Role::Person, phones);
    let here = school.begun(1, &school.user_name("eva"), Aim::Forgotten);
    (school, eva, here)
}

/// Sets a mobile phone up, as its owner does.
fn sets_up(school: &School, account: AccountId, number: &str) {
    let number = PhoneNumber::parse(number, None).unwrap();
    let (kind, pool, proven) = phone::registration_of(&Phone { place: Place::Mobile, number });
    let (whose, vault, moment) =
        ((school.organization.id, account), school.desk.vault.clone(), school.moment());
    school.write(move |t| {
        Ok(registrations::import(t, &vault, whose, (kind, pool, "phone"), &proven, &moment)?)
    });
}

/// Asks by a telephone, and gives its number. What was sent there.
fn rings(school: &School, here: &Here, way: (&dyn Method, &str), number: &str) -> Vec<(String, String)> {
    assert_eq!(school.asks(here, way), AskDone::Asked);
    assert_eq!(school.types_number(here, number), NumberDone::Asked);
    school.sent()
}

#[test]
fn who_has_set_nothing_up_gets_a_new_password_by_text_and_mail_on_file() {
    each_engine(|store| {
        let (school, _, here) = school(&store, (Some(MOBILE), None));
        assert_eq!(school.asks(&here, TEXT), AskDone::Asked);
        assert_eq!(school.types_number(&here, "+31611111111"), NumberDone::Wrong);
        let sent = rings(&school, &here, TEXT, MOBILE);
        let [(to, code)] = sent.as_slice() else { panic!("{sent:?}") };
        assert_eq!(to, MOBILE);
        let ProofDone::Right(token) = school.answers(&here, school.asked(&here).unwrap(), code) else {
            panic!("the code of the text is right")
        };
        let here = Here { attempt: Some(token.hash()), ..here };
        assert!(matches!(school.look(&here), View::Choose { .. }) && !school.sets(&here), "it takes two");
        assert_eq!(school.asks(&here, (&MailCode, "")), AskDone::Asked);
        let (_, code) = school.sent().remove(0);
        let ProofDone::Right(token) = school.answers(&here, school.asked(&here).unwrap(), &code) else {
            panic!("the code of the mail is right")
        };
        assert!(school.sets(&Here { attempt: Some(token.hash()), ..here }));
    });
}

#[test]
fn a_phone_on_a_desk_is_called_through_its_extension() {
    each_engine(|store| {
        let (school, _, here) = school(&store, (Some(MOBILE), Some(OFFICE)));
        let sent = rings(&school, &here, (&PhoneCall, "office"), "+31207940800");
        assert_eq!(sent, [("+31207940800".to_owned(), "call".to_owned())]);
        let (desk, organization, moment) =
            (school.desk.clone(), school.organization.clone(), school.moment());
        let challenge = school.asked(&here).unwrap();
        let heard = school.write(move |t| {
            let means = (&desk.means(&organization), &desk.texts);
            Ok(notices::hear(t, means, (organization.id, challenge), "approved", &moment)?)
        });
        assert_eq!(heard, Some(Heard::Right));
        assert!(matches!(school.collects(&here, challenge), ProofDone::Right(_)));
    });
}

#[test]
fn one_telephone_in_both_columns_is_one() {
    each_engine(|store| {
        let (school, _, here) = school(&store, (Some(MOBILE), Some(MOBILE)));
        assert_eq!(school.asks(&here, (&SpokenCode, "office")), AskDone::Asked);
        assert_eq!(school.types_number(&here, MOBILE), NumberDone::Wrong);
        assert_eq!(rings(&school, &here, (&SpokenCode, "mobile"), MOBILE).len(), 1);
    });
}

#[test]
fn what_was_sent_to_the_number_on_file_is_not_taken_once_another_one_is_set_up() {
    each_engine(|store| {
        let (school, eva, here) = school(&store, (Some(MOBILE), None));
        let (_, code) = rings(&school, &here, TEXT, MOBILE).remove(0);
        let challenge = school.asked(&here).unwrap();
        sets_up(&school, eva, OWN);
        assert!(matches!(school.answers(&here, challenge, &code), ProofDone::Wrong));
    });
}

#[test]
fn whoever_has_set_a_phone_up_is_asked_by_that_one() {
    each_engine(|store| {
        let (school, eva, here) = school(&store, (Some(MOBILE), None));
        sets_up(&school, eva, OWN);
        assert_eq!(school.asks(&here, TEXT), AskDone::Asked);
        assert_eq!(school.types_number(&here, MOBILE), NumberDone::Wrong, "not by the one on file");
        assert_eq!(rings(&school, &here, TEXT, OWN)[0].0, OWN);
    });
}
