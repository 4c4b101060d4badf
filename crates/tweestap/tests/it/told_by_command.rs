//! What an administrator does by a command is told to the owner of the account, also where no mail can lead to a page of ours.

use std::sync::Arc;

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, NewAccount};
use accounts::{Account, Contact, Organization, Role, looks};
use delivery::{Mail, Message, outbox};
use notices::{Answer, NoticeError, Owner};
use store::Store;
use store::testing::each_engine;
use vault::Vault;
use verification::SecondStepRule;
use web::Texts;
use world::language::LANGUAGES;
use world::text::{DisplayName, Domain, HelpContact, MailAddress, UserName};
use world::{Language, Moment, Timestamp};

use crate::commands::Data;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const KINDS: &[&str] = &[
    "notice-given-password",
    "notice-given-anew",
    "notice-given-pass",
    "notice-contact-moved",
    "notice-contact-phones",
];

fn moment(seed: u8) -> Moment {
    Moment::with_seed(NOW, [seed; 32])
}

/// An organization in a language, with Anna, who has chosen none, on a real database.
struct Place {
    store: Store,
    vault: Vault,
    texts: Arc<Texts>,
    organization: Organization,
    anna: Account,
}

impl Place {
    fn new(store: &Store, language: Language, seed: u8) -> Self {
        let vault = Vault::for_tests();
        let domain = format!("place-{seed}.example");
        let new = NewOrganization {
            name: DisplayName::parse("Zuid & Co").unwrap(),
            domain: Domain::parse(&domain).unwrap(),
            hosts: Vec::new(),
            language,
            accent: "336699".to_owned(),
            second_step: SecondStepRule::WhenSetUp,
        };
        let account = NewAccount {
            user_name: UserName::parse(&format!("anna@{domain}")).unwrap(),
            display_name: DisplayName::parse("Anna Bos").unwrap(),
            language: None,
            role: Role::Person,
            second_step_required: false,
            contact: Contact::default(),
            password: None,
        };
        let with = vault.clone();
        let (organization, anna) = store
            .write_now(move |t| {
                let id = organizations::add(t, &new, &moment(seed))?;
                let anna = people::add(t, &with, id, &account, &moment(seed))?;
                let found = (organizations::find(t, id)?.unwrap(), people::find(t, id, anna)?.unwrap());
                Ok::<_, NoticeError>(found)
            })
            .unwrap();
        let texts = Arc::new(Texts::read(tweestap::server::TEXTS));
        Self { store: store.clone(), vault, texts, organization, anna }
    }

    /// Where people ask for help.
    fn asks_at(&self, contact: Option<&str>) {
        let (id, contact) =
            (self.organization.id, contact.map(|contact| HelpContact::parse(contact).unwrap()));
        self.store.write_now(move |t| looks::set_contact(t, id, contact.as_ref())).unwrap();
    }

    fn has_host(&self, host: &'static str) {
        let id = self.organization.id;
        self.store.write_now(move |t| organizations::set_hosts(t, id, &[host.to_owned()])).unwrap();
    }

    /// Tells Anna at her address, with or without what an organization's own host allows.
    fn tells(&self, kind: &'static str, seed: u8, linked: bool) -> (Answer, Mail) {
        let (vault, texts) = (self.vault.clone(), Arc::clone(&self.texts));
        let (organization, anna) = (self.organization.clone(), self.anna.clone());
        let to = MailAddress::parse("anna@mail.example").unwrap();
        let (answer, mut claimed) = self
            .store
            .write_now(move |t| {
                let owner = Owner { organization: &organization, account: &anna };
                let with = (&vault, &texts);
                let answer = if linked {
                    notices::tell_by_command(t, with, owner, (kind, &to), &moment(seed))?
                } else {
                    notices::tell_unlinked(t, with, owner, (kind, &to), &moment(seed))?;
                    Answer::Ask
                };
                Ok::<_, NoticeError>((answer, outbox::claim(t, &vault, NOW)?))
            })
            .unwrap();
        assert_eq!(claimed.len(), 1, "{kind}");
        let Some(Message::Mail(mail)) = claimed.pop().map(|claimed| claimed.message) else {
            panic!("no mail")
        };
        (answer, mail)
    }
}

#[test]
fn without_a_host_the_mail_says_whom_to_ask_in_every_language() {
    each_engine(|store| {
        for (language, seed) in LANGUAGES.iter().zip(1_u8..) {
            let place = Place::new(&store, *language, seed);
            for (kind, number) in KINDS.iter().chain(["notice-contact-here"].iter()).zip(10_u8..) {
                for (contact, shows, at) in [
                    (Some("+31 20 555 01 00"), "Zuid & Co: +31 20 555 01 00.", 0),
                    (Some("https://help.zuid.example/"), "https://help.zuid.example/", 1),
                    (None, "Zuid & Co", 2),
                ] {
                    place.asks_at(contact);
                    let (answer, mail) = place.tells(kind, number + 20 * at, *kind != "notice-contact-here");
                    assert_eq!((answer, mail.to()), (Answer::Ask, "anna@mail.example"));
                    assert_eq!(mail.language(), Some(language.code()));
                    let (text, html) = (mail.text(), mail.html());
                    assert!(
                        text.contains(shows) && text.contains("servicedesk") | text.contains("service desk")
                    );
                    assert!(text.contains("2027-01-15") && text.contains("anna@place-"), "{text}");
                    assert!(
                        !text.contains("not-me") && !text.contains('$') && !text.contains("notice-"),
                        "{text}"
                    );
                    assert!(!mail.subject().contains("notice-"), "{}", mail.subject());
                    // The one thing that can be followed is where the organization itself says that help is.
                    let links = usize::from(shows.starts_with("https"));
                    assert_eq!(html.matches("<a href=").count(), links, "{html}");
                    assert!(html.contains("Zuid &amp; Co"), "{html}");
                }
            }
        }
    });
}

#[test]
fn with_a_host_of_its_own_the_mail_leads_there_in_every_language() {
    each_engine(|store| {
        for (language, seed) in LANGUAGES.iter().zip(1_u8..) {
            let place = Place::new(&store, *language, seed);
            place.has_host(["login.zuid.example", "login.noord.example"][usize::from(seed) - 1]);
            for (kind, number) in KINDS.iter().zip(10_u8..) {
                let (answer, mail) = place.tells(kind, number, true);
                assert_eq!((answer, mail.language()), (Answer::Link, Some(language.code())));
                assert!(
                    mail.text().contains("ord.example/not-me#")
                        | mail.text().contains("zuid.example/not-me#")
                );
                assert!(!mail.text().contains('$') && !mail.text().contains("notice-"), "{}", mail.text());
                assert_eq!(mail.html().matches("<a href=").count(), 2);
            }
        }
    });
}

#[test]
fn a_person_is_reached_otherwise_and_reads_of_it_at_the_old_address_and_at_the_new_one() {
    let data = Data::new();
    let set = ["organization", "set", "zuid.example", "--host", "login.zuid.example"];
    assert_eq!(data.run(&set, "").status.code(), Some(0));
    let add = ["account", "add", "anna@zuid.example", "--mail", "old@mail.example", "--language", "nl"];
    assert_eq!(data.run(&add, "").status.code(), Some(0));
    let contact = |options: &[&str]| {
        let output = data.run(&[&["account", "contact", "anna@zuid.example"][..], options].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let to = |mails: &[Mail]| mails.iter().map(|mail| mail.to().to_owned()).collect::<Vec<_>>();

    let (shown, _) = contact(&["--mail", "new@mail.example", "--office-phone", "020 555 01 00 x12"]);
    assert!(
        shown.starts_with("mail           new@mail.example\nmobile phone   none\noffice phone   +31 "),
        "{shown}"
    );
    assert!(!shown.contains("5550100") && shown.ends_with("00\nlanguage       nl\n"), "{shown}");
    let mut mails = data.mails();
    mails.sort_by_key(|mail| (mail.to().to_owned(), mail.subject().to_owned()));
    assert_eq!(to(&mails), ["new@mail.example", "old@mail.example", "old@mail.example"]);
    assert!(!mails[0].text().contains("/not-me"), "whoever reads the new address may be anybody");
    assert!(mails[1..].iter().all(|mail| mail.text().contains("login.zuid.example/not-me#")));
    assert!(mails.iter().all(|mail| mail.language() == Some("nl") && !mail.text().contains("new@mail")));

    // What stays the same is not told, nor is a language.
    contact(&["--mail", "new@mail.example", "--language", "en"]);
    assert!(data.mails().is_empty());
    let (shown, aside) = contact(&["--mail", "", "--office-phone", "", "--language", ""]);
    assert_eq!(
        shown,
        "mail           none\nmobile phone   none\noffice phone   none\nlanguage       the browser's\n"
    );
    assert_eq!((to(&data.mails()), aside.as_str()), (vec!["new@mail.example".to_owned(); 2], ""));
    let (_, aside) = contact(&["--mobile-phone", "+31612345678"]);
    assert!(aside.contains("not told by mail") && data.mails().is_empty(), "{aside}");
    let shown = String::from_utf8(data.run(&["account", "show", "anna@zuid.example"], "").stdout).unwrap();
    assert!(shown.contains("mobile phone   +31 ") && !shown.contains("12345678"), "{shown}");
}

#[test]
fn how_nobody_can_be_reached_is_refused_and_nothing_is_changed() {
    let data = Data::new();
    let add = ["account", "add", "anna@zuid.example", "--mail", "old@mail.example"];
    assert_eq!(data.run(&add, "").status.code(), Some(0));
    let contact = ["account", "contact", "anna@zuid.example"];
    for (options, code, words) in [
        (&[][..], 2, "--mail"),
        (&["--mail", "nowhere"], 1, "--mail"),
        (&["--mail", "new@mail.example", "--mobile-phone", "12"], 1, "--mobile-phone"),
        (&["--mail", "new@mail.example", "--office-phone", "\u{1b}[2J"], 1, "--office-phone"),
        (&["--mail", "new@mail.example", "--language", "fr"], 1, "--language must be en or nl"),
    ] {
        data.refuses(&[&contact[..], options].concat(), "", code, &[words]);
    }
    data.refuses(&["account", "contact", "bas@zuid.example", "--mail", ""], "", 1, &["there is no account"]);
    let shown = String::from_utf8(data.run(&["account", "show", "anna@zuid.example"], "").stdout).unwrap();
    assert!(shown.contains("mail           old@mail.example\n"), "{shown}");
    assert!(data.mails().is_empty());
}
