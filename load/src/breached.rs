//! The filter of breached passwords: what making it costs, how large it is, and what asking it costs.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufReader, BufWriter, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use breach_filter::{Built, Filter, Sha1};

use crate::Effort;
use crate::machine;
use crate::table::Table;

/// Passwords that are asked for of each kind.
const ASKED: u32 = 500_000;

/// The n-th password of the list, and from the length of the list on, one that is not on it: its SHA-1, for all that a filter can tell.
fn hash(n: u64) -> [u8; 20] {
    let mut bytes = [0; 20];
    for (word, part) in (0_u64..).zip(bytes.chunks_mut(8)) {
        let mut mixed = (3 * n + word + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        part.copy_from_slice(&mixed.to_be_bytes()[..part.len()]);
    }
    bytes
}

fn write_list(path: &Path, entries: u64) -> Result<()> {
    let mut list = BufWriter::with_capacity(1 << 20, File::create(path)?);
    for n in 0..entries {
        let mut line = [b':'; 44];
        for (byte, digits) in hash(n).iter().zip(line.chunks_mut(2)) {
            let digit = |worth: u8| b"0123456789ABCDEF"[usize::from(worth)];
            digits.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        line[41..].copy_from_slice(b"3\r\n");
        list.write_all(&line)?;
    }
    Ok(list.into_inner()?.sync_all()?)
}

/// CPU time of what is done.
fn cpu_of<T>(what: impl FnOnce() -> Result<T>) -> Result<(T, Duration)> {
    let before = machine::cpu_time("self")?;
    let done = what()?;
    Ok((done, machine::cpu_time("self")?.checked_sub(before).unwrap_or_default()))
}

fn only_read(path: &Path) -> Result<u64> {
    let mut list = BufReader::with_capacity(256 * 1024, File::open(path)?);
    let (mut buffer, mut lines) = (vec![0; 256 * 1024], 0);
    loop {
        let read = list.read(&mut buffer)?;
        if read == 0 {
            return Ok(lines);
        }
        lines += buffer[..read].iter().fold(0, |lines, byte| lines + u64::from(*byte == b'\n'));
    }
}

/// How many of these passwords the filter knows, and how long one took by the clock.
fn ask(filter: &Filter, passwords: impl Iterator<Item = u64>) -> Result<(u32, Duration)> {
    let (began, mut known) = (Instant::now(), 0);
    for n in passwords {
        known += u32::from(filter.contains(Sha1::from_bytes(hash(n)))?);
    }
    Ok((known, began.elapsed() / ASKED))
}

/// Three reads of two bytes anywhere in the file, and nothing else.
fn bare_reads(path: &Path, bytes: u64) -> Result<Duration> {
    let file = File::open(path)?;
    let began = Instant::now();
    for n in 0..u64::from(ASKED) {
        for part in hash(n).as_chunks::<4>().0.iter().take(3) {
            let mut two = [0; 2];
            let place = (u64::from(u32::from_le_bytes(*part)) * (bytes - 2)) >> 32;
            file.read_exact_at(&mut two, place)?;
            black_box(two);
        }
    }
    Ok(began.elapsed() / ASKED)
}

fn micros(span: Duration) -> f64 {
    span.as_secs_f64() * 1e6
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn number(count: u64) -> f64 {
    count as f64
}

/// What making a filter took.
struct Making {
    built: Built,
    reading: Duration,
    building: Duration,
    by_the_clock: Duration,
    memory_before: u64,
    memory_peak: u64,
}

fn make(list: &Path, path: &Path) -> Result<Making> {
    let (lines, reading) = cpu_of(|| only_read(list))?;
    let memory_before = machine::memory_kib("self")?;
    machine::forget_peak()?;
    let began = Instant::now();
    let (built, building) = cpu_of(|| Ok(breach_filter::build(File::open(list)?, path, &mut |_| ())?))?;
    let by_the_clock = began.elapsed();
    ensure!(built.entries == lines, "{built:?} of {lines} lines");
    let memory_peak = machine::peak_memory_kib("self")?;
    Ok(Making { built, reading, building, by_the_clock, memory_before, memory_peak })
}

/// What asking took.
struct Asking {
    listed: Duration,
    others: Duration,
    wrong: u32,
    bare: Duration,
    memory_before: u64,
    memory_after: u64,
}

fn ask_all(path: &Path) -> Result<Asking> {
    let filter = Filter::open(path)?;
    let entries = filter.entries();
    let memory_before = machine::memory_kib("self")?;
    let step = usize::try_from(entries / u64::from(ASKED))?.max(1);
    let on_the_list = || (0..entries).step_by(step).cycle().take(ASKED as usize);
    // Once to bring the file near, once to measure.
    ask(&filter, on_the_list())?;
    let (found, listed) = ask(&filter, on_the_list())?;
    let (wrong, others) = ask(&filter, entries..entries + u64::from(ASKED))?;
    let bare = bare_reads(path, filter.bytes())?;
    ensure!(found == ASKED, "{} of {ASKED} passwords were not found", ASKED - found);
    Ok(Asking { listed, others, wrong, bare, memory_before, memory_after: machine::memory_kib("self")? })
}

/// The table.
pub fn measure(folder: &Path, effort: Effort, entries: usize) -> Result<Table> {
    let entries = effort.of(entries) as u64;
    let (list, path) = (folder.join("list"), folder.join("filter"));
    write_list(&list, entries)?;
    let making = make(&list, &path)?;
    fs::remove_file(&list)?;
    let asking = ask_all(&path)?;
    let mut table = Table::new(
        "Breached passwords",
        format!(
            "A list of {entries} hashes, not sorted, made into a filter on one thread ({:.1} s by the clock); then {ASKED} passwords of \
             the list and as many others are asked for, with the file in the page cache.",
            making.by_the_clock.as_secs_f64()
        ),
    );
    let of_each = |span: Duration| micros(span) / number(entries);
    table.row(
        format!("making: {:.3} µs of CPU an entry", of_each(making.building)),
        format!("reading the list and counting its lines: {:.3} µs", of_each(making.reading)),
        None,
        "at most 1 µs",
    );
    table.row(
        format!("{:.3} bytes an entry", number(making.built.bytes) / number(entries)),
        "18 bits, if no table were larger than it must be: 2.25".to_owned(),
        None,
        "at most 2.3",
    );
    let Asking { listed, others, wrong, bare, memory_before, memory_after } = asking;
    table.row(
        format!(
            "asking for one of the list: {:.2} µs; for another: {:.2} µs",
            micros(listed),
            micros(others)
        ),
        format!("three reads of two bytes: {:.2} µs", micros(bare)),
        Some(micros(listed) / micros(bare)),
        "at most 10 µs",
    );
    table.row(
        format!("{wrong} of {ASKED} others were taken for one of the list"),
        format!("{:.1} expected", f64::from(ASKED) * breach_filter::FALSE_POSITIVES),
        None,
        "one in 65,536",
    );
    table.row(
        format!("resident memory: {memory_after} KiB after {} askings", 3 * ASKED),
        format!("{memory_before} KiB before them"),
        None,
        "not raised",
    );
    table.row(
        format!("resident memory while making: {} KiB at most", making.memory_peak),
        format!("{} KiB before", making.memory_before),
        None,
        "",
    );
    Ok(table)
}
