//! A set-up whose message is sent again, and one that is proved elsewhere while its page waits.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use verification::challenges::{self, Resent, Waiting};
use verification::method::{Again, Heard};
use web::{FormFields, Problem, Says, Submitted, Visit, links};
use world::{ChallengeId, Markup};

use super::set_up::set_up_page;
use super::{Answer, Asker, Who, asking};
use crate::desk::SecurityInfoDesk;
use crate::steps::{self, SettingUp};

pub(super) async fn send_again(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
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
    let now = visit.moment().now;
    let says = match resent {
        Resent::Sent | Resent::Over => return Ok(visit.see_other(links::SetUp)),
        Resent::TooSoon(_) => "security-info-again-too-soon".into(),
        Resent::Enough => "security-info-again-enough".into(),
        Resent::Resting(until) => Says::resting("security-info-again-resting", until - now),
    };
    let page = set_up_page(&desk, &visit, &organization, asking, Some(says)).await?;
    Ok(page.status(StatusCode::TOO_MANY_REQUESTS).retry_after(resent.wait(now)))
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
    // A page that shows what was heard on the way waits for more than that.
    let shows = query.ticked("heard");
    let id = if shows { *challenge.as_bytes() } else { challenges::first_news(challenge) };
    let listener = desk.bell.listen(id);
    let (with, asking, now) = (desk.clone(), asking(&visit, who, &headers), visit.moment().now);
    let view = desk.store.read(move |t| steps::look(t, &with, &asking, now)).await?;
    let SettingUp::Waiting { waiting, .. } = view else { return Err(no()) };
    if waiting.id != challenge {
        return Err(no());
    }
    let method = desk.methods.find(&waiting.method);
    let heard = waiting.heard.as_deref().zip(method);
    let heard = heard.map(|(heard, method)| method.hears(&waiting.record, heard));
    if heard.is_some() && !(shows && heard == Some(Heard::OnTheWay)) {
        desk.bell.ring(&id);
    }
    Ok(listener.events(waiting.expires_at - now))
}

/// What has the message sent again.
pub(super) fn again_form(visit: &Visit, waiting: &Waiting, rule: Again) -> Markup {
    let left = waiting.again_in(rule, visit.moment().now).ok_or("security-info-again-enough");
    web::send_again_form(
        visit,
        (links::SetUpSendAgain::PATH, visit.words().say("send-again")),
        waiting.id,
        left,
    )
}
