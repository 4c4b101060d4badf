//! What a sign-in costs when the organization is large.

use std::fs;

use anyhow::Result;

use crate::people;
use crate::server::Server;
use crate::sign_ins::sign_ins;
use crate::table::Table;

const COUNT: usize = 400;

/// The table. Small and large take turns, so that a machine that changes its mood does so for both.
pub fn measure(many: usize) -> Result<Table> {
    let folders = [tempfile::tempdir()?, tempfile::tempdir()?];
    people::make(folders[0].path(), 2 * COUNT + 200)?;
    people::make(folders[1].path(), many)?;
    let size = fs::metadata(folders[1].path().join("tweestap.db"))?.len() / (1 << 20);
    let few = Server::start(folders[0].path(), &[])?;
    let large = Server::start(folders[1].path(), &[])?;
    let mut cpu = [0.0; 2];
    for turn in 0..2 {
        let first = turn * COUNT;
        cpu[0] += sign_ins(&few, COUNT, move |n| first + n)?.cpu.as_secs_f64();
        // Spread over the whole table.
        cpu[1] += sign_ins(&large, COUNT, move |n| (first + n) * (many / (2 * COUNT)))?.cpu.as_secs_f64();
    }
    let [few, large] = cpu.map(|seconds| seconds / 2.0);
    let mut table = Table::new(
        "Many accounts",
        format!(
            "Twice {COUNT} sign-ins on each, in turns, of people spread over the whole table; the large database has {size} MiB."
        ),
    );
    table.row(
        format!("{many} accounts: {:.2} ms of CPU a sign-in", large * 1000.0),
        format!("{} accounts: {:.2} ms", 2 * COUNT + 200, few * 1000.0),
        Some(large / few),
        "at most 1.05",
    );
    Ok(table)
}
