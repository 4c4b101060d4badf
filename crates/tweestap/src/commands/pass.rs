//! `account pass`: a temporary access pass, which is shown once.

use accounts::pass_policy::{self, Allowed, FINISHED_WITHIN, Wish};
use accounts::{Account as Person, organizations};
use anyhow::{Context, Result, bail};
use clap::Args;
use methods::access_pass::{AccessPass, POOL, Pass, Serves};
use vault::TokenHash;
use verification::{Holder, Method, challenges, registrations};
use web::{Texts, date_and_time};
use world::{Span, Timestamp, World};

use super::output::{say, say_aside};
use super::told::{self, Done};
use crate::program::Program;

/// A start lies so far ahead at most.
const LATEST_START: Span = Span::days(365);

/// A pass to be made.
#[derive(Debug, Args)]
pub struct Wanted {
    /// The user name, name@domain
    pub user_name: String,
    /// From when on it serves, in UTC, as 2026-09-01T08:00 [default: now]
    #[arg(long, value_name = "TIME")]
    starts: Option<String>,
    /// For how many minutes, of those that the organization allows [default: as the organization says]
    #[arg(long, value_name = "N")]
    minutes: Option<i64>,
    /// It serves once, also where the organization does not insist
    #[arg(long)]
    once: bool,
    /// How many letters and digits it has: up to 48 [default: as the organization says, which is also the fewest]
    #[arg(long, value_name = "N")]
    length: Option<usize>,
}

/// Makes a pass in the place of the one that the account has, and shows it.
pub fn run(wanted: &Wanted, account: &Person, program: &Program) -> Result<()> {
    let moment = World::system().moment();
    let allowed = allowed(wanted, account, program)?;
    let serves = serves(wanted, allowed, moment.now)?;
    let mut chance = moment.chance("access pass");
    let pass = Pass::new(allowed.length, &mut chance);
    let (kind, pool, proven) = pass.registration(serves, &mut chance);
    let organization = program.store.read_now({
        let id = account.organization;
        move |t| organizations::find(t, id)
    })?;
    let own = account.language.or_else(|| organization.map(|organization| organization.language));
    let texts = std::sync::Arc::new(Texts::read(crate::server::TEXTS));
    let name = AccessPass.default_name(&texts.wording(own.unwrap_or(world::Language::ENGLISH)), &[]);
    let (vault, whose, owner) = (program.vault.clone(), (account.organization, account.id), account.clone());
    let told = program.store.write_now(move |t| {
        registrations::remove_pool(t, whose, POOL)?;
        registrations::import(t, &vault, whose, (kind, pool, &name), &proven, &moment)?;
        let nowhere = TokenHash::from_bytes([0; 32]);
        let holder = Holder { organization: whose.0, account: whose.1, browser: nowhere };
        let method = AccessPass.about().name.as_str();
        challenges::forgive_instead(t, &vault, (&holder, &owner.user_name), method)?;
        told::tell(t, (&vault, &texts), &owner, Done::Pass, &moment)
    })?;
    say(format!("{}\t{}", account.user_name, pass.shown()));
    let often = if serves.once { "once" } else { "as often as is wanted" };
    let (from, until) = (date_and_time(serves.from), date_and_time(serves.until));
    say_aside(format!("serves {often}, from {from} until {until}; it is not shown again"));
    if serves.once {
        let minutes = FINISHED_WITHIN.as_minutes();
        say_aside(format!("whoever signs in with it has {minutes} minutes to set up a method that lasts"));
    }
    let whose = (account.organization, account.id);
    if !program.store.read_now(move |t| pass_policy::serve_for(t, whose))? {
        say_aside(
            "it lets nobody in until the account belongs to the group whose passes serve: see `tweestap group join`",
        );
    }
    told::say_if_not(told);
    Ok(())
}

/// What the organization allows of what is wanted.
fn allowed(wanted: &Wanted, account: &Person, program: &Program) -> Result<Allowed> {
    let organization = account.organization;
    let policy = program.store.read_now(move |t| pass_policy::read(t, organization))?;
    let wish = Wish { minutes: wanted.minutes, once: wanted.once, length: wanted.length };
    policy.allow(wish).map_err(|refused| {
        let domain = account.user_name.split('@').next_back().unwrap_or_default();
        anyhow::anyhow!("{refused}: see `tweestap organization passes {domain}`")
    })
}

fn serves(wanted: &Wanted, allowed: Allowed, now: Timestamp) -> Result<Serves> {
    let from = match &wanted.starts {
        Some(text) => read_time(text).context("--starts must be a time in UTC, such as 2026-09-01T08:00")?,
        None => now,
    };
    if from > now + LATEST_START {
        bail!("--starts must not lie more than a year ahead");
    }
    let until = from + allowed.lasts;
    if until <= now {
        bail!("it would have ended already: see --starts and --minutes");
    }
    Ok(Serves { from, until, once: allowed.once })
}

/// Reads `2026-09-01T08:00`, with a space for the T or a Z at its end as well.
fn read_time(text: &str) -> Option<Timestamp> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (date, time) = text.split_once(['T', ' '])?;
    let digits = |text: &str, count: usize| {
        let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        if all { text.parse::<i64>().ok() } else { None }
    };
    let date: Vec<_> = date.split('-').collect();
    let ([year, month, day], (hour, minute)) = (date.as_slice(), time.split_once(':')?) else { return None };
    let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || hour > 23 || minute > 59 {
        return None;
    }
    let days = day_of(year, month, 1);
    let next = if month == 12 { day_of(year + 1, 1, 1) } else { day_of(year, month + 1, 1) };
    if !(1..=next - days).contains(&day) {
        return None;
    }
    Some(Timestamp::from_unix_seconds((days + day - 1) * 86_400 + hour * 3600 + minute * 60))
}

/// The number of a day from 1970-01-01 by the Gregorian calendar: years are counted from March, so that the leap day comes last.
fn day_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = if month > 2 { month - 3 } else { month + 9 };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
        - 1
        - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_that_are_none_are_refused() {
        for text in
            ["", "2026-09-01", "2026-9-1T8:00", "2026-02-29T00:00", "2026-13-01T00:00", "2026-09-01T24:00"]
        {
            assert_eq!(read_time(text), None, "{text}");
        }
        assert_eq!(read_time("2024-02-29 12:30Z"), Some(Timestamp::from_unix_seconds(1_709_209_800)));
    }

    proptest! {
        #[test]
        fn a_time_is_read_as_it_is_written(minutes in 0_i64..4_000_000_000) {
            let time = Timestamp::from_unix_seconds(minutes * 60);
            let written = date_and_time(time).replace(" UTC", "");
            prop_assume!(written.len() == 16);
            prop_assert_eq!(read_time(&written), Some(time));
        }
    }
}
