//! Sign-ins that are approved in an app: what they cost beside the bare hash and beside a code, and how soon a page that waits is told.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use vault::Argon2Parameters;
use world::AccountId;

use crate::app::{App, number};
use crate::browser::{Browser, Events};
use crate::by_phone::PATIENCE;
use crate::people::{self, Has, PARAMETERS, user_name};
use crate::push_service::PushService;
use crate::sign_ins::{AT_ONCE, TURNS, Taken, bare_hash, each_signs_in, sign_ins};
use crate::table::Table;
use crate::workplace::{Server, Workplace};
use crate::{Effort, machine};

/// So that thousands come in quickly.
const CHEAP: Argon2Parameters = Argon2Parameters { memory_kib: 64, passes: 1, lanes: 1 };
/// People who approve while the others wait.
const APPROVED: usize = 400;

async fn signs_in(
    mut browser: Browser,
    (address, pushes): (&str, &PushService),
    who: (usize, AccountId),
) -> Result<()> {
    let page = browser.types_password(&user_name(who.0)).await?.context("nobody is turned away")?;
    let mut events = browser.listens(&page.events()?).await?;
    ensure!(pushes.wakes(who.0, PATIENCE).await, "the phone of person {} is not woken", who.0);
    let mut app = App::open(address, who).await?;
    let challenge = app.lists().await?;
    app.approves(challenge, &number(&page)?).await?;
    events.go().await?;
    let page = browser.get("/sign-in").await?;
    let page = browser.collects(&page).await?;
    browser.stays_not(&page).await
}

/// The table of whole sign-ins.
pub fn measure(workplace: &Workplace, effort: Effort) -> Result<Table> {
    let count = effort.of(400) / TURNS;
    let folder = workplace.folder("approvals")?;
    let accounts =
        Arc::new(people::make_with(&folder, (TURNS + 1) * count + AT_ONCE, (Has::Approves, PARAMETERS))?);
    let beside = workplace.folder("codes")?;
    people::make(&beside, (TURNS + 1) * count + AT_ONCE)?;
    let server = workplace.start("serve", &folder, &[("TWEESTAP_PUSH_ALLOW_PRIVATE", "yes")])?;
    let codes = workplace.serve(&beside)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let pushes = PushService::default();
    let push_service = runtime.spawn(pushes.clone().takes());
    let some = |first: usize, count: usize| {
        let (accounts, address) = (Arc::clone(&accounts), server.address.clone());
        let pushes = pushes.clone();
        each_signs_in(&server, count, move |browser, n| {
            let (who, address) = ((first + n, accounts[first + n]), address.clone());
            let pushes = pushes.clone();
            async move { signs_in(browser, (&address, &pushes), who).await }
        })
    };
    some(TURNS * count, AT_ONCE)?;
    sign_ins(&codes, AT_ONCE, move |n| TURNS * count + n)?;
    let (mut whole, mut typed, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS {
        bare.push(bare_hash(count)?);
        whole.push(some(turn * count, count)?);
        typed.push(sign_ins(&codes, count, move |n| turn * count + n)?);
    }
    push_service.abort();
    let (whole, typed, bare) = (Taken::mean(&whole), Taken::mean(&typed), Taken::mean(&bare));
    Ok(table(count * TURNS, &whole, &typed, &bare))
}

fn table(count: usize, whole: &Taken, typed: &Taken, bare: &Taken) -> Table {
    let mut table = Table::new(
        "A sign-in by approval in an app",
        format!(
            "{count} sign-ins each of different people, {AT_ONCE} at a time: the request and its push message, encrypted and carried to a \
             push service, the app that is woken by it, lists and answers it, the page that waits. Beside it, in turns: the same with an app’s code, and \
             the bare hash (argon2id with m={} KiB, t={}, p={}).",
            PARAMETERS.memory_kib, PARAMETERS.passes, PARAMETERS.lanes
        ),
    );
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    table.row(
        whole.say("sign-in by approval"),
        bare.say("bare hash"),
        Some(whole.cpu.as_secs_f64() / bare.cpu.as_secs_f64()),
        "",
    );
    table.row(
        format!("{:.2} ms of CPU beyond the hash", ms(whole.cpu) - ms(bare.cpu)),
        format!("{:.2} ms with an app’s code", ms(typed.cpu) - ms(bare.cpu)),
        None,
        "",
    );
    table.row(
        format!("an approval: {:.2} ms of CPU more than a code", ms(whole.cpu) - ms(typed.cpu)),
        String::new(),
        None,
        "at most 1 ms",
    );
    table
}

/// The table of pages that wait.
pub fn waiting(workplace: &Workplace, pages: usize) -> Result<Table> {
    let folder = workplace.folder("approvals-waiting")?;
    let accounts = people::make_with(&folder, pages + 100, (Has::Approves, CHEAP))?;
    let variables = [
        ("TWEESTAP_SERVER_CONNECTIONS", "40000"),
        ("TWEESTAP_PASSWORDS_MEMORY_KIB", "64"),
        ("TWEESTAP_PASSWORDS_PASSES", "1"),
    ];
    let server = workplace.start("serve", &folder, &variables)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(all_wait(&server, &accounts, pages))
}

struct Waits {
    events: Events,
    number: String,
    who: (usize, AccountId),
}

async fn waits(address: &str, who: (usize, AccountId)) -> Result<Waits> {
    let mut browser = Browser::open(address).await?;
    let page = browser.types_password(&user_name(who.0)).await?.context("nobody is turned away")?;
    Ok(Waits { events: browser.listens(&page.events()?).await?, number: number(&page)?, who })
}

async fn all_wait(server: &Server, accounts: &[AccountId], pages: usize) -> Result<Table> {
    for n in 0..100 {
        drop(waits(&server.address, (pages + n, accounts[pages + n])).await?);
    }
    let before = machine::memory_kib(&server.process())?;
    let began = Instant::now();
    let mut all = Vec::with_capacity(pages);
    for (n, account) in accounts.iter().enumerate().take(pages) {
        all.push(waits(&server.address, (n, *account)).await?);
    }
    let came_in = began.elapsed();
    let waiting = machine::memory_kib(&server.process())?;
    let mut late = Vec::new();
    // A request waits for a minute: those who came last are still asked.
    for one in all.split_off(pages.saturating_sub(APPROVED)) {
        let Waits { mut events, number, who } = one;
        let mut app = App::open(&server.address, who).await?;
        let challenge = app.lists().await?;
        let hears = tokio::spawn(async move { events.go().await.map(|()| Instant::now()) });
        let answered = Instant::now();
        app.approves(challenge, &number).await?;
        late.push(hears.await??.saturating_duration_since(answered));
    }
    late.sort_unstable();
    let at =
        |share: usize| late.get(late.len() * share / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    let each = f64::from(u32::try_from(waiting.saturating_sub(before))?) / f64::from(u32::try_from(pages)?);
    let mut table = Table::new(
        "Pages that wait for an approval",
        format!(
            "{pages} people came within {:.0} s, each with one connection of server-sent events; {} of the last of them are approved, one \
             after the other, while the others wait or are told that their minute is over. Memory is the resident memory that the server \
             holds more than before they came. Late is from sending the app’s answer to the event in the browser.",
            came_in.as_secs_f64(),
            late.len()
        ),
    );
    let say = format!("{:.1} MiB before they came", f64::from(u32::try_from(before)?) / 1024.0);
    table.row(format!("{each:.1} KiB of memory for each page"), say, None, "at most 12 KiB");
    let say = format!("a page is told {:.1} ms after the app’s answer at p99", at(99));
    table.row(say, format!("{:.1} ms at p50", at(50)), None, "p99 at most 20 ms");
    Ok(table)
}
