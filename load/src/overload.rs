//! More people than can be served: those who are served stay as many, and other pages stay quick.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::sync::watch;
use world::World;

use crate::Effort;
use crate::browser::{Browser, End};
use crate::machine;
use crate::people::{self, secret, user_name};
use crate::sign_ins::sign_ins;
use crate::table::Table;
use crate::workplace::Workplace;

const SECONDS: usize = 20;
const PEOPLE: usize = 20_000;
/// Between two looks at a page that needs no hash.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What became of a stream of people.
#[derive(Default)]
struct Came {
    offered: AtomicUsize,
    signed_in: AtomicUsize,
    turned_away: AtomicUsize,
    failed: AtomicUsize,
}

struct Outcome {
    served_a_second: f64,
    came: Arc<Came>,
    p99: Duration,
    /// Cores that the people themselves left to the server.
    cores_left: f64,
}

/// So many people a second come for some seconds, whether or not those before them have been served. Who is turned away leaves.
async fn stream(address: &str, (a_second, seconds): (f64, usize), first: usize) -> Result<Outcome> {
    let came = Arc::new(Came::default());
    let (end, ended) = watch::channel(false);
    let looks = tokio::spawn(look(address.to_owned(), ended));
    let (own, began) = (machine::cpu_time("self")?, Instant::now());
    let mut people = tokio::task::JoinSet::new();
    let mut sent = 0;
    while began.elapsed() < Duration::from_secs(u64::try_from(seconds)?) {
        tokio::time::sleep(Duration::from_millis(5)).await;
        while f64::from(sent) < began.elapsed().as_secs_f64() * a_second {
            let name = user_name((first + usize::try_from(sent)?) % PEOPLE);
            people.spawn(come(address.to_owned(), name, Arc::clone(&came)));
            sent += 1;
        }
    }
    let served = came.signed_in.load(Ordering::Relaxed);
    let (own, wall) = (machine::cpu_time("self")?.checked_sub(own).unwrap_or_default(), began.elapsed());
    people.join_all().await;
    end.send_replace(true);
    let mut times = looks.await??;
    times.sort_unstable();
    let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
    came.offered.store(usize::try_from(sent)?, Ordering::Relaxed);
    let served = f64::from(u32::try_from(served)?);
    let cores = f64::from(u32::try_from(std::thread::available_parallelism()?.get())?);
    let cores_left = cores - own.as_secs_f64() / wall.as_secs_f64();
    Ok(Outcome { served_a_second: served / wall.as_secs_f64(), came, p99, cores_left })
}

async fn come(address: String, name: String, came: Arc<Came>) {
    let run = async {
        let mut browser = Browser::open(&address).await?;
        browser.signs_in(&name, &secret()?, &World::system()).await
    };
    let counter = match run.await {
        Ok(End::SignedIn) => &came.signed_in,
        Ok(End::TurnedAway) => &came.turned_away,
        Err(_) => &came.failed,
    };
    counter.fetch_add(1, Ordering::Relaxed);
}

/// Looks at a page that needs no hash, and notes how long each look took.
async fn look(address: String, ended: watch::Receiver<bool>) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    let mut browser = Browser::open(&address).await?;
    while !*ended.borrow() {
        let began = Instant::now();
        browser.get("/sign-in").await?;
        times.push(began.elapsed());
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(times)
}

/// The table.
pub fn measure(workplace: &Workplace, effort: Effort) -> Result<Table> {
    let folder = workplace.folder("overload")?;
    people::make(&folder, PEOPLE)?;
    let server = workplace.serve(&folder)?;
    let seconds = effort.of(SECONDS);
    let can = sign_ins(&server, effort.of(400), |n| PEOPLE - 1 - n)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let peak = runtime.block_on(stream(&server.address, (can.a_second, seconds), 0))?;
    let flood = runtime.block_on(stream(&server.address, (can.a_second * 4.0, seconds), 5000))?;
    let mut table = Table::new(
        "Four times the load that can be served",
        format!(
            "People come for {seconds} s at a fixed rate, whether or not others wait; who is told to come back leaves. The people \
             and the page that is watched run on the same cores as the server. Served is what was signed in within the {seconds} s."
        ),
    );
    let say = |outcome: &Outcome| {
        let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        format!(
            "{:.1} served a second; {} came, {} were told to come back, {} failed",
            outcome.served_a_second,
            count(&outcome.came.offered),
            count(&outcome.came.turned_away),
            count(&outcome.came.failed)
        )
    };
    table.row(
        format!("at four times the load: {}", say(&flood)),
        format!("at the load that can be served: {}", say(&peak)),
        Some(flood.served_a_second / peak.served_a_second.max(can.a_second)),
        "at least 0.95",
    );
    let each = |outcome: &Outcome| outcome.served_a_second / outcome.cores_left;
    table.row(
        format!("{:.1} served a second for each core that the people left", each(&flood)),
        format!("{:.1} at the load that can be served", each(&peak)),
        Some(each(&flood) / each(&peak)),
        "",
    );
    table.row(
        format!(
            "a page that needs no hash, at four times the load: p99 {:.1} ms",
            flood.p99.as_secs_f64() * 1000.0
        ),
        format!("at the load that can be served: p99 {:.1} ms", peak.p99.as_secs_f64() * 1000.0),
        None,
        "p99 below 50 ms",
    );
    Ok(table)
}
