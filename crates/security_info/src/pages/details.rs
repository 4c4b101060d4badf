//! What is asked before a set-up begins, as a number.

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use verification::method::{AnsweredBy, Given};
use verification::{Method, Methods};
use web::{ContinueTo, FormFields, Page, Visit, links};
use world::{Markup, RegistrationId, Words};

use super::{Answer, Asker, asking, wizard};
use crate::authority::Authority;
use crate::desk::SecurityInfoDesk;
use crate::steps;

/// What is given before a set-up begins.
const LONGEST_DETAIL: usize = 200;
/// The field of how somebody wants to be contacted.
const CONTACT: &str = "contact";

/// What a person gives before a set-up begins, or the page that asks for it.
pub(super) async fn show(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
    uri: Uri,
) -> Answer {
    let query = FormFields::of_query(&uri);
    let offers = desk.offers(&organization, who.as_ref().map(|person| &person.account));
    let named = offers.find(query.get("method"));
    if named.is_none() && wizard::is_used(&organization) {
        let chosen = wizard::contacted_by((offers, who.is_none()), query.get(CONTACT));
        return Ok(match chosen.first() {
            Some(first) => details_page(
                offers,
                &visit,
                *first,
                (&given(&organization, *first, &query), Replaced::No),
                None,
            ),
            None => wizard::choose_page((&desk, offers), &visit, who.is_none(), None),
        });
    }
    let Some(method) = named else { return Ok(visit.see_other(links::SetUp)) };
    let given = given(&organization, method, &query);
    let Ok(old) = query.get("replaces").parse::<RegistrationId>() else {
        return Ok(details_page(offers, &visit, method, (&given, Replaced::No), None));
    };
    let asking = asking(&visit, who, &headers);
    let (with, now) = (desk.clone(), visit.moment().now);
    let approves = desk.store.read(move |t| {
        let authority = Authority::find(t, &with, &asking, now)?;
        authority.map_or(Ok(false), |authority| steps::approves_first(t, &authority, (method, old), now))
    });
    let replaced = match approves.await? {
        true => Replaced::Asked(old),
        false if query.ticked("approved") => Replaced::Approved(old),
        false => Replaced::Yes(old),
    };
    Ok(details_page(offers, &visit, method, (&given, replaced), None))
}

/// What is known of the registration in whose place a new one comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// There is none.
    No,
    /// It is this one.
    Yes(RegistrationId),
    /// It is this one, a phone that is asked before a new one comes in its place.
    Asked(RegistrationId),
    /// The same, after it has approved.
    Approved(RegistrationId),
}

impl Replaced {
    /// As a form says it.
    pub(super) fn of(form: &FormFields) -> Self {
        form.get("replaces").parse().map_or(Self::No, Self::Yes)
    }

    fn id(self) -> Option<RegistrationId> {
        match self {
            Self::No => None,
            Self::Yes(id) | Self::Asked(id) | Self::Approved(id) => Some(id),
        }
    }
}

/// The address of this page for a method, and for what it is to replace.
pub(super) fn address(method: &dyn Method, replaces: Option<RegistrationId>) -> String {
    let replaces = replaces.map(|old| format!("&replaces={old}")).unwrap_or_default();
    format!("{}?method={}{replaces}", links::SetUpDetails, method.about().name.as_str())
}

/// The way to the old phone's approval, and back to where the new one is set up.
pub(super) fn asks_old_phone(visit: &Visit, method: &dyn Method, old: RegistrationId) -> Page {
    let back = format!("{}&approved=yes", address(method, Some(old)));
    visit.see_other(links::SignIn { continue_to: Some(ContinueTo::to(back)), step_up: true, by: Some(old) })
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
    offers: Methods,
    visit: &Visit,
    method: &'static dyn Method,
    (given, replaced): (&Given, Replaced),
    problem: Option<String>,
) -> Page {
    if !given.get(CONTACT).is_empty() {
        return wizard::details_page(offers, visit, method, given, problem.as_deref());
    }
    let words = visit.words();
    let name = method.about().name.as_str();
    let body = Details {
        words,
        csrf: visit.csrf(),
        title: words.say(&format!("method-{name}-title")),
        about: words.say(&format!("method-{name}-about")),
        method: name,
        replaces: replaced.id().map(|id| id.to_string()).unwrap_or_default(),
        note: match replaced {
            Replaced::Asked(_) => Some("security-info-change-phone-asks"),
            Replaced::Approved(_) => Some("security-info-change-phone-approved"),
            Replaced::Yes(_) if method.about().answered == AnsweredBy::App => {
                Some("security-info-change-phone")
            }
            Replaced::Yes(_) | Replaced::No => None,
        },
        asks: matches!(replaced, Replaced::Asked(_)),
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
    /// What happens to an old phone in whose place a new one comes.
    note: Option<&'static str>,
    /// The old one is asked first, if the person still has it.
    asks: bool,
    fields: Markup,
}
