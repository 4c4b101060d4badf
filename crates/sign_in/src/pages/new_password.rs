//! The page on which a new password is chosen before the sign-in goes on.

use std::sync::Arc;

use accounts::{Demand, Organization};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use new_password::{Chosen, Typed, Unfit};
use web::{Page, Submitted, Visit, links};
use world::{Markup, Words};

use super::{Answer, here, look, stale};
use crate::desk::SignInDesk;
use crate::steps::{self, NewPasswordDone, View};

pub(super) async fn choose(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Extension<Arc<Organization>>,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let (with, at, now) = (desk.clone(), here.clone(), visit.moment().now);
    let around = desk.store.read(move |t| steps::begin_new_password(t, &with, &at, now)).await?;
    let Some(around) = around else { return Ok(visit.see_other(links::SignIn::default())) };
    let typed = Typed::new(form.get("new_password"), form.get("new_password_again"));
    let chosen = desk.judge.choose((&desk.pool, &desk.vault), &typed, &around, visit.moment()).await?;
    let hash = match chosen {
        Chosen::Fit(hash) => hash,
        Chosen::Unfit(unfit) => {
            let page = match look(&desk, &visit, &here).await? {
                View::NewPassword { user_name, why } => page(&desk, &visit, (&user_name, why), Some(&unfit)),
                _ => return Ok(stale(&desk, &visit)),
            };
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let done = desk
        .store
        .write(move |t| steps::settle_new_password(t, &with, &here, (&around, &hash), &moment))
        .await?;
    Ok(match done {
        NewPasswordDone::Stored => visit.see_other(links::SignIn::default()),
        NewPasswordDone::Stale => stale(&desk, &visit),
    })
}

/// The page that asks for it, and says why.
pub(super) fn page(
    desk: &SignInDesk,
    visit: &Visit,
    (user_name, why): (&str, Demand),
    unfit: Option<&Unfit>,
) -> Page {
    let words = visit.words();
    let body = NewPassword {
        words,
        csrf: visit.csrf(),
        user_name,
        why: words.say(&format!("sign-in-new-password-{}", why.key())),
        fields: new_password::fields(words, &desk.judge, unfit),
    };
    visit.page_with("sign-in-new-password-title", &body, new_password::SCRIPTS)
}

#[derive(Template)]
#[template(path = "new-password.html")]
struct NewPassword<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    why: String,
    fields: Markup,
}
