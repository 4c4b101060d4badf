use verification::method::{Asker, Right};
use world::{AccountId, Id, Language, Moment, RegistrationId};

use super::*;
use crate::METHODS;

struct Keys;

impl Words for Keys {
    fn say_with(&self, key: &str, values: &[(&str, world::words::Word)]) -> String {
        let code = values.iter().find(|(name, _)| *name == "code");
        format!("{key} {:?}", code.map(|(_, code)| code))
    }
    fn language(&self) -> Language {
        Language::ENGLISH
    }
}

fn on_file(address: &str) -> Registration {
    Registration {
        id: RegistrationId::from_array([0; 16]),
        kind: "mail".to_owned(),
        name: String::new(),
        record: address.as_bytes().to_vec(),
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    }
}

fn begin(registrations: &[Registration]) -> Result<Begun, VerificationError> {
    let situation = Situation {
        words: &Keys,
        organization: "School",
        user_name: "anna@school.example",
        account: AccountId::from_array([1; 16]),
        has: &[],
        host: "school.example",
        origin: "https://school.example",
        ends_at: Timestamp::EPOCH,
        asker: Asker::default(),
    };
    MailCode.begin(&situation, registrations, &mut Moment::with_seed(Timestamp::EPOCH, [5; 32]).chance("c"))
}

#[test]
fn the_code_of_the_mail_is_right_and_no_other() {
    let on_file = [on_file("anna@home.example")];
    let begun = begin(&on_file).unwrap();
    let [Message::Mail(mail)] = begun.messages.as_slice() else { panic!("one mail") };
    assert_eq!(mail.to(), "anna@home.example");
    let code: String = mail.text().chars().filter(char::is_ascii_digit).collect();
    let check = |typed: &str| {
        let answer = MailCode.read(typed).unwrap();
        MailCode.check(&begun.record, &on_file, &answer, Timestamp::EPOCH)
    };
    assert_eq!(check(&code), Checked::Right(Right::of(on_file[0].id)));
    let other = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
    assert_eq!(check(&other), Checked::Wrong);
}

#[test]
fn without_an_address_nothing_is_sent() {
    assert!(begin(&[]).unwrap().messages.is_empty());
    assert!(begin(&[on_file("no address")]).is_err());
}

#[test]
fn it_is_never_a_second_step() {
    assert!(METHODS.find("mail_code").is_none());
    assert!(METHODS.for_reset().find("mail_code").is_some());
    assert!(METHODS.for_reset().find("passkey").is_none());
}
