//! What a sign-in costs when the organization is large.

use std::fs;

use anyhow::Result;

use crate::Effort;
use crate::people;
use crate::sign_ins::sign_ins;
use crate::table::Table;
use crate::workplace::Workplace;

/// The small organization, and how many sign-ins are measured on each.
const FEW: usize = 1000;
const TURNS: u32 = 8;

/// The table. Small and large take turns, so that a machine that changes its mood does so for both.
pub fn measure(workplace: &Workplace, effort: Effort, many: usize) -> Result<Table> {
    let turns = usize::try_from(TURNS)?;
    let count = effort.of(FEW - 100) / turns;
    let folders = [workplace.folder("few")?, workplace.folder("many")?];
    people::make(&folders[0], FEW)?;
    people::make(&folders[1], many)?;
    let size = fs::metadata(folders[1].join("tweestap.db"))?.len() / (1 << 20);
    let few = workplace.serve(&folders[0])?;
    let large = workplace.serve(&folders[1])?;
    for server in [&few, &large] {
        sign_ins(server, 20, |n| FEW - 1 - n)?;
    }
    let mut cpu = [0.0; 2];
    for turn in 0..turns {
        let first = turn * count;
        cpu[0] += sign_ins(&few, count, move |n| first + n)?.cpu.as_secs_f64();
        // Spread over the whole table.
        cpu[1] += sign_ins(&large, count, move |n| (first + n) * (many / FEW))?.cpu.as_secs_f64();
    }
    let [few, large] = cpu.map(|seconds| seconds / f64::from(TURNS));
    let mut table = Table::new(
        "Many accounts",
        format!(
            "{} sign-ins on each, in {TURNS} turns, of people spread over the whole table; the large database has {size} MiB.",
            count * turns
        ),
    );
    table.row(
        format!("{many} accounts: {:.2} ms of CPU a sign-in", large * 1000.0),
        format!("{FEW} accounts: {:.2} ms", few * 1000.0),
        Some(large / few),
        "at most 1.05",
    );
    Ok(table)
}
