//! The page on which a person changes their password.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use new_password::{Chosen, Typed, Unfit};
use store::Transaction;
use vault::{Busy, Password, Verdict};
use web::{ContinueTo, Cookie, CookieName, Page, Problem, Submitted, Visit, links};
use world::{Markup, Timestamp, Words};

use super::{Answer, Where, Who, site};
use crate::desk::AccountHomeDesk;
use crate::steps::{self, Changed, MayChange, NewPassword, OldCheck, OldTurn, Site};

pub(super) async fn show(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(person): Who,
) -> Answer {
    let (now, user_name) = (visit.moment().now, person.account.user_name.clone());
    let may = desk.store.read(move |t| steps::may_change_password(t, &person, now)).await?;
    Ok(match may {
        MayChange::Yes => password_page((&desk, &visit), &user_name, Wrong::nothing()),
        MayChange::StepUp => step_up(&visit),
        MayChange::No => visit.see_other(links::Account),
    })
}

fn step_up(visit: &Visit) -> Page {
    let continue_to = Some(ContinueTo::to(links::AccountPassword));
    visit.see_other(links::SignIn { continue_to, step_up: true, by: None })
}

pub(super) async fn change(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(organization): Where,
    Extension(person): Who,
    form: Submitted,
) -> Answer {
    let name = person.account.user_name.clone();
    let refused =
        |wrong| password_page((&desk, &visit), &name, wrong).status(StatusCode::UNPROCESSABLE_ENTITY);
    let Ok(old) = Password::new(form.get("old_password")) else {
        let empty = form.get("old_password").is_empty();
        let key = if empty { "password-old-empty" } else { "password-old-wrong" };
        return Ok(refused(Wrong::old(visit.words().say(key))));
    };
    desk.pool.has_room().map_err(|busy| Problem::busy(busy.retry_after))?;
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let (site, who) = (site(&visit, &organization), std::sync::Arc::clone(&person));
    let at = site.clone();
    let step = move |t: &mut Transaction<'_>| steps::charge_old_password(t, &with, (&at, &who), &moment);
    let turn = desk.store.write_soon(step).await?;
    let check = match turn {
        OldTurn::Stale => return Ok(visit.see_other(links::Account)),
        OldTurn::StepUp => return Ok(step_up(&visit)),
        OldTurn::Resting(until) => return Ok(resting_page((&desk, &visit), &name, until)),
        OldTurn::Check(check) => *check,
    };
    let typed = Typed::new(form.get("new_password"), form.get("new_password_again"));
    let hashed = hashes((&desk, &visit), &check, (old, &typed)).await;
    let (verdict, chosen) = match hashed {
        Ok(hashed) => hashed,
        Err(problem) => {
            // It was never held against the old one: the try was none.
            desk.store.write_soon(move |t| steps::refund_old_password(t, &check)).await?;
            return Err(problem);
        }
    };
    let (hash, unfit) = match chosen {
        Some(Chosen::Fit(hash)) => (Some(hash), None),
        Some(Chosen::Unfit(unfit)) => (None, Some(unfit)),
        None => (None, None),
    };
    let new = NewPassword { hash, leaves_others: form.ticked("leave") };
    let changed = settle((&desk, &visit), (site, person), (check, verdict, new)).await?;
    Ok(match (changed, unfit) {
        (Changed::Done(opened), _) => changed_page(&visit, &opened),
        (Changed::StepUp, _) => step_up(&visit),
        (Changed::Wrong, _) => refused(Wrong::old(visit.words().say("password-old-wrong"))),
        (Changed::Kept, unfit) => refused(Wrong { unfit, ..Wrong::nothing() }),
        (Changed::Stale, _) => visit.see_other(links::AccountPassword),
    })
}

/// Holds the old password against what is stored; only who knows it learns what is thought of the new one.
async fn hashes(
    (desk, visit): (&AccountHomeDesk, &Visit),
    check: &OldCheck,
    (old, typed): (Password, &Typed),
) -> Result<(Verdict, Option<Chosen>), Problem> {
    let busy = |busy: Busy| Problem::busy(busy.retry_after);
    let salt = visit.moment().chance("old password's salt").bytes();
    let subject = (Some(check.around.whose()), check.around.stored.clone());
    let verdict = desk.pool.verify(&desk.vault, subject, old, salt).await.map_err(busy)?;
    if let Verdict::Wrong(_) = verdict {
        return Ok((verdict, None));
    }
    let hashing = (&desk.pool, &desk.vault);
    let chosen = desk.judge.choose(hashing, typed, &check.around, visit.moment()).await?;
    Ok((verdict, Some(chosen)))
}

async fn settle(
    (desk, visit): (&AccountHomeDesk, &Visit),
    (site, person): (Site, std::sync::Arc<accounts::SignedIn>),
    (check, verdict, new): (OldCheck, Verdict, NewPassword),
) -> Result<Changed, Problem> {
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let changed = desk.store.write(move |t| {
        steps::change_password(t, &with, (&site, &person), (&check, &verdict, &new), &moment)
    });
    Ok(changed.await?)
}

fn changed_page(visit: &Visit, opened: &accounts::sessions::Opened) -> Page {
    let token = opened.token.to_text();
    let session = if opened.stays {
        Cookie::lasting(CookieName::Session, token, opened.expires_at - visit.moment().now)
    } else {
        Cookie::until_closed(CookieName::Session, token)
    };
    visit.see_other(format!("{}?news=password", links::Account)).cookie(&session)
}

fn resting_page((desk, visit): (&AccountHomeDesk, &Visit), user_name: &str, until: Timestamp) -> Page {
    let wait = until - visit.moment().now;
    let says = visit.words().say_with("password-resting", &[("minutes", wait.as_minutes().into())]);
    password_page((desk, visit), user_name, Wrong::old(says))
        .status(StatusCode::TOO_MANY_REQUESTS)
        .retry_after(wait)
}

/// What was wrong with what was typed.
struct Wrong {
    /// With the old password, in words.
    old: Option<String>,
    /// With the new one.
    unfit: Option<Unfit>,
}

impl Wrong {
    fn nothing() -> Self {
        Self { old: None, unfit: None }
    }

    fn old(says: String) -> Self {
        Self { old: Some(says), unfit: None }
    }
}

fn password_page((desk, visit): (&AccountHomeDesk, &Visit), user_name: &str, wrong: Wrong) -> Page {
    let words = visit.words();
    let body = PasswordForm {
        words,
        csrf: visit.csrf(),
        user_name,
        problem: wrong.old,
        fields: new_password::fields(words, &desk.judge, wrong.unfit.as_ref()),
    };
    visit.page_with("password-title", &body, new_password::SCRIPTS)
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    problem: Option<String>,
    fields: Markup,
}
