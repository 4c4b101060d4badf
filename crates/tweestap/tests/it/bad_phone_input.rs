//! The forms that have something to say only where texts are sent and calls are placed, filled in as no person would while
//! something waits on a phone.

use simulator::SimulatorDesk;
use world::Span;

use crate::bad_input::strange;
use crate::browser::{Answer, Browser};
use crate::phone_tour::Phoned;
use crate::school::{PHONE, on_each_engine_with_phones};

/// A form, and what a person would fill in.
type Form<'a> = (&'static str, Vec<(&'static str, &'a str)>);

/// Every form of this, with each of its fields strange in turn and the others as they should be.
fn spoils(start: &(Browser, Answer), forms: &[Form<'_>]) {
    let (browser, page) = start;
    for (path, fields) in forms {
        for spoiled in 0..fields.len() {
            for value in strange() {
                let mut fields = fields.clone();
                fields[spoiled].1 = &value;
                let what = format!("{path} {:?}", (fields[spoiled].0, &value));
                browser.clone().submits(page, path, &fields).fails_softly(&what);
            }
        }
    }
    assert_eq!(browser.clone().get("/account").status, 303, "nothing of it signs in");
}

/// Nothing was sent to anybody but Eva.
fn sent_to_eva_alone(phones: &SimulatorDesk) {
    let texts = phones.handset.texts().into_iter().map(|(.., text)| text.to().to_owned());
    let calls = phones.handset.calls().into_iter().map(|call| call.call.to().to_owned());
    let others: Vec<_> = texts.chain(calls).filter(|number| number != PHONE).collect();
    assert_eq!(others, [""; 0]);
}

#[test]
fn the_forms_that_set_a_phone_up_fail_softly() {
    on_each_engine_with_phones(|serving, phones| {
        for (method, place) in [("text_message", "mobile"), ("phone_call", "office")] {
            let mut eva = Phoned::at(serving, phones);
            eva.proves_the_password();
            let details = eva.browser.get(&format!("/security-info/details?method={method}"));
            let given = vec![
                ("method", method),
                ("given", "yes"),
                ("replaces", ""),
                ("contact", ""),
                ("place", place),
                ("number", PHONE),
                ("extension", "17"),
            ];
            let answer = eva.browser.submits(&details, "/security-info/add", &given);
            let page = eva.browser.follows(&answer);
            assert!(page.body.contains("name=\"challenge\""), "{}", page.body);
            let challenge = page.field("challenge");
            let waits = ("challenge", challenge.as_str());
            let forms = [
                ("/security-info/send-again", vec![waits]),
                ("/security-info/collect", vec![waits, ("name", "Telefoon")]),
                ("/security-info/set-up", vec![waits, ("answer", "12345x"), ("name", "Telefoon")]),
                ("/security-info/add", given),
            ];
            spoils(&(eva.browser.clone(), page), &forms);
        }
        // A method that cannot be set up by itself, and one that nobody has.
        let mut eva = Phoned::at(serving, phones);
        eva.proves_the_password();
        let page = eva.browser.get("/security-info/choose");
        for method in ["spoken_code", "fax"] {
            let fields = [("method", method), ("given", "yes"), ("number", PHONE)];
            eva.browser.clone().submits(&page, "/security-info/add", &fields).fails_softly(method);
        }
        sent_to_eva_alone(phones);
        // All of that has set nothing up, and a phone still can be.
        eva.sets_up_by_text();
    });
}

#[test]
fn the_forms_that_are_answered_with_a_phone_fail_softly() {
    on_each_engine_with_phones(|serving, phones| {
        let mut eva = Phoned::at(serving, phones);
        eva.proves_the_password();
        eva.sets_up_by_text();
        for method in ["text_message", "phone_call", "spoken_code"] {
            let mut eva = Phoned::at(serving, phones);
            let first = eva.proves_the_password();
            let page = if method == "text_message" { first } else { eva.asks_by(method) };
            let challenge = page.field("challenge");
            let ways = eva.browser.get("/sign-in/another");
            let registration = ways.field("registration");
            let waits = ("challenge", challenge.as_str());
            let forms = [
                ("/sign-in/send-again", vec![waits]),
                ("/sign-in/collect", vec![waits, ("remember", "yes")]),
                ("/sign-in/answer", vec![waits, ("answer", "12345x"), ("remember", "yes")]),
                ("/sign-in/ask", vec![("method", method), ("registration", registration.as_str())]),
            ];
            spoils(&(eva.browser.clone(), page), &forms);
            serving.school.clock.advance(Span::minutes(61));
        }
        sent_to_eva_alone(phones);
        let mut eva = Phoned::at(serving, phones);
        let page = eva.proves_the_password();
        assert_eq!(eva.signs_in_by_text(&page).status, 200);
    });
}
