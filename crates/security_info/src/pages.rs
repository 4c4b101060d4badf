//! The pages of security info.

use std::sync::Arc;

use accounts::{Organization, SignedIn};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use vault::Token;
use verification::Method;
use web::{
    ContinueTo, Cookie, CookieName, FormFields, Guard, Jar, Page, Problem, Routes, Submitted, Visit,
    date_and_time, links,
};
use world::text::{DisplayName, LONGEST_NAME};
use world::{ChallengeId, Markup, RegistrationId, Words};

use crate::authority::Asking;
use crate::desk::SecurityInfoDesk;
use crate::steps::{self, Began, Deleted, Proved, SettingUp};

type Answer = Result<Page, Problem>;
type Who = Option<Extension<Arc<SignedIn>>>;
type Where = Extension<Arc<Organization>>;

const LONGEST_ANSWER: usize = 64;

/// The addresses of this room.
pub fn routes(desk: SecurityInfoDesk) -> Routes<()> {
    Routes::new()
        .get(links::SecurityInfo::PATH, Guard::SignedIn, list)
        .get(links::SecurityInfoAdd::PATH, Guard::SignedIn, choose)
        .get(links::SecurityInfoDelete::PATH, Guard::SignedIn, confirm_delete)
        .post(links::SecurityInfoDelete::PATH, Guard::SignedIn, delete)
        .get(links::SetUp::PATH, Guard::Open, set_up)
        .post(links::SecurityInfoAdd::PATH, Guard::Open, begin)
        .post(links::SetUp::PATH, Guard::Open, prove)
        .with_state(desk)
}

fn asking(visit: &Visit, who: Who, headers: &HeaderMap) -> Asking {
    let jar = Jar::new(headers, visit.is_secure());
    Asking {
        organization: visit.organization(),
        browser: visit.browser(),
        attempt: jar.get(CookieName::Attempt).and_then(Token::parse).map(|token| token.hash()),
        person: who.map(|Extension(person)| (*person).clone()),
        language: visit.language(),
    }
}

fn step_up(visit: &Visit, back: impl std::fmt::Display) -> Page {
    visit.see_other(links::SignIn { continue_to: Some(ContinueTo::to(back)), step_up: true })
}

fn to_sign_in(visit: &Visit) -> Page {
    visit.see_other(links::SignIn::default())
}

async fn list(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    who: Who,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let with = desk.clone();
    let registrations = desk.store.read(move |t| steps::list(t, &with, &asking)).await?;
    let words = visit.words();
    let rows = registrations.iter().map(|registration| Row {
        id: registration.id,
        name: registration.name.clone(),
        describe: method(&desk, registration.method.as_str())
            .map(|method| method.describe(words, registration))
            .unwrap_or_default(),
        added: date_and_time(registration.created_at),
        used: registration.used_at.map(date_and_time),
    });
    let query = FormFields::of_query(&uri);
    let news = ["added", "deleted", "last"].into_iter().find(|news| query.get("news") == *news);
    let body = List {
        words,
        rows: rows.collect(),
        news: news.map(|news| words.say(&format!("security-info-{news}"))),
    };
    Ok(visit.wide_page("security-info-title", &body, &["web/local-time.js"]))
}

fn method(desk: &SecurityInfoDesk, name: &str) -> Option<&'static dyn Method> {
    desk.methods.find(name)
}

async fn choose(State(desk): State<SecurityInfoDesk>, visit: Visit) -> Answer {
    Ok(choose_page(&desk, &visit, false, None))
}

fn choose_page(desk: &SecurityInfoDesk, visit: &Visit, signing_in: bool, problem: Option<String>) -> Page {
    let words = visit.words();
    let choices = desk.methods.all().map(|method| {
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
        problem,
    };
    visit.page(title, &body)
}

async fn begin(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    who: Who,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(method) = method(&desk, form.get("method")) else { return Ok(visit.see_other(links::SetUp)) };
    let asking = asking(&visit, who, &headers);
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let began = desk.store.write(move |t| steps::begin(t, &with, (&asking, method), &moment)).await?;
    Ok(match began {
        Began::Waiting => visit.see_other(links::SetUp),
        Began::StepUp => step_up(&visit, links::SecurityInfoAdd),
        Began::Nobody => to_sign_in(&visit),
        Began::Full { most } => {
            let problem = visit.words().say_with("security-info-full", &[("most", most.into())]);
            choose_page(&desk, &visit, false, Some(problem)).status(StatusCode::UNPROCESSABLE_ENTITY)
        }
    })
}

async fn set_up(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    set_up_page(&desk, &visit, &organization, asking, None).await
}

/// The page of the set-up that waits, with the end of a problem's key.
async fn set_up_page(
    desk: &SecurityInfoDesk,
    visit: &Visit,
    organization: &Arc<Organization>,
    asking: Asking,
    problem: Option<&str>,
) -> Answer {
    let (with, organization, now) = (desk.clone(), Arc::clone(organization), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, (&asking, &organization), now)).await?;
    let (waiting, invitation, signing_in) = match view {
        SettingUp::Nobody => return Ok(to_sign_in(visit)),
        SettingUp::StepUp => return Ok(step_up(visit, links::SecurityInfoAdd)),
        SettingUp::NotBegun { signing_in } => return Ok(choose_page(desk, visit, signing_in, None)),
        SettingUp::Waiting { waiting, invitation, signing_in } => (waiting, invitation, signing_in),
    };
    let Some(method) = method(desk, &waiting.method) else {
        return Ok(choose_page(desk, visit, signing_in, None));
    };
    let words = visit.words();
    let problem = problem.map(|end| words.say(&format!("method-{}-{end}", waiting.method)));
    let fields = method
        .add(words, &invitation, &waiting.record, problem.as_deref())
        .map_err(crate::desk::SecurityInfoError::from)?;
    let body = SetUpForm {
        words,
        csrf: visit.csrf(),
        challenge: waiting.id,
        title: words.say(&format!("method-{}-title", waiting.method)),
        name: method.default_name(words),
        fields,
        signing_in,
    };
    Ok(visit.page("security-info-set-up-title", &body))
}

async fn prove(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else {
        return Ok(visit.see_other(links::SetUp));
    };
    let typed = form.bounded("answer", LONGEST_ANSWER).unwrap_or_default().to_owned();
    let name = form.bounded("name", LONGEST_NAME).and_then(|name| DisplayName::parse(name).ok());
    let name =
        name.map_or_else(|| visit.words().say("security-info-unnamed"), |name| name.as_str().to_owned());
    let (with, at, moment) = (desk.clone(), asking.clone(), visit.moment().clone());
    let of = Arc::clone(&organization);
    let proved = desk
        .store
        .write(move |t| steps::prove(t, &with, (&at, &of), (challenge, &typed, &name), &moment))
        .await?;
    let problem = match proved {
        Proved::Done(None) => return Ok(visit.see_other(format!("{}?news=added", links::SecurityInfo))),
        Proved::Done(Some(token)) => {
            let cookie = Cookie::until_closed(CookieName::Attempt, token.to_text());
            return Ok(visit.see_other(links::SignIn::default()).cookie(&cookie));
        }
        Proved::Over | Proved::Full => return Ok(visit.see_other(links::SetUp)),
        Proved::Wrong => "wrong",
        Proved::Unreadable => "unreadable",
    };
    let page = set_up_page(&desk, &visit, &organization, asking, Some(problem)).await?;
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn confirm_delete(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    who: Who,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let wanted = FormFields::of_query(&uri).get("registration").parse::<RegistrationId>().ok();
    let with = desk.clone();
    let registrations = desk.store.read(move |t| steps::list(t, &with, &asking)).await?;
    let found = registrations.into_iter().find(|registration| Some(registration.id) == wanted);
    let Some(registration) = found else { return Ok(visit.see_other(links::SecurityInfo)) };
    let words = visit.words();
    let question =
        words.say_with("security-info-delete-question", &[("name", registration.name.as_str().into())]);
    let body = Delete { words, csrf: visit.csrf(), id: registration.id, question };
    Ok(visit.page("security-info-delete-title", &body))
}

async fn delete(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let Ok(id) = form.get("registration").parse::<RegistrationId>() else {
        return Ok(visit.see_other(links::SecurityInfo));
    };
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let deleted =
        desk.store.write(move |t| steps::delete(t, &with, (&asking, &organization), id, &moment)).await?;
    Ok(match deleted {
        Deleted::Done => visit.see_other(format!("{}?news=deleted", links::SecurityInfo)),
        Deleted::Last => visit.see_other(format!("{}?news=last", links::SecurityInfo)),
        Deleted::StepUp => step_up(&visit, format!("{}?registration={id}", links::SecurityInfoDelete)),
        Deleted::Nobody => to_sign_in(&visit),
    })
}

struct Row {
    id: RegistrationId,
    name: String,
    describe: String,
    added: String,
    used: Option<String>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    words: &'a dyn Words,
    rows: Vec<Row>,
    news: Option<String>,
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
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "set-up.html")]
struct SetUpForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    challenge: ChallengeId,
    title: String,
    name: String,
    fields: Markup,
    signing_in: bool,
}

#[derive(Template)]
#[template(path = "delete.html")]
struct Delete<'a> {
    words: &'a dyn Words,
    csrf: String,
    id: RegistrationId,
    question: String,
}
