//! Many pages that wait for a call at once: what each of them costs, and how soon it learns that the call was answered.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use vault::Argon2Parameters;

use crate::browser::{Browser, Events};
use crate::by_phone::rings;
use crate::machine;
use crate::people::{self, Has, user_name};
use crate::table::Table;
use crate::workplace::Workplace;

/// So that thousands come in quickly: this part is not about the hash.
const CHEAP: Argon2Parameters = Argon2Parameters { memory_kib: 64, passes: 1, lanes: 1 };
/// People whose call is answered; the demo keeps the last five hundred.
const ANSWERED: usize = 400;
/// Between two answered calls.
const EVERY: Duration = Duration::from_millis(25);

async fn waits(address: &str, person: usize) -> Result<Events> {
    let mut browser = Browser::open(address).await?;
    let page = browser.types_password(&user_name(person)).await?.context("nobody is turned away")?;
    browser.listens(&page.events()?).await
}

/// The table.
pub fn measure(workplace: &Workplace, pages: usize) -> Result<Table> {
    let folder = workplace.folder("waiting")?;
    people::make_with(&folder, pages + 100, (Has::Calls, CHEAP))?;
    let variables = [
        ("TWEESTAP_SERVER_CONNECTIONS", "20000"),
        ("TWEESTAP_PASSWORDS_MEMORY_KIB", "64"),
        ("TWEESTAP_PASSWORDS_PASSES", "1"),
    ];
    let server = workplace.start("demo", &folder, &variables)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Whatever the server needs once for all is there before anybody is counted.
        let mut all = Vec::with_capacity(pages);
        for person in 0..100 {
            drop(waits(&server.address, pages + person).await?);
        }
        let before = machine::memory_kib(&server.process())?;
        for person in 0..pages {
            // A browser keeps the one connection that waits; the others end by themselves.
            all.push((person, waits(&server.address, person).await?));
        }
        let waiting = machine::memory_kib(&server.process())?;
        let mut late = answered(&server.address, all.split_off(pages.saturating_sub(ANSWERED))).await?;
        late.sort_unstable();
        let at = |share: usize| late.get(late.len() * share / 100).copied().unwrap_or_default();
        let each = f64::from(u32::try_from(waiting.saturating_sub(before))?) / f64::from(u32::try_from(pages)?);
        let mut table = Table::new(
            "Pages that wait for a call",
            format!(
                "{pages} people wait at once, each with one connection of server-sent events; {} of their calls are answered, one \
                 every {} ms, while the others wait. Memory is the resident memory that the server holds more than before they came, \
                 the demo’s phones and the 500 calls that they keep included. Late is from the key that was pressed to the event in the browser.",
                late.len(),
                EVERY.as_millis()
            ),
        );
        table.row(
            format!("{each:.1} KiB of memory for each page"),
            format!("{:.1} MiB before they came", f64::from(u32::try_from(before)?) / 1024.0),
            None,
            "at most 12 KiB",
        );
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        table.row(
            format!("a page learns of its call after {:.1} ms at p99", ms(at(99))),
            format!("{:.1} ms at p50", ms(at(50))),
            None,
            "p99 at most 20 ms",
        );
        Ok(table)
    })
}

/// Answers calls one after the other, and how late their pages learned of it.
async fn answered(address: &str, all: Vec<(usize, Events)>) -> Result<Vec<Duration>> {
    let mut phone = Browser::open(address).await?;
    let mut late = Vec::new();
    for (person, mut events) in all {
        let call = rings(&mut phone, person).await?;
        let path = format!("/simulator/calls/{call}");
        phone.post_json(&path, r#"{"do":"answer"}"#).await?;
        let hears = tokio::spawn(async move { events.go().await.map(|()| Instant::now()) });
        let pressed = Instant::now();
        let answer = phone.post_json(&path, r##"{"do":"press","keys":"#"}"##).await?;
        anyhow::ensure!(answer.status == 200, "the phone answers with {}", answer.status);
        late.push(hears.await??.saturating_duration_since(pressed));
        tokio::time::sleep(EVERY).await;
    }
    Ok(late)
}
