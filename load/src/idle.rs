//! Memory of a server that has nothing to do, and how soon it answers after its start.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::Effort;
use crate::browser::Browser;
use crate::machine;
use crate::people;
use crate::sign_ins::sign_ins;
use crate::table::Table;
use crate::workplace::Workplace;

const COUNT: usize = 100;

/// The table.
pub fn measure(workplace: &Workplace, effort: Effort) -> Result<Table> {
    let folder = workplace.folder("idle")?;
    people::make(&folder, 1000)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut starts = Vec::new();
    for _ in 0..10 {
        let began = Instant::now();
        let server = workplace.serve(&folder)?;
        runtime.block_on(async { Browser::open(&server.address).await?.get("/sign-in").await })?;
        starts.push(began.elapsed());
    }
    starts.sort_unstable();
    let server = workplace.serve(&folder)?;
    thread::sleep(Duration::from_secs(2));
    let idle = machine::memory_kib(&server.process())?;
    runtime.block_on(async { Browser::open(&server.address).await?.get("/sign-in").await })?;
    sign_ins(&server, effort.of(COUNT), |n| n)?;
    let busy = machine::memory_kib(&server.process())?;
    thread::sleep(Duration::from_secs(65));
    let rested = machine::memory_kib(&server.process())?;
    let mib = |kib: u64| format!("{:.1} MiB", f64::from(u32::try_from(kib).unwrap_or(u32::MAX)) / 1024.0);
    let mut table = Table::new(
        "Memory and start",
        "A server on SQLite with 1,000 accounts; resident memory. The start is the median of ten, from the process to the first page."
            .to_owned(),
    );
    table.row(
        format!("before the first hash: {}", mib(idle)),
        format!("after {} sign-ins: {}; a minute later: {}", effort.of(COUNT), mib(busy), mib(rested)),
        None,
        "at most 30 MiB before the first hash",
    );
    let median = starts[starts.len() / 2].as_secs_f64() * 1000.0;
    let slowest = starts[starts.len() - 1].as_secs_f64() * 1000.0;
    table.row(
        format!("start to first answer: {median:.0} ms"),
        format!("the slowest of the ten: {slowest:.0} ms"),
        None,
        "at most 100 ms",
    );
    Ok(table)
}
