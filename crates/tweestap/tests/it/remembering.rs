//! Browsers that are not asked for the second step: forgotten one by one, and with a new password.

use simulator::SimulatorDesk;

use crate::browser::Answer;
use crate::phone_tour::Phoned;
use crate::school::{EVA, PASSWORD, on_each_engine_with_phones};

const NEW: &str = "vier gele fietsen op zolder";

/// The subjects of Eva's mails, the newest first.
fn subjects(phones: &SimulatorDesk) -> Vec<String> {
    let mails = phones.mailbox.all().into_iter();
    mails.filter(|(.., mail)| mail.to().ends_with(EVA)).map(|(.., mail)| mail.subject().to_owned()).collect()
}

/// Sees until the mail has come, which the server carries beside everything else.
fn is_told(phones: &SimulatorDesk, subject: &str, times: usize) {
    let count = || subjects(phones).iter().filter(|one| *one == subject).count();
    for _ in 0..500 {
        if count() >= times {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(count(), times, "{subject}: {:?}", subjects(phones));
}

fn is_asked(page: &Answer) -> bool {
    assert_eq!(page.status, 200, "{}", page.body);
    !page.body.contains("name=\"stay\"")
}

impl Phoned<'_> {
    /// Signs in with whatever is asked, has this browser remembered, and stays.
    fn is_remembered(&mut self) {
        let page = self.proves_the_password();
        assert!(is_asked(&page));
        self.signs_in_by_text(&page);
    }

    /// Signs out and in again; whether the second step is asked for.
    fn is_asked_again(&mut self, password: &str) -> bool {
        self.leaves();
        let page = self.proves(password);
        let asked = is_asked(&page);
        if asked {
            self.signs_in_by_text(&page);
        } else {
            self.stays();
        }
        asked
    }
}

#[test]
fn a_browser_that_is_forgotten_is_asked_again_and_its_person_is_told_once() {
    on_each_engine_with_phones(|serving, phones| {
        let mut eva = Phoned::with_a_phone(serving, phones);
        eva.is_remembered();
        assert!(!eva.is_asked_again(PASSWORD));
        let page = eva.browser.get("/account/sessions");
        let device = page.field("device");
        for _ in 0..2 {
            let done = eva.browser.submits(&page, "/account/devices/forget", &[("device", &device)]);
            assert_eq!(done.status, 303);
        }
        assert!(eva.is_asked_again(PASSWORD));
        is_told(phones, "A browser is asked for your second step again", 1);
    });
}

#[test]
fn a_new_password_forgets_the_browsers_unless_they_are_to_be_left() {
    on_each_engine_with_phones(|serving, phones| {
        let mut eva = Phoned::with_a_phone(serving, phones);
        eva.is_remembered();
        let changes = |eva: &mut Phoned<'_>, (from, to): (&str, &str), leaves: bool| {
            let page = eva.browser.get("/account/password");
            let fields =
                [("old_password", from), ("new_password", to), ("new_password_again", to), ("leave", "yes")];
            let fields = if leaves { &fields[..] } else { &fields[..3] };
            let done = eva.browser.submits(&page, "/account/password", fields);
            assert_eq!(done.status, 303, "{}", done.body);
            eva.is_asked_again(to)
        };
        assert!(!changes(&mut eva, (PASSWORD, NEW), false));
        // Another change asks for a fresh second step, which this browser was not asked for.
        eva.browser.cookies.retain(|name, _| !name.ends_with("remembered"));
        assert!(eva.is_asked_again(NEW));
        assert!(changes(&mut eva, (NEW, "negen blauwe tulpen in mei"), true));
    });
}
