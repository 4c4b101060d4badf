//! The additional security verification: the same set-up in three steps, as the reference experience "two-step verification" has it.
//!
//! First how to be contacted, then a trial of it, then what was set up. Every step is a page of its own, so that it needs no script.

use accounts::Organization;
use accounts::organizations::Experience;
use askama::Template;
use verification::method::{Given, SetUpBy};
use verification::{Method, Methods, Registration};
use web::{Page, Visit};
use world::{Markup, Words};

use super::choose::left_out;
use crate::desk::SecurityInfoDesk;

/// Whether the people of an organization walk these steps.
pub(super) fn is_used(organization: &Organization) -> bool {
    organization.experience == Experience::TwoStepVerification
}

/// A step of the three.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Contact,
    Trial,
    Done,
}

/// The heading of a step, with the way that lies before and behind it.
pub(super) fn heading(words: &dyn Words, now: Step, title: &str) -> Markup {
    let all = [(Step::Contact, "contact"), (Step::Trial, "trial"), (Step::Done, "done")];
    let steps = all.map(|(step, key)| (words.say(&format!("security-wizard-step-{key}")), step == now));
    // Writing into a text cannot fail.
    Markup::from_template(Heading { words, steps, title }.render().unwrap_or_default())
}

/// The names of a method's contacts; one without goes by its own.
pub(super) fn contacts(method: &dyn Method) -> impl Iterator<Item = &'static str> {
    let contacts = method.contacts();
    let own = contacts.is_empty().then_some(method.about().name.as_str());
    contacts.iter().map(|contact| contact.name).chain(own)
}

/// What can be set up by itself; what stands in for another is set up beside it, and not in the middle of a sign-in.
pub(super) fn offered(methods: Methods, signing_in: bool) -> impl Iterator<Item = &'static dyn Method> {
    methods.all().filter(move |method| match method.about().set_up {
        SetUpBy::Itself => true,
        SetUpBy::Beside => !signing_in,
        SetUpBy::Another | SetUpBy::OnFile | SetUpBy::Administrator => false,
    })
}

/// The methods that share a contact.
pub(super) fn contacted_by((offers, signing_in): (Methods, bool), contact: &str) -> Vec<&'static dyn Method> {
    offered(offers, signing_in).filter(|method| contacts(*method).any(|name| name == contact)).collect()
}

/// Step 1: how to be contacted.
pub(super) fn choose_page(
    (desk, offers): (&SecurityInfoDesk, Methods),
    visit: &Visit,
    signing_in: bool,
    problem: Option<String>,
) -> Page {
    let words = visit.words();
    let mut choices: Vec<(&'static str, String)> = Vec::new();
    // The ways in which this page has always asked come first.
    let (contacting, others): (Vec<_>, Vec<_>) =
        offered(offers.on_host(visit.host()), signing_in).partition(|method| !method.contacts().is_empty());
    for method in contacting.into_iter().chain(others) {
        for name in contacts(method) {
            if choices.iter().all(|(known, _)| *known != name) {
                choices.push((name, says(words, method, name)));
            }
        }
    }
    let heading = heading(words, Step::Contact, &words.say("security-wizard-contact"));
    let hints = left_out(desk, visit);
    visit.page("security-wizard-title", &Contacts { words, heading, choices, hints, signing_in, problem })
}

fn says(words: &dyn Words, method: &dyn Method, contact: &str) -> String {
    if method.contacts().is_empty() {
        words.say(&format!("method-{contact}-title"))
    } else {
        words.say(&format!("contact-{contact}"))
    }
}

/// Step 1, once the contact is chosen: what is needed for it, and by which of its methods.
pub(super) fn details_page(
    offers: Methods,
    visit: &Visit,
    method: &'static dyn Method,
    given: &Given,
    problem: Option<&str>,
) -> Page {
    let words = visit.words();
    let contact = given.get("contact");
    let chosen = method.about().name.as_str();
    let ways = contacted_by((offers, false), contact).into_iter().map(|method| {
        let name = method.about().name.as_str();
        Way { name, about: words.say(&format!("method-{name}-about")), chosen: name == chosen }
    });
    let title = says(words, method, contact);
    let body = Details {
        words,
        csrf: visit.csrf(),
        heading: heading(words, Step::Contact, &title),
        contact,
        ways: ways.collect(),
        fields: method.details(words, given, problem).unwrap_or_default(),
    };
    visit.page("security-wizard-title", &body)
}

/// Step 3: what was set up, and recovery codes for whoever has none.
pub(super) fn done_page(
    desk: &SecurityInfoDesk,
    visit: &Visit,
    (registrations, beside): (&[Registration], Option<&'static dyn Method>),
    on: String,
) -> Page {
    let words = visit.words();
    let mut signing_in = registrations.iter().filter(|one| desk.methods.serve(one));
    let lacks = signing_in.all(|one| desk.methods.stands_alone(one));
    let rows = registrations.iter().map(|one| super::row(desk, words, one));
    let body = Done {
        words,
        csrf: visit.csrf(),
        heading: heading(words, Step::Done, &words.say("security-wizard-done")),
        rows: rows.map(|row| (row.name, row.describe)).collect(),
        recovery: beside.filter(|_| lacks).map(|method| method.about().name.as_str()),
        on,
    };
    visit.page("security-wizard-title", &body)
}

#[derive(Template)]
#[template(path = "wizard-heading.html")]
struct Heading<'a> {
    words: &'a dyn Words,
    steps: [(String, bool); 3],
    title: &'a str,
}

#[derive(Template)]
#[template(path = "wizard-contacts.html")]
struct Contacts<'a> {
    words: &'a dyn Words,
    heading: Markup,
    choices: Vec<(&'static str, String)>,
    /// Why there are not more.
    hints: Vec<String>,
    signing_in: bool,
    problem: Option<String>,
}

struct Way {
    name: &'static str,
    about: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "wizard-details.html")]
struct Details<'a> {
    words: &'a dyn Words,
    csrf: String,
    heading: Markup,
    contact: &'a str,
    ways: Vec<Way>,
    fields: Markup,
}

#[derive(Template)]
#[template(path = "wizard-done.html")]
struct Done<'a> {
    words: &'a dyn Words,
    csrf: String,
    heading: Markup,
    rows: Vec<(String, String)>,
    recovery: Option<&'static str>,
    on: String,
}
