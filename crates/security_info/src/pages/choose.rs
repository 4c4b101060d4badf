//! The page that lists the methods which can be set up.

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use verification::Methods;
use web::{Page, Visit, links};
use world::Words;

use super::{Answer, Where, Who, asking, step_up, to_sign_in, wizard};
use crate::desk::SecurityInfoDesk;
use crate::steps::{self, SettingUp};

pub(super) async fn show(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
) -> Answer {
    let offers = desk.offers(&organization, who.as_ref().map(|person| &person.account));
    Ok(choose_page((&desk, offers), &visit, (&organization, false), None))
}

/// The methods once more, while one of them waits for its proof: a number may have been the wrong one.
pub(super) async fn another(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
) -> Answer {
    let offers = desk.offers(&organization, who.as_ref().map(|person| &person.account));
    let (with, asking, now) = (desk.clone(), asking(&visit, who, &headers), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    Ok(match view {
        SettingUp::Nobody => to_sign_in(&visit),
        SettingUp::StepUp => step_up(&visit, links::SetUpChoose),
        SettingUp::NotBegun { signing_in, .. } | SettingUp::Waiting { signing_in, .. } => {
            choose_page((&desk, offers), &visit, (&organization, signing_in), None)
        }
    })
}

pub(super) fn choose_page(
    (desk, offers): (&SecurityInfoDesk, Methods),
    visit: &Visit,
    (organization, signing_in): (&Organization, bool),
    problem: Option<String>,
) -> Page {
    if wizard::is_used(organization) {
        return wizard::choose_page((desk, offers), visit, signing_in, problem);
    }
    let words = visit.words();
    let serving = offers.on_host(visit.host());
    let choices = wizard::offered(serving, signing_in).map(|method| {
        let name = method.about().name.as_str();
        Choice {
            name: name.to_owned(),
            title: words.say(&format!("method-{name}-title")),
            about: words.say(&format!("method-{name}-about")),
        }
    });
    let title = if signing_in { "security-info-secure-title" } else { "security-info-add-title" };
    let body = Choose {
        words,
        csrf: visit.csrf(),
        signing_in,
        title: words.say(title),
        choices: choices.collect(),
        hints: left_out(desk, visit),
        problem,
    };
    visit.page(title, &body)
}

/// Why methods are not offered that do not serve on this host.
pub(super) fn left_out(desk: &SecurityInfoDesk, visit: &Visit) -> Vec<String> {
    let serving = desk.methods.on_host(visit.host());
    let names = desk.methods.all().map(|method| method.about().name.as_str());
    let left_out = names.filter(|name| serving.find(name).is_none());
    left_out.map(|name| visit.words().say(&format!("method-{name}-no-host"))).collect()
}

struct Choice {
    name: String,
    title: String,
    about: String,
}

#[derive(Template)]
#[template(path = "choose.html")]
struct Choose<'a> {
    words: &'a dyn Words,
    csrf: String,
    signing_in: bool,
    title: String,
    choices: Vec<Choice>,
    /// Why there are not more.
    hints: Vec<String>,
    problem: Option<String>,
}
