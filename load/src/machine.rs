//! The machine, and what processes use of it. Linux only: everything stands in `/proc`.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};

/// Prints what kind of machine this is and how busy.
#[expect(clippy::print_stdout, reason = "the tables are what this program is for")]
pub fn print() {
    let line = |path: &str, name: &str| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let found = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        found.split_once(':').map_or(String::new(), |(_, value)| value.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    println!(
        "Machine: {cores} cores of {}, {} of memory, Linux {}, load {load} before the run.",
        line("/proc/cpuinfo", "model name"),
        line("/proc/meminfo", "MemTotal"),
        kernel.trim(),
    );
}

/// CPU time that the threads of a process have used so far; `self` for this one.
pub fn cpu_time(process: &str) -> Result<Duration> {
    cpu_time_of(process, |_| true)
}

/// CPU time of those of its threads whose name is wanted.
pub fn cpu_time_of(process: &str, wanted: impl Fn(&str) -> bool) -> Result<Duration> {
    let mut nanoseconds = 0;
    for task in fs::read_dir(format!("/proc/{process}/task")).context("the threads of a process")? {
        let path = task?.path();
        let read = |name: &str| fs::read_to_string(path.join(name)).ok();
        if wanted(read("comm").unwrap_or_default().trim()) {
            let text = read("schedstat").unwrap_or_default();
            nanoseconds += text.split(' ').next().and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
        }
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// Memory that a process holds, in KiB.
pub fn memory_kib(process: &str) -> Result<u64> {
    status_kib(process, "VmRSS")
}

/// The most memory that a process has held, in KiB.
pub fn peak_memory_kib(process: &str) -> Result<u64> {
    status_kib(process, "VmHWM")
}

/// Lets this program's [`peak_memory_kib`] begin at what it holds now.
pub fn forget_peak() -> Result<()> {
    fs::write("/proc/self/clear_refs", "5").context("the peak of memory")
}

fn status_kib(process: &str, name: &str) -> Result<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).context("the state of a process")?;
    let line =
        text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).context("a figure")?;
    line.trim().trim_end_matches(" kB").parse().context("a number of KiB")
}
