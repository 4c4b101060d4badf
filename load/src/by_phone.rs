//! Sign-ins by text and by call against the bare hash.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::Effort;
use crate::browser::Browser;
use crate::people::{self, Has, PARAMETERS, number, user_name};
use crate::post_office::PostOffice;
use crate::sign_ins::{AT_ONCE, TURNS, Taken, bare_hash, each_signs_in};
use crate::table::Table;
use crate::workplace::{Server, Workplace};

/// Nobody waits longer for a text or a call.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often somebody looks whether their phone rings: a real one asks nothing of the server.
const LOOKS_EVERY: Duration = Duration::from_millis(100);

/// The table.
pub fn measure(workplace: &Workplace, effort: Effort) -> Result<Table> {
    let count = effort.of(400) / TURNS;
    let (texts, bare_texts) = by_text(workplace, count)?;
    let (calls, bare_calls) = by_call(workplace, count)?;
    let mut table = Table::new(
        "A sign-in by text and by call against the bare hash",
        format!(
            "{} sign-ins each of different people, {AT_ONCE} at a time, from the first page to the session, with the rows of their \
             messages, their delivery (texts into a folder, calls to the demo’s phones) and the page that waits for the call. argon2id \
             with m={} KiB, t={}, p={}; sign-ins and bare hashes take turns, {TURNS} each. What the demo’s phones cost is counted as well.",
            count * TURNS,
            PARAMETERS.memory_kib,
            PARAMETERS.passes,
            PARAMETERS.lanes
        ),
    );
    let ratio = |whole: &Taken, bare: &Taken| Some(whole.cpu.as_secs_f64() / bare.cpu.as_secs_f64());
    let goal = "CPU at most 1.15";
    table.row(texts.say("sign-in by text"), bare_texts.say("bare hash"), ratio(&texts, &bare_texts), goal);
    table.row(calls.say("sign-in by call"), bare_calls.say("bare hash"), ratio(&calls, &bare_calls), goal);
    Ok(table)
}

/// Warms up, then takes turns with the bare hash: `sign_ins` gets the first person and how many.
pub fn turns(count: usize, sign_ins: impl Fn(usize, usize) -> Result<Taken>) -> Result<(Taken, Taken)> {
    let (mut whole, mut bare) = (Vec::new(), Vec::new());
    sign_ins(TURNS * count, AT_ONCE)?;
    for turn in 0..TURNS {
        bare.push(bare_hash(count)?);
        whole.push(sign_ins(turn * count, count)?);
    }
    Ok((Taken::mean(&whole), Taken::mean(&bare)))
}

fn by_text(workplace: &Workplace, count: usize) -> Result<(Taken, Taken)> {
    let folder = workplace.folder("by-text")?;
    people::make_with(&folder, (TURNS + 1) * count + AT_ONCE, (Has::Texts, PARAMETERS))?;
    let post = PostOffice::beside(&folder);
    let server = workplace.start("serve", &folder, &[("TWEESTAP_TEXTS_FOLDER", post.folder()?)])?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let post_office = runtime.spawn(post.clone().takes());
    let taken = turns(count, |first, count| {
        let post = post.clone();
        each_signs_in(&server, count, move |mut browser, n| {
            let post = post.clone();
            async move {
                let person = first + n;
                let page =
                    browser.types_password(&user_name(person)).await?.context("nobody is turned away")?;
                let code = post.code(person, 0, PATIENCE).await.context("the text arrives")?;
                let page = browser.types_code(&page, &code).await?;
                browser.stays_not(&page).await
            }
        })
    });
    post_office.abort();
    taken
}

fn by_call(workplace: &Workplace, count: usize) -> Result<(Taken, Taken)> {
    let folder = workplace.folder("by-call")?;
    people::make_with(&folder, (TURNS + 1) * count + AT_ONCE, (Has::Calls, PARAMETERS))?;
    let server = workplace.start("demo", &folder, &[])?;
    turns(count, |first, count| call_some(&server, first, count))
}

fn call_some(server: &Server, first: usize, count: usize) -> Result<Taken> {
    each_signs_in(server, count, move |mut browser, n| async move {
        let person = first + n;
        let page = browser.types_password(&user_name(person)).await?.context("nobody is turned away")?;
        let mut events = browser.listens(&page.events()?).await?;
        let call = rings(&mut browser, person).await?;
        presses(&mut browser, &call).await?;
        events.go().await?;
        let page = browser.get("/sign-in").await?;
        let page = browser.collects(&page).await?;
        browser.stays_not(&page).await
    })
}

/// The id of the call to this person, when it rings.
pub async fn rings(browser: &mut Browser, person: usize) -> Result<String> {
    let path = format!("/simulator/calls?to=%2B{}", number(person).trim_start_matches('+'));
    let ends = tokio::time::Instant::now() + PATIENCE;
    while tokio::time::Instant::now() < ends {
        tokio::time::sleep(LOOKS_EVERY).await;
        let calls = browser.get(&path).await?;
        if let Some((_, rest)) = calls.body().split_once("\"id\":\"") {
            return Ok(rest.split('"').next().unwrap_or_default().to_owned());
        }
    }
    anyhow::bail!("the phone of person {person} does not ring")
}

/// Answers a call and presses the pound key.
pub async fn presses(browser: &mut Browser, call: &str) -> Result<()> {
    let path = format!("/simulator/calls/{call}");
    for body in [r#"{"do":"answer"}"#, r##"{"do":"press","keys":"#"}"##] {
        let answer = browser.post_json(&path, body).await?;
        anyhow::ensure!(answer.status == 200, "the phone answers with {}: {}", answer.status, answer.body());
    }
    Ok(())
}
