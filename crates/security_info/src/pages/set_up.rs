//! The pages on which a method is set up.

use std::sync::Arc;
use std::time::Duration;

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use verification::Method;
use verification::challenges::{Resent, Waiting};
use verification::method::{Again, AnsweredBy, Given, Heard, SetUpBy, Situation};
use web::{Cookie, CookieName, FormFields, Page, Problem, Submitted, Visit, links};
use world::text::{DisplayName, LONGEST_NAME};
use world::{ChallengeId, Markup, RegistrationId, Span, Words};

use super::{Answer, Where, Who, asking, step_up, to_sign_in};
use crate::authority::Asking;
use crate::desk::{SecurityInfoDesk, SecurityInfoError};
use crate::steps::{self, Began, Proved, Proving, SettingUp, Wanted};

/// A typed answer; what a passkey answers is longer.
const LONGEST_ANSWER: usize = 8 * 1024;
/// What is given before a set-up begins.
const LONGEST_DETAIL: usize = 200;
/// The fields that are given before a set-up begins.
const DETAILS: [&str; 3] = ["place", "number", "extension"];

pub(super) async fn choose(State(desk): State<SecurityInfoDesk>, visit: Visit) -> Answer {
    Ok(choose_page(&desk, &visit, false, None))
}

/// The methods once more, while one of them waits for its proof: a number may have been the wrong one.
pub(super) async fn choose_another(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    who: Who,
    headers: HeaderMap,
) -> Answer {
    let (with, asking, now) = (desk.clone(), asking(&visit, who, &headers), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    Ok(match view {
        SettingUp::Nobody => to_sign_in(&visit),
        SettingUp::StepUp => step_up(&visit, links::SecurityInfoAdd),
        SettingUp::NotBegun { signing_in, .. } | SettingUp::Waiting { signing_in, .. } => {
            choose_page(&desk, &visit, signing_in, None)
        }
    })
}

fn choose_page(desk: &SecurityInfoDesk, visit: &Visit, signing_in: bool, problem: Option<String>) -> Page {
    let words = visit.words();
    let offered = desk.methods.all().filter(|method| match method.about().set_up {
        SetUpBy::Itself => true,
        // What stands in for another is set up beside it.
        SetUpBy::Beside => !signing_in,
        SetUpBy::Another => false,
    });
    let choices = offered.map(|method| {
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

/// What a person gives before a set-up begins, or the page that asks for it.
pub(super) async fn details(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    uri: Uri,
) -> Answer {
    let query = FormFields::of_query(&uri);
    let Some(method) = desk.methods.find(query.get("method")) else {
        return Ok(visit.see_other(links::SetUp));
    };
    let given = given(&organization, &query);
    Ok(details_page(&visit, method, (&given, query.get("replaces")), None))
}

fn given(organization: &Organization, fields: &FormFields) -> Given {
    let field =
        |name: &str| (name.to_owned(), fields.bounded(name, LONGEST_DETAIL).unwrap_or_default().to_owned());
    Given { fields: DETAILS.map(field).into(), country: organization.country.clone() }
}

fn details_page(
    visit: &Visit,
    method: &'static dyn Method,
    (given, replaces): (&Given, &str),
    problem: Option<String>,
) -> Page {
    let words = visit.words();
    let name = method.about().name.as_str();
    let body = Details {
        words,
        csrf: visit.csrf(),
        title: words.say(&format!("method-{name}-title")),
        about: words.say(&format!("method-{name}-about")),
        method: name,
        replaces: replaces.parse::<RegistrationId>().map(|id| id.to_string()).unwrap_or_default(),
        fields: method.details(words, given, problem.as_deref()).unwrap_or_default(),
    };
    visit.page("security-info-set-up-title", &body)
}

pub(super) async fn begin(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let found = desk.methods.find(form.get("method"));
    let Some(method) = found.filter(|method| method.about().set_up != SetUpBy::Another) else {
        return Ok(visit.see_other(links::SetUp));
    };
    let given = given(&organization, &form);
    let replaces = form.get("replaces").parse::<RegistrationId>().ok();
    let asks_first = method.details(visit.words(), &given, None).is_some();
    if asks_first && !form.ticked("given") {
        return Ok(details_page(&visit, method, (&given, form.get("replaces")), None));
    }
    let asking = asking(&visit, who, &headers);
    let signing_in = asking.person.is_none();
    let wanted = Wanted { method, replaces, given: given.clone() };
    let (with, of, moment) = (desk.clone(), Arc::clone(&organization), visit.moment().clone());
    let began = desk.store.write(move |t| steps::begin(t, &with, (&asking, &of, &wanted), &moment)).await?;
    let words = visit.words();
    let (problem, status) = match began {
        Began::Waiting => return Ok(visit.see_other(links::SetUp)),
        Began::StepUp => return Ok(step_up(&visit, links::SecurityInfoAdd)),
        Began::Nobody => return Ok(to_sign_in(&visit)),
        Began::Refused(end) => {
            let name = method.about().name.as_str();
            (words.say(&format!("method-{name}-{end}")), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Began::Full { most } => (full(words, method, most), StatusCode::UNPROCESSABLE_ENTITY),
        Began::Resting(until) => {
            let minutes = (until - visit.moment().now).as_minutes();
            let says = words.say_with("security-info-resting", &[("minutes", minutes.into())]);
            (says, StatusCode::TOO_MANY_REQUESTS)
        }
    };
    let page = if asks_first {
        details_page(&visit, method, (&given, form.get("replaces")), Some(problem))
    } else {
        choose_page(&desk, &visit, signing_in, Some(problem))
    };
    Ok(page.status(status))
}

fn full(words: &dyn Words, method: &dyn Method, most: i64) -> String {
    let name = method.about().name.as_str();
    words.say_with(
        "security-info-full",
        &[("most", most.into()), ("method", words.say(&format!("method-{name}-title")).into())],
    )
}

pub(super) async fn show(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    set_up_page(&desk, &visit, &organization, asking, None).await
}

/// The page of the set-up that waits, with what is wrong: a key, or the end of a method's key after a hyphen.
async fn set_up_page(
    desk: &SecurityInfoDesk,
    visit: &Visit,
    organization: &Organization,
    asking: Asking,
    problem: Option<&str>,
) -> Answer {
    let (with, now) = (desk.clone(), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    let (waiting, user_name, signing_in) = match view {
        SettingUp::Nobody => return Ok(to_sign_in(visit)),
        SettingUp::StepUp => return Ok(step_up(visit, links::SecurityInfoAdd)),
        SettingUp::NotBegun { signing_in, .. } => return Ok(choose_page(desk, visit, signing_in, None)),
        SettingUp::Waiting { waiting, user_name, signing_in } => (waiting, user_name, signing_in),
    };
    let Some(method) = desk.methods.find(&waiting.method) else {
        return Ok(choose_page(desk, visit, signing_in, None));
    };
    waiting_page(visit, (organization, &user_name), (method, &waiting), (signing_in, problem))
}

fn waiting_page(
    visit: &Visit,
    (organization, user_name): (&Organization, &str),
    (method, waiting): (&'static dyn Method, &Waiting),
    (signing_in, problem): (bool, Option<&str>),
) -> Answer {
    let words = visit.words();
    let about = method.about();
    let outside = about.answered == AnsweredBy::Outside;
    let heard = waiting.heard.as_deref().map(|heard| method.hears(heard));
    let ended = match heard {
        Some(Heard::Ended(reason)) if outside => Some(format!("-{reason}")),
        Some(Heard::Reported) if outside => Some("-reported".to_owned()),
        _ => None,
    };
    let once_more = ended.is_some().then(|| OnceMore {
        method: about.name.as_str(),
        replaces: waiting.registration.map(|id| id.to_string()).unwrap_or_default(),
        gave: method.gave(&waiting.record),
    });
    let problem = problem.map(str::to_owned).or(ended).map(|key| match key.strip_prefix('-') {
        Some(end) => words.say(&format!("method-{}-{end}", waiting.method)),
        None => words.say(&key),
    });
    let origin = visit.origin();
    let situation = Situation {
        words,
        organization: &organization.name,
        user_name,
        host: visit.host(),
        origin: &origin,
        ends_at: waiting.expires_at,
    };
    let fields = method
        .add(words, &situation, &waiting.record, problem.as_deref())
        .map_err(SecurityInfoError::from)?;
    let body = SetUpForm {
        words,
        csrf: visit.csrf(),
        challenge: waiting.id,
        title: words.say(&format!("method-{}-title", waiting.method)),
        name: method.is_named().then(|| method.default_name(words, &waiting.record)),
        fields,
        signing_in,
        beside: about.set_up == SetUpBy::Beside,
        outside,
        waits: outside && heard.is_none(),
        approved: heard == Some(Heard::Right),
        once_more,
        again: about.again.map(|rule| SendAgain::of(visit, waiting, rule)),
    };
    let scripts = ["web/countdown.js", "web/wait.js", "web/print.js"];
    Ok(visit.page_with("security-info-set-up-title", &body, &scripts))
}

pub(super) async fn prove(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let typed = form.bounded("answer", LONGEST_ANSWER).unwrap_or_default().to_owned();
    let asking = asking(&visit, who, &headers);
    proved(&desk, &visit, (asking, &organization), &form, Proving::Typed(typed)).await
}

pub(super) async fn collect(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    Extension(organization): Where,
    who: Who,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    proved(&desk, &visit, (asking, &organization), &form, Proving::Elsewhere).await
}

async fn proved(
    desk: &SecurityInfoDesk,
    visit: &Visit,
    (asking, organization): (Asking, &Arc<Organization>),
    form: &Submitted,
    proving: Proving,
) -> Answer {
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else {
        return Ok(visit.see_other(links::SetUp));
    };
    let name = form.bounded("name", LONGEST_NAME).and_then(|name| DisplayName::parse(name).ok());
    let name = name.map(|name| name.as_str().to_owned());
    let (with, at, of) = (desk.clone(), asking.clone(), Arc::clone(organization));
    let moment = visit.moment().clone();
    let proved = desk
        .store
        .write(move |t| steps::prove(t, &with, (&at, &of), (challenge, &proving, name.as_deref()), &moment))
        .await?;
    let problem = match proved {
        Proved::Done(finished) => return Ok(set_up_done(visit, finished)),
        Proved::Over | Proved::Full | Proved::Waiting => return Ok(visit.see_other(links::SetUp)),
        Proved::Wrong => "-wrong",
        Proved::Unreadable => "-unreadable",
    };
    let page = set_up_page(desk, visit, organization, asking, Some(problem)).await?;
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn set_up_done(visit: &Visit, finished: steps::Finished) -> Page {
    let signing_in = finished.token.is_some();
    let page = if finished.lacks_recovery {
        visit.see_other(links::SetUpRecovery)
    } else {
        visit.see_other(on(signing_in))
    };
    match finished.token {
        Some(token) => page.cookie(&Cookie::until_closed(CookieName::Attempt, token.to_text())),
        None => page,
    }
}

/// Where it goes on after a set-up.
fn on(signing_in: bool) -> String {
    if signing_in {
        links::SignIn::default().to_string()
    } else {
        format!("{}?news=added", links::SecurityInfo)
    }
}

/// Offers recovery codes, once something is set up that can be lost.
pub(super) async fn recovery(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    who: Who,
    headers: HeaderMap,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let (with, now) = (desk.clone(), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    let SettingUp::NotBegun { signing_in, .. } = view else { return Ok(visit.see_other(links::SetUp)) };
    let beside = desk.methods.all().find(|method| method.about().set_up == SetUpBy::Beside);
    let on = on(signing_in);
    let Some(method) = beside else { return Ok(visit.see_other(on)) };
    let words = visit.words();
    let body = Recovery { words, csrf: visit.csrf(), method: method.about().name.as_str(), on };
    Ok(visit.page("security-info-recovery-title", &body))
}

pub(super) async fn send_again(
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
    let (with, at, of) = (desk.clone(), asking.clone(), Arc::clone(&organization));
    let moment = visit.moment().clone();
    let resent =
        desk.store.write(move |t| steps::send_again(t, &with, (&at, &of), challenge, &moment)).await?;
    let key = match resent {
        Resent::Sent | Resent::Over => return Ok(visit.see_other(links::SetUp)),
        Resent::TooSoon(_) => "security-info-again-too-soon",
        Resent::Enough => "security-info-again-enough",
        Resent::Resting(_) => "security-info-again-resting",
    };
    let page = set_up_page(&desk, &visit, &organization, asking, Some(key)).await?;
    Ok(page.status(StatusCode::TOO_MANY_REQUESTS))
}

/// The events of a set-up that waits.
pub(super) async fn events(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    who: Who,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let no = || Problem::new(StatusCode::NOT_FOUND, web::Fault::NotFound);
    let query = FormFields::of_query(&uri);
    let challenge = query.get("challenge").parse::<ChallengeId>().map_err(|_| no())?;
    let listener = desk.bell.listen(*challenge.as_bytes());
    let (with, asking, now) = (desk.clone(), asking(&visit, who, &headers), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    let SettingUp::Waiting { waiting, .. } = view else { return Err(no()) };
    if waiting.id != challenge {
        return Err(no());
    }
    if waiting.heard.is_some() {
        desk.bell.ring(challenge.as_bytes());
    }
    let left = (waiting.expires_at - now).min(Span::minutes(5)).max(Span::ZERO);
    Ok(listener.events(Duration::from_micros(left.micros().unsigned_abs())))
}

/// The same set-up once more, after it came to nothing elsewhere.
struct OnceMore {
    method: &'static str,
    replaces: String,
    gave: Vec<(&'static str, String)>,
}

/// Whether a message can be sent again, and when.
struct SendAgain {
    possible: bool,
    seconds: i64,
    says: String,
    pattern: String,
}

impl SendAgain {
    fn of(visit: &Visit, waiting: &Waiting, rule: Again) -> Self {
        let from = waiting.sent_at + rule.after;
        let left = (from - visit.moment().now).max(Span::ZERO).min(rule.after);
        let seconds = (left.micros() + 999_999) / 1_000_000;
        let say = |seconds: world::words::Word| {
            visit.words().say_with("security-info-again-in", &[("seconds", seconds)])
        };
        Self {
            possible: waiting.sends < rule.most,
            seconds,
            says: say(seconds.into()),
            pattern: say("{n}".into()),
        }
    }
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
#[template(path = "details.html")]
struct Details<'a> {
    words: &'a dyn Words,
    csrf: String,
    title: String,
    about: String,
    method: &'static str,
    replaces: String,
    fields: Markup,
}

#[derive(Template)]
#[template(path = "set-up.html")]
struct SetUpForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    challenge: ChallengeId,
    title: String,
    name: Option<String>,
    fields: Markup,
    signing_in: bool,
    /// It stands in for another, and can be left for later.
    beside: bool,
    outside: bool,
    waits: bool,
    approved: bool,
    once_more: Option<OnceMore>,
    again: Option<SendAgain>,
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct Recovery<'a> {
    words: &'a dyn Words,
    csrf: String,
    method: &'static str,
    on: String,
}
