//! The pages on which a method is set up.

use std::sync::Arc;

use accounts::{Account, Organization};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use verification::Standing;
use verification::challenges::Waiting;
use verification::method::{AnsweredBy, Heard, Offered, SetUpBy, Situation, typed};
use verification::{Method, Registration};
use web::{Cookie, CookieName, Page, Says, Submitted, Visit, links};
use world::text::{DisplayName, LONGEST_NAME};
use world::{ChallengeId, Markup, RegistrationId, Words};

use super::choose::choose_page;
use super::details::{self, Replaced, details_page, given};
use super::waiting::again_form;
use super::{Answer, Asker, Where, Who, asking, step_up, to_sign_in, wizard};
use crate::authority::Asking;
use crate::desk::{SecurityInfoDesk, SecurityInfoError};
use crate::steps::{self, Began, Proved, Proving, SettingUp, Wanted};

pub(super) async fn begin(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
    form: Submitted,
) -> Answer {
    let offers = desk.offers(&organization, who.as_ref().map(|person| &person.account));
    let found = offers.find(form.get("method"));
    let Some(method) = found.filter(|method| method.about().set_up.can_begin()) else {
        return Ok(visit.see_other(links::SetUp));
    };
    let given = given(&organization, method, &form);
    let replaces = form.get("replaces").parse::<RegistrationId>().ok();
    let asks_first = method.details(visit.words(), &given, None).is_some();
    if asks_first && !form.ticked("given") {
        return Ok(details_page(offers, &visit, method, (&given, Replaced::of(&form)), None));
    }
    let asking = asking(&visit, who, &headers);
    let signing_in = asking.person.is_none();
    let wanted = Wanted { method, replaces, given: given.clone(), lost: form.ticked("lost") };
    let (with, of, moment) = (desk.clone(), Arc::clone(&organization), visit.moment().clone());
    let began = desk.store.write(move |t| steps::begin(t, &with, (&asking, &of, &wanted), &moment)).await?;
    let words = visit.words();
    let mut wait = None;
    let (problem, status) = match began {
        Began::Waiting | Began::NotOffered => return Ok(visit.see_other(links::SetUp)),
        Began::StepUp => return Ok(step_up(&visit, begun_at(method, form.get("replaces"), asks_first))),
        Began::OldPhone(old) => return Ok(details::asks_old_phone(&visit, method, old)),
        Began::Nobody => return Ok(to_sign_in(&visit)),
        Began::Refused(end) => {
            let name = method.about().name.as_str();
            (words.say(&format!("method-{name}-{end}")), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Began::Full { most } => (full(words, method, most), StatusCode::UNPROCESSABLE_ENTITY),
        Began::Resting(until) => {
            let rest = *wait.insert(until - visit.moment().now);
            (Says::resting("security-info-resting", rest).say(words), StatusCode::TOO_MANY_REQUESTS)
        }
    };
    let page = if asks_first {
        details_page(offers, &visit, method, (&given, Replaced::of(&form)), Some(problem))
    } else {
        choose_page((&desk, offers), &visit, (&organization, signing_in), Some(problem))
    };
    Ok(page.status(status).retry_after(wait))
}

/// Where a set-up was begun, to go back to once the second step is taken: what was typed is asked again, what it replaces stays the same.
fn begun_at(method: &dyn Method, replaces: &str, asks_first: bool) -> String {
    let old = replaces.parse::<RegistrationId>().ok();
    if old.is_none() && !asks_first {
        return links::SecurityInfoAdd.to_string();
    }
    details::address(method, old)
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
pub(super) async fn set_up_page(
    desk: &SecurityInfoDesk,
    visit: &Visit,
    organization: &Organization,
    asking: Asking,
    problem: Option<Says<'_>>,
) -> Answer {
    let (with, now) = (desk.clone(), visit.moment().now);
    let person = asking.person.as_ref().map(|person| person.account.clone());
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    let (waiting, whose, signing_in) = match view {
        SettingUp::Nobody => return Ok(to_sign_in(visit)),
        SettingUp::StepUp => return Ok(step_up(visit, links::SetUp)),
        SettingUp::NotBegun { signing_in, .. } => {
            let offers = desk.offers(organization, person.as_ref().filter(|_| !signing_in));
            return Ok(choose_page((desk, offers), visit, (organization, signing_in), None));
        }
        SettingUp::Waiting { waiting, account, registrations, signing_in, app } => {
            (waiting, (account, registrations, app), signing_in)
        }
    };
    let offers = desk.offers(organization, person.as_ref().filter(|_| !signing_in));
    let Some(method) = offers.find(&waiting.method) else {
        return Ok(choose_page((desk, offers), visit, (organization, signing_in), None));
    };
    let whose = Whose { organization, account: &whose.0, has: &whose.1, app: whose.2 };
    waiting_page(visit, whose, (method, &waiting), (signing_in, problem))
}

/// For whom something is set up.
struct Whose<'a> {
    organization: &'a Organization,
    account: &'a Account,
    has: &'a [Registration],
    /// What their paired app calls itself.
    app: Option<String>,
}

fn waiting_page(
    visit: &Visit,
    Whose { organization, account, has, app }: Whose<'_>,
    (method, waiting): (&'static dyn Method, &Waiting),
    (signing_in, problem): (bool, Option<Says<'_>>),
) -> Answer {
    let words = visit.words();
    let about = method.about();
    let heard = waiting.heard.as_deref().map(|heard| method.hears(&waiting.record, heard));
    let standing = Standing::of(about, heard);
    let ended = match heard {
        Some(Heard::Ended(reason)) if standing.is_outside() => Some(format!("-{reason}")),
        Some(Heard::Reported) if standing.is_outside() => Some("-reported".to_owned()),
        _ => None,
    };
    let once_more = once_more(words, (method, waiting), ended.as_deref());
    let early = problem.is_some_and(|says| says.key == web::NOTHING_YET);
    let problem = problem.filter(|_| !early).or(ended.as_deref().map(Says::from)).map(|says| {
        match says.key.strip_prefix('-') {
            Some(end) => words.say(&format!("method-{}-{end}", waiting.method)),
            None => says.say(words),
        }
    });
    let origin = visit.origin();
    let situation = Situation {
        words,
        organization: &organization.name,
        user_name: &account.user_name,
        account: account.id,
        has,
        host: visit.host(),
        origin: &origin,
        ends_at: waiting.expires_at,
        asker: verification::method::Asker::default(),
    };
    let offered =
        Offered { record: &waiting.record, heard: waiting.heard.as_deref(), problem: problem.as_deref() };
    let fields = method.add(words, &situation, &offered).map_err(SecurityInfoError::from)?;
    let title = words.say(&format!("method-{}-title", waiting.method));
    let body = SetUpForm {
        words,
        csrf: visit.csrf(),
        challenge: waiting.id,
        heard: waiting.heard.is_some(),
        wizard: wizard::is_used(organization).then(|| wizard::heading(words, wizard::Step::Trial, &title)),
        title,
        name: (method.is_named() && (about.answered != AnsweredBy::App || waiting.heard.is_some()))
            .then(|| app.unwrap_or_else(|| method.default_name(words, &waiting.record))),
        fields,
        signing_in,
        beside: about.set_up == SetUpBy::Beside,
        standing,
        early: (early && standing.waits()).then(|| words.say(web::NOTHING_YET)),
        once_more,
        again: about.again.filter(|_| waiting.sends > 0).map(|rule| again_form(visit, waiting, rule)),
    };
    let scripts: Vec<_> =
        ["web/countdown.js", "web/wait.js", "web/print.js"].iter().chain(method.scripts()).copied().collect();
    Ok(visit.page_with("security-info-set-up-title", &body, &scripts))
}

/// The offer to do again what has ended, in the place of what it was to replace. Whoever said that they want no call is not called again at
/// the press of a button.
fn once_more(
    words: &dyn Words,
    (method, waiting): (&'static dyn Method, &Waiting),
    ended: Option<&str>,
) -> Option<OnceMore> {
    ended.filter(|end| *end != "-reported")?;
    Some(OnceMore {
        says: words.say(&format!("method-{}-again", waiting.method)),
        method: method.about().name.as_str(),
        replaces: waiting.registration.map(|id| id.to_string()).unwrap_or_default(),
        gave: method.gave(&waiting.record),
    })
}

pub(super) async fn prove(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
    form: Submitted,
) -> Answer {
    let typed = typed(|field| form.bounded(field, web::LONGEST_ANSWER).unwrap_or_default());
    let asking = asking(&visit, who, &headers);
    proved(&desk, &visit, (asking, &organization), &form, Proving::Typed(typed)).await
}

pub(super) async fn collect(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
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
        Proved::Done(finished) => return Ok(set_up_done(visit, organization, finished)),
        Proved::Over | Proved::Full => return Ok(visit.see_other(links::SetUp)),
        Proved::Waiting => web::NOTHING_YET,
        Proved::Wrong => "-wrong",
        Proved::Unreadable => "-unreadable",
    };
    let page = set_up_page(desk, visit, organization, asking, Some(problem.into())).await?;
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn set_up_done(visit: &Visit, organization: &Organization, finished: steps::Finished) -> Page {
    let signing_in = finished.token.is_some();
    if finished.only_resets {
        return visit.see_other(format!("{}?news=added-reset", links::SecurityInfo));
    }
    let page = if finished.lacks_recovery || wizard::is_used(organization) {
        let news = if finished.changed { "?news=changed" } else { "" };
        visit.see_other(format!("{}{news}", links::SetUpRecovery))
    } else {
        visit.see_other(on(signing_in, if finished.changed { "changed" } else { "added" }))
    };
    match finished.token {
        Some(token) => page.cookie(&Cookie::until_closed(CookieName::Attempt, token.to_text())),
        None => page,
    }
}

/// Where it goes on after a set-up, and with what news.
pub(super) fn on(signing_in: bool, news: &str) -> String {
    if signing_in {
        links::SignIn::default().to_string()
    } else {
        format!("{}?news={news}", links::SecurityInfo)
    }
}

/// The same set-up once more, after it came to nothing elsewhere.
struct OnceMore {
    says: String,
    method: &'static str,
    replaces: String,
    gave: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "set-up.html")]
struct SetUpForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    challenge: ChallengeId,
    /// Whether something was heard on the way.
    heard: bool,
    wizard: Option<Markup>,
    title: String,
    name: Option<String>,
    fields: Markup,
    signing_in: bool,
    /// It stands in for another, and can be left for later.
    beside: bool,
    standing: Standing,
    /// What is said to whoever went on before anything had come.
    early: Option<String>,
    once_more: Option<OnceMore>,
    again: Option<Markup>,
}
