//! Whole sign-ins against the bare hash.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use world::World;

use crate::Effort;
use crate::browser::{Browser, End};
use crate::machine;
use crate::people::{self, PARAMETERS, PASSWORD, secret, user_name};
use crate::table::Table;
use crate::workplace::{Server, Workplace};

/// People who sign in at the same time.
pub const AT_ONCE: usize = 8;

/// Whole sign-ins and bare hashes take so many turns, so that a machine that changes its mood does so for both.
pub const TURNS: usize = 8;

/// CPU time of the server by what its threads are for.
pub struct Parts {
    hashing: Duration,
    store: Duration,
    pages: Duration,
}

impl Parts {
    /// Until now.
    pub fn of(server: &Server) -> Result<Self> {
        let of = |name: &'static str| {
            machine::cpu_time_of(&server.process(), move |thread| thread.starts_with(name))
        };
        Ok(Self { hashing: of("hashing")?, store: of("store")?, pages: of("tokio")? })
    }

    /// As text, for each of so many pieces of this kind.
    pub fn say(&self, what: &str, (before, count): (&Self, usize)) -> String {
        let each = |now: Duration, before: Duration| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            now.checked_sub(before).unwrap_or_default().as_secs_f64() * 1000.0 / f64::from(count)
        };
        format!(
            "of a {what}: {:.2} ms hashing, {:.2} ms database, {:.2} ms pages and network",
            each(self.hashing, before.hashing),
            each(self.store, before.store),
            each(self.pages, before.pages)
        )
    }
}

/// What one kind of work took.
#[derive(Clone, Copy)]
pub struct Taken {
    /// CPU time of one piece.
    pub cpu: Duration,
    /// Pieces a second.
    pub a_second: f64,
}

impl Taken {
    fn of(count: usize, cpu: Duration, wall: Duration) -> Self {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Self { cpu: cpu / count, a_second: f64::from(count) / wall.as_secs_f64() }
    }

    /// The mean of some turns.
    pub fn mean(turns: &[Self]) -> Self {
        let count = u32::try_from(turns.len()).unwrap_or(u32::MAX);
        let a_second = turns.iter().map(|taken| taken.a_second).sum::<f64>() / f64::from(count);
        Self { cpu: turns.iter().map(|taken| taken.cpu).sum::<Duration>() / count, a_second }
    }

    /// As text.
    pub fn say(&self, what: &str) -> String {
        format!("{what}: {:.2} ms of CPU, {:.1} a second", self.cpu.as_secs_f64() * 1000.0, self.a_second)
    }
}

/// Where the memory of a bare hash lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pages {
    /// Where a program's memory lies that says nothing of it.
    Ordinary,
    /// In huge pages, as the server's.
    Huge,
}

/// The bare hash, with its memory reused, on as many threads as there are cores.
pub fn bare_hash(count: usize) -> Result<Taken> {
    bare_hash_in(Pages::Ordinary, count)
}

fn bare_hash_in(pages: Pages, count: usize) -> Result<Taken> {
    let cores = thread::available_parallelism()?.get();
    let began = Instant::now();
    let used: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..cores).map(|_| scope.spawn(move || hash_some(pages, count / cores))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Ok(Duration::ZERO))).collect()
    });
    let wall = began.elapsed();
    let cpu = used.into_iter().sum::<Result<Duration>>()?;
    Ok(Taken::of(count / cores * cores, cpu, wall))
}

/// CPU time of so many hashes on this thread.
fn hash_some(pages: Pages, count: usize) -> Result<Duration> {
    let params = Params::new(PARAMETERS.memory_kib, PARAMETERS.passes, PARAMETERS.lanes, Some(32))?;
    let mut memory: Vec<Block> = Vec::with_capacity(params.block_count());
    if pages == Pages::Huge {
        kevy_madvise::advise_hugepage(memory.as_ptr().cast(), params.block_count() * Block::SIZE);
    }
    memory.resize(params.block_count(), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut hash =
        || argon2.hash_password_into_with_memory(PASSWORD.as_bytes(), &[3; 16], &mut [0; 32], &mut memory);
    hash()?;
    let before = own_thread()?;
    for _ in 0..count {
        hash()?;
    }
    Ok(own_thread()?.checked_sub(before).unwrap_or_default())
}

fn own_thread() -> Result<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").context("the time of this thread")?;
    let nanoseconds = text.split(' ').next().unwrap_or_default().parse()?;
    Ok(Duration::from_nanos(nanoseconds))
}

/// So many people sign in, eight at a time. `names` picks who is the next.
pub fn sign_ins(
    server: &Server,
    count: usize,
    names: impl Fn(usize) -> usize + Send + Sync + 'static,
) -> Result<Taken> {
    let secret = secret()?;
    each_signs_in(server, count, move |mut browser, n| {
        let (secret, name) = (secret.clone(), user_name(names(n)));
        async move {
            let end = browser.signs_in(&name, &secret, &World::system()).await?;
            ensure!(end == End::SignedIn, "a person was turned away");
            Ok(())
        }
    })
}

/// So many people sign in, eight at a time, each in a browser of their own.
pub fn each_signs_in<F, S>(server: &Server, count: usize, sign_in: F) -> Result<Taken>
where
    F: Fn(Browser, usize) -> S + Send + Sync + 'static,
    S: Future<Output = Result<()>> + Send,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (sign_in, next) = (Arc::new(sign_in), Arc::new(AtomicUsize::new(0)));
    let (cpu, began) = (machine::cpu_time(&server.process())?, Instant::now());
    runtime.block_on(async {
        let mut people = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let (sign_in, next, address) = (Arc::clone(&sign_in), Arc::clone(&next), server.address.clone());
            people.spawn(async move {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= count {
                        return anyhow::Ok(());
                    }
                    sign_in(Browser::open(&address).await?, n).await?;
                }
            });
        }
        people.join_all().await.into_iter().collect::<Result<()>>()
    })?;
    let cpu = machine::cpu_time(&server.process())?.checked_sub(cpu).unwrap_or_default();
    Ok(Taken::of(count, cpu, began.elapsed()))
}

/// The table.
pub fn measure(workplace: &Workplace, effort: Effort) -> Result<Table> {
    let folder = workplace.folder("sign-ins")?;
    people::make(&folder, 1000)?;
    let server = workplace.serve(&folder)?;
    sign_ins(&server, 40, |n| 900 + n)?;
    let count = effort.of(800) / TURNS;
    let (mut whole, mut bare, mut huge) = (Vec::new(), Vec::new(), Vec::new());
    let before = Parts::of(&server)?;
    for turn in 0..TURNS {
        bare.push(bare_hash(count)?);
        huge.push(bare_hash_in(Pages::Huge, count)?);
        whole.push(sign_ins(&server, count, move |n| turn * count + n)?);
    }
    let parts = Parts::of(&server)?;
    let (whole, bare, huge) = (Taken::mean(&whole), Taken::mean(&bare), Taken::mean(&huge));
    let cores = f64::from(u32::try_from(thread::available_parallelism()?.get())?);
    let mut table = Table::new(
        "A whole sign-in against the bare hash",
        format!(
            "{} sign-ins of different people, {AT_ONCE} at a time, each with a connection of its own: eight requests from the \
             first page to the session. argon2id with m={} KiB, t={}, p={}. The bare hash reuses its memory and runs on all \
             cores; both take turns, {TURNS} each. The people run on the same cores as the server, and their time is not counted as the server's.",
            count * TURNS,
            PARAMETERS.memory_kib,
            PARAMETERS.passes,
            PARAMETERS.lanes
        ),
    );
    table.row(
        whole.say("sign-in"),
        bare.say("bare hash"),
        Some(whole.cpu.as_secs_f64() / bare.cpu.as_secs_f64()),
        "CPU at most 1.10",
    );
    table.row(
        whole.say("sign-in"),
        huge.say("bare hash in huge pages, as the server’s"),
        Some(whole.cpu.as_secs_f64() / huge.cpu.as_secs_f64()),
        "",
    );
    table.row(parts.say("sign-in", (&before, count * TURNS)), String::new(), None, "");
    table.row(
        format!(
            "{:.1} sign-ins a second fit into {cores} cores by their CPU",
            cores / whole.cpu.as_secs_f64()
        ),
        format!("{:.1} bare hashes a second fit", cores / bare.cpu.as_secs_f64()),
        Some(bare.cpu.as_secs_f64() / whole.cpu.as_secs_f64()),
        "at least 0.90",
    );
    table.row(
        format!("{:.1} sign-ins a second by the clock, beside their people", whole.a_second),
        format!("{:.1} bare hashes a second by the clock", bare.a_second),
        Some(whole.a_second / bare.a_second),
        "",
    );
    Ok(table)
}
