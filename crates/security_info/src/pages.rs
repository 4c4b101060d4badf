//! The pages of security info.

mod check;
mod choose;
mod confirm;
mod details;
mod recovery;
mod set_up;
mod waiting;
mod wizard;

use std::sync::Arc;

use accounts::{Organization, SignedIn};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use vault::Token;
use verification::apps::{AppState, Push};
use verification::defaults::Way;
use verification::method::{AnsweredBy, Given, SetUpBy};
use verification::{Method, Registration};
use web::{
    ContinueTo, CookieName, FormFields, Guard, Jar, Page, Problem, Routes, Submitted, Visit, date_and_time,
    links,
};
use world::{RegistrationId, Words};

use crate::authority::Asking;
use crate::desk::SecurityInfoDesk;
use crate::steps::{self, Chose, Deleted, Have};

type Answer = Result<Page, Problem>;
type Who = Option<Extension<Arc<SignedIn>>>;
type Where = Extension<Arc<Organization>>;
/// At which organization, who, and with what head.
type Asker = (Where, Who, HeaderMap);

/// The addresses of this room.
pub fn routes(desk: SecurityInfoDesk) -> Routes<()> {
    Routes::new()
        .get(links::SecurityInfo::PATH, Guard::SignedIn, list)
        .get(links::SecurityInfoAdd::PATH, Guard::SignedIn, choose::show)
        .get(links::SecurityInfoDelete::PATH, Guard::SignedIn, confirm_delete)
        .post(links::SecurityInfoDelete::PATH, Guard::SignedIn, delete)
        .post(links::DefaultMethod::PATH, Guard::SignedIn, choose_default)
        .get(links::SetUp::PATH, Guard::Open, set_up::show)
        .get(links::SetUpDetails::PATH, Guard::Open, details::show)
        .get(links::SetUpChoose::PATH, Guard::Open, choose::another)
        .post(links::SecurityInfoAdd::PATH, Guard::Open, set_up::begin)
        .post(links::SetUp::PATH, Guard::Open, set_up::prove)
        .post(links::SetUpSendAgain::PATH, Guard::Open, waiting::send_again)
        .post(links::SetUpCollect::PATH, Guard::Open, set_up::collect)
        .get(links::SetUpEvents::PATH, Guard::Open, waiting::events)
        .get(links::SetUpRecovery::PATH, Guard::Open, recovery::offer)
        .get(links::SecurityInfoConfirm::PATH, Guard::SignedIn, confirm::show)
        .post(links::SecurityInfoConfirm::PATH, Guard::SignedIn, confirm::decide)
        .get(links::SecurityInfoCheck::PATH, Guard::Open, check::show)
        .post(links::SecurityInfoCheck::PATH, Guard::Open, check::decide)
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
        host: visit.host().to_owned(),
        origin: visit.origin(),
        address: visit.address().to_string(),
        place: visit.place(),
        agent: visit.agent().to_string(),
    }
}

fn step_up(visit: &Visit, back: impl std::fmt::Display) -> Page {
    visit.see_other(links::SignIn { continue_to: Some(ContinueTo::to(back)), step_up: true, by: None })
}

fn to_sign_in(visit: &Visit) -> Page {
    visit.see_other(links::SignIn::default())
}

async fn list(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
    uri: Uri,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let offers = desk.offers(&organization, asking.person.as_ref().map(|person| &person.account));
    let with = desk.clone();
    let Have { registrations, first, apps } =
        desk.store.read(move |t| steps::list(t, &with, &asking)).await?;
    let words = visit.words();
    let query = FormFields::of_query(&uri);
    let news = ["added", "added-reset", "changed", "deleted", "last", "default"];
    let news = news.into_iter().find(|news| query.get("news") == *news);
    let named = if wizard::is_used(&organization) { "two-step" } else { "security-info" };
    let title = format!("{named}-title");
    let body = List {
        words,
        title: words.say(&title),
        intro: words.say(&format!("{named}-intro")),
        csrf: visit.csrf(),
        rows: registrations
            .iter()
            .map(|one| {
                let row = row(&desk, words, one);
                let change = row.change.filter(|_| offers.serve(one));
                Row { warns: warns(words, one, &apps), change, ..row }
            })
            .collect(),
        defaults: default_choices(&desk, words, &registrations, first.as_ref()),
        news: news.map(|news| words.say(&format!("security-info-{news}"))),
    };
    Ok(visit.wide_page(&title, &body, &["web/local-time.js"]))
}

/// The method that shows and changes registrations of a kind: the first one that can set them up.
fn shown_by(desk: &SecurityInfoDesk, registration: &Registration) -> Option<&'static dyn Method> {
    let mut of_kind = desk.known().of_kind(&registration.kind);
    of_kind.find(|method| {
        let alone = std::slice::from_ref(registration);
        method.about().set_up != SetUpBy::Another && !method.choices(&NoWords, alone).is_empty()
    })
}

/// For looking at what there is, and not at what it is called.
struct NoWords;

impl Words for NoWords {
    fn say_with(&self, _: &str, _: &[(&str, world::words::Word)]) -> String {
        String::new()
    }

    fn language(&self) -> world::Language {
        world::Language::ENGLISH
    }
}

/// Why a paired app does not ring, if it is one and does not.
fn warns(words: &dyn Words, registration: &Registration, apps: &[AppState]) -> Option<String> {
    let app = apps.iter().find(|app| app.registration == registration.id)?;
    let why = match (app.notifications.as_str(), app.push) {
        ("left", _) => "left",
        ("blocked", _) => "blocked",
        (_, Push::Gone) => "gone",
        (_, Push::None) => "silent",
        (_, Push::Live) => return None,
    };
    Some(words.say(&format!("security-info-app-{why}")))
}

fn row(desk: &SecurityInfoDesk, words: &dyn Words, registration: &Registration) -> Row {
    let method = shown_by(desk, registration);
    let changes = method.filter(|method| {
        let about = method.about();
        let asks_first = method.details(words, &Given::default(), None).is_some();
        asks_first || about.set_up == SetUpBy::Beside || about.answered == AnsweredBy::App
    });
    Row {
        id: registration.id,
        name: registration.name.clone(),
        describe: method.map(|method| method.describe(words, registration)).unwrap_or_default(),
        added: date_and_time(registration.created_at),
        used: registration.used_at.map(date_and_time),
        warns: None,
        change: changes.map(|method| details::address(method, Some(registration.id))),
    }
}

/// The ways by which the person can be asked first, if there is more than one.
fn default_choices(
    desk: &SecurityInfoDesk,
    words: &dyn Words,
    registrations: &[Registration],
    first: Option<&Way>,
) -> Vec<DefaultChoice> {
    let mut choices = Vec::new();
    for method in desk.methods.all().filter(|method| method.about().set_up == SetUpBy::Itself) {
        let about = method.about();
        let of_kind: Vec<_> = registrations.iter().filter(|one| one.kind == about.kind).cloned().collect();
        if of_kind.is_empty() {
            continue;
        }
        for choice in method.choices(words, &of_kind) {
            let chosen = first.is_some_and(|way| {
                way.method == about.name.as_str() && way.registration == choice.registration
            });
            let registration = choice.registration.map(|id| id.to_string()).unwrap_or_default();
            let value = format!("{} {registration}", about.name.as_str());
            choices.push(DefaultChoice { value, says: choice.says, chosen });
        }
    }
    choices
}

async fn choose_default(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who): (Where, Who),
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let (method, id) = form.get("default").split_once(' ').unwrap_or_default();
    let registration = match id {
        "" => None,
        id => match id.parse::<RegistrationId>() {
            Ok(id) => Some(id),
            Err(_) => return Ok(visit.see_other(links::SecurityInfo)),
        },
    };
    let way = Way { method: method.to_owned(), registration };
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let chose = desk
        .store
        .write(move |t| steps::choose_default(t, &with, (&asking, &organization), &way, &moment))
        .await?;
    Ok(match chose {
        Chose::Done => visit.see_other(format!("{}?news=default", links::SecurityInfo)),
        Chose::No => visit.see_other(links::SecurityInfo),
        Chose::StepUp => step_up(&visit, links::SecurityInfo),
        Chose::Nobody => to_sign_in(&visit),
    })
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
    let have = desk.store.read(move |t| steps::list(t, &with, &asking)).await?;
    let found = have.registrations.into_iter().find(|registration| Some(registration.id) == wanted);
    let Some(registration) = found else { return Ok(visit.see_other(links::SecurityInfo)) };
    let words = visit.words();
    let question =
        words.say_with("security-info-delete-question", &[("name", registration.name.as_str().into())]);
    let signs_in = desk.methods.serve(&registration);
    let body = Delete { words, csrf: visit.csrf(), id: registration.id, question, signs_in };
    Ok(visit.page("security-info-delete-title", &body))
}

async fn delete(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
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
    /// Why it does not ring, if it does not.
    warns: Option<String>,
    change: Option<String>,
}

struct DefaultChoice {
    value: String,
    says: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    words: &'a dyn Words,
    title: String,
    intro: String,
    csrf: String,
    rows: Vec<Row>,
    defaults: Vec<DefaultChoice>,
    news: Option<String>,
}

#[derive(Template)]
#[template(path = "delete.html")]
struct Delete<'a> {
    words: &'a dyn Words,
    csrf: String,
    id: RegistrationId,
    question: String,
    /// Whether somebody signs in with it, and not only resets a password.
    signs_in: bool,
}
