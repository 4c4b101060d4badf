//! Whole resets of a password, by an app's code and a text, against the one hash that each makes.

use anyhow::{Context, Result, ensure};
use methods::authenticator_app::AppCode;
use methods::text_message::TextMessage;
use otp::{Secret, totp};
use verification::Method;
use world::World;

use crate::Effort;
use crate::browser::{Answer, Browser};
use crate::by_phone::{PATIENCE, turns};
use crate::people::{self, Has, PARAMETERS, number, secret, user_name};
use crate::post_office::PostOffice;
use crate::sign_ins::{AT_ONCE, Parts, TURNS, each_signs_in};
use crate::table::Table;
use crate::workplace::Workplace;

/// One that nobody would guess, and that names nobody.
const NEW: &str = "vier gele fietsen op zolder";

/// A browser on the pages of a reset.
struct Reset {
    browser: Browser,
    page: Answer,
}

impl Reset {
    /// Comes to the choice of the first method.
    async fn begin(mut browser: Browser, user_name: &str) -> Result<Self> {
        let page = browser.get("/password-reset").await?;
        let task = page.field("task")?;
        let mut reset = Self { browser, page };
        reset.sends("begin", &[("task", &task), ("number", "0"), ("user_name", user_name)]).await?;
        reset.sends("aim", &[("aim", "forgotten")]).await?;
        Ok(reset)
    }

    async fn sends(&mut self, what: &str, fields: &[(&str, &str)]) -> Result<()> {
        let csrf = self.page.field("csrf")?;
        let fields: Vec<_> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        let step = self.browser.post(&format!("/password-reset/{what}"), &fields).await?;
        self.page = self.browser.follows(&step).await.with_context(|| what.to_owned())?;
        Ok(())
    }

    async fn asks_by(&mut self, method: &dyn Method) -> Result<()> {
        let method = method.about().name.as_str();
        let way = self.page.field_after(&format!("name=\"method\" value=\"{method}\""), "way")?;
        self.sends("ask", &[("method", method), ("way", &way)]).await
    }

    async fn answers(&mut self, answer: &str) -> Result<()> {
        let challenge = self.page.field("challenge")?;
        self.sends("answer", &[("challenge", &challenge), ("answer", answer)]).await
    }
}

async fn resets(browser: Browser, person: usize, secret: &Secret, post: &PostOffice) -> Result<()> {
    let mut reset = Reset::begin(browser, &user_name(person)).await?;
    reset.asks_by(&AppCode).await?;
    reset.answers(totp(secret, World::system().now().unix_seconds()).as_str()).await?;
    reset.asks_by(&TextMessage).await?;
    reset.sends("number", &[("number", &number(person))]).await?;
    let code = post.code(person, 0, PATIENCE).await.context("the text arrives")?;
    reset.answers(&code).await?;
    let fields = [("user_name", ""), ("new_password", NEW), ("new_password_again", NEW)];
    reset.sends("password", &fields).await?;
    ensure!(!reset.page.body().contains("name=\"new_password\""), "the new password is refused");
    Ok(())
}

/// The table.
pub fn measure(workplace: &Workplace, effort: Effort) -> Result<Table> {
    let count = effort.of(400) / TURNS;
    let folder = workplace.folder("resets")?;
    people::make_with(&folder, (TURNS + 1) * count + AT_ONCE, (Has::AppAndTexts, PARAMETERS))?;
    let post = PostOffice::beside(&folder);
    let variables = [("TWEESTAP_TEXTS_FOLDER", post.folder()?), ("TWEESTAP_RESET_WORK_BITS", "0")];
    let server = workplace.start("serve", &folder, &variables)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let post_office = runtime.spawn(post.clone().takes());
    let secret = secret()?;
    let before = Parts::of(&server)?;
    let taken = turns(count, |first, count| {
        let (post, secret) = (post.clone(), secret.clone());
        each_signs_in(&server, count, move |browser, n| {
            let (post, secret) = (post.clone(), secret.clone());
            async move { resets(browser, first + n, &secret, &post).await }
        })
    });
    post_office.abort();
    let (whole, bare) = taken?;
    let parts = Parts::of(&server)?;
    let mut table = Table::new(
        "A reset of a password against the one hash that it makes",
        format!(
            "{} resets of different people, {AT_ONCE} at a time, each by an app’s code and a text: 17 requests from the first page to the \
             last, the rows of the text and its delivery into a folder. The browser’s work is not asked for, and nobody has an address for \
             mail. argon2id with m={} KiB, t={}, p={}; resets and bare hashes take turns, {TURNS} each.",
            count * TURNS,
            PARAMETERS.memory_kib,
            PARAMETERS.passes,
            PARAMETERS.lanes
        ),
    );
    let ratio = Some(whole.cpu.as_secs_f64() / bare.cpu.as_secs_f64());
    table.row(whole.say("reset"), bare.say("bare hash"), ratio, "CPU at most 1.15");
    table.row(parts.say("reset", (&before, count * TURNS + AT_ONCE)), String::new(), None, "");
    Ok(table)
}
