//! What is asked before a set-up begins, as a number.

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use verification::Method;
use verification::method::{AnsweredBy, Given};
use web::{FormFields, Page, Visit, links};
use world::{Markup, RegistrationId, Words};

use super::{Answer, Where, Who, wizard};
use crate::desk::SecurityInfoDesk;

/// What is given before a set-up begins.
const LONGEST_DETAIL: usize = 200;
/// The field of how somebody wants to be contacted.
const CONTACT: &str = "contact";

/// What a person gives before a set-up begins, or the page that asks for it.
pub(super) async fn show(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    uri: Uri,
) -> Answer {
    let query = FormFields::of_query(&uri);
    let offers = desk.offers(&organization, who.as_ref().map(|person| &person.account));
    let named = offers.find(query.get("method"));
    if named.is_none() && wizard::is_used(&organization) {
        let chosen = wizard::contacted_by(&desk, query.get(CONTACT));
        return Ok(match chosen.first() {
            Some(first) => {
                details_page(&desk, &visit, *first, (&given(&organization, *first, &query), ""), None)
            }
            None => wizard::choose_page(&desk, &visit, who.is_none(), None),
        });
    }
    let Some(method) = named else { return Ok(visit.see_other(links::SetUp)) };
    let given = given(&organization, method, &query);
    Ok(details_page(&desk, &visit, method, (&given, query.get("replaces")), None))
}

/// What the form gives; what a chosen contact stands for is settled.
pub(super) fn given(organization: &Organization, method: &dyn Method, form: &FormFields) -> Given {
    let contact = wizard::contacts(method).find(|name| *name == form.get(CONTACT)).unwrap_or_default();
    let settles = method.contacts().iter().find(|known| known.name == contact);
    let settles = settles.map_or(&[][..], |contact| contact.given);
    let field = |name: &str| {
        let settled = settles.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let settled = settled.or_else(|| (name == CONTACT).then_some(contact));
        let value = settled.unwrap_or_else(|| form.bounded(name, LONGEST_DETAIL).unwrap_or_default());
        (name.to_owned(), value.to_owned())
    };
    let fields = [CONTACT].into_iter().chain(method.given_fields().iter().copied());
    Given { fields: fields.map(field).collect(), country: organization.country.clone() }
}

pub(super) fn details_page(
    desk: &SecurityInfoDesk,
    visit: &Visit,
    method: &'static dyn Method,
    (given, replaces): (&Given, &str),
    problem: Option<String>,
) -> Page {
    if !given.get(CONTACT).is_empty() {
        return wizard::details_page(desk, visit, method, given, problem.as_deref());
    }
    let words = visit.words();
    let name = method.about().name.as_str();
    let body = Details {
        words,
        csrf: visit.csrf(),
        title: words.say(&format!("method-{name}-title")),
        about: words.say(&format!("method-{name}-about")),
        method: name,
        replaces: replaces.parse::<RegistrationId>().map(|id| id.to_string()).unwrap_or_default(),
        changes_phone: method.about().answered == AnsweredBy::App && !replaces.is_empty(),
        fields: method.details(words, given, problem.as_deref()).unwrap_or_default(),
    };
    visit.page("security-info-set-up-title", &body)
}

#[derive(Template)]
#[template(path = "details.html")]
struct Details<'a> {
    words: &'a dyn Words,
    csrf: String,
    title: String,
    about: String,
    method: &'static str,
    replaces: String,
    /// A new phone comes in the place of an old one.
    changes_phone: bool,
    fields: Markup,
}
