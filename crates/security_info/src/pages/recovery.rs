//! The page that offers recovery codes.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use verification::method::SetUpBy;
use web::{FormFields, Visit, links};
use world::Words;

use super::set_up::on;
use super::{Answer, Asker, asking, wizard};
use crate::desk::SecurityInfoDesk;
use crate::steps::{self, SettingUp};

/// Offers recovery codes, once something is set up that can be lost.
pub(super) async fn offer(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
    uri: Uri,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let (with, now) = (desk.clone(), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    let SettingUp::NotBegun { signing_in, registrations } = view else {
        return Ok(visit.see_other(links::SetUp));
    };
    let beside = desk.methods.all().find(|method| method.about().set_up == SetUpBy::Beside);
    let changed = FormFields::of_query(&uri).get("news") == "changed";
    let on = on(signing_in, if changed { "changed" } else { "added" });
    if wizard::is_used(&organization) {
        return Ok(wizard::done_page(&desk, &visit, (&registrations, beside), on));
    }
    let Some(method) = beside else { return Ok(visit.see_other(on)) };
    let words = visit.words();
    let body = Recovery { words, csrf: visit.csrf(), method: method.about().name.as_str(), on };
    Ok(visit.page("security-info-recovery-title", &body))
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct Recovery<'a> {
    words: &'a dyn Words,
    csrf: String,
    method: &'static str,
    on: String,
}
