//! What `organization set` says of new passwords, and of looking at one's security info.

use accounts::reset_rules::{self, MOST_CONFIRM_DAYS};
use accounts::{InfoRules, Organization, ResetRules};
use anyhow::{Context, Result, bail};
use clap::Args;
use methods::METHODS;
use verification::reset::{AsksIn, Gates, Serving, TooFew};
use world::Span;

use super::output::say_aside;
use super::switch::{self, ALL, on_or_off};
use crate::program::Program;

/// How people reset their password by themselves, and what keeps that possible.
#[derive(Debug, Args)]
pub struct Resets {
    /// How people reset their password by themselves: off, or with one or two methods that show that it is them
    #[arg(long, value_name = "off|one|two")]
    reset: Option<String>,
    /// Who may: all, or a group of `tweestap group`
    #[arg(long, value_name = "all|GROUP")]
    reset_for: Option<String>,
    /// The ways in which a reset asks, with commas between them, as app-code,mail-code, or all; a wrong one is answered with the whole list
    #[arg(long, value_name = "all|WAYS")]
    reset_methods: Option<String>,
    /// Whether administrators may, too; they always need two methods
    #[arg(long, value_name = "on|off")]
    reset_administrators: Option<String>,
    /// Whether the other administrators are told by mail when one of them did
    #[arg(long, value_name = "on|off")]
    tell_administrators: Option<String>,
    /// Whether people may answer security questions as one way to reset their password, which administrators never may
    #[arg(long, value_name = "on|off")]
    questions: Option<String>,
    /// Whether a sign-in asks those to set up more who have too little for a reset
    #[arg(long, value_name = "on|off")]
    ask_for_reset: Option<String>,
    /// After how many days people are asked whether their security info is still right: 0 (never) to 730; 180 is usual
    #[arg(long, value_name = "DAYS")]
    confirm_days: Option<i64>,
}

/// Every way that a reset can ask in, where all is turned on.
fn all_ways() -> Vec<AsksIn> {
    METHODS.for_reset().with_turned_on(true).all_ways().collect()
}

/// A way is written with hyphens, as `app-code`, and stored with underscores.
fn stored(text: &str) -> String {
    text.trim().to_lowercase().replace('-', "_")
}

/// As it is written on the command line.
fn written(names: &[String]) -> String {
    names.join(",").replace('_', "-")
}

/// The rules, with what was given in the place of what was.
pub fn rules(given: &Resets, known: &Organization, program: &Program) -> Result<(ResetRules, InfoRules)> {
    let was = &known.resets;
    let gates = match given.reset.as_deref() {
        None => was.gates,
        Some(text) => reset_rules::parse_gates(text).context("--reset must be off, one or two")?,
    };
    let group = switch::group(given.reset_for.as_deref(), (known.id, was.group), program)?;
    let serving = match given.reset_methods.as_deref() {
        None => was.serving.clone(),
        Some(ALL) => Serving::All,
        Some("") => bail!("--reset-methods names no way; --reset off lets nobody reset a password"),
        Some(text) => Serving::parse(&stored(text)),
    };
    let rules = ResetRules {
        gates,
        group,
        serving,
        questions: on_or_off("--questions", given.questions.as_deref(), was.questions)?,
        administrators: on_or_off(
            "--reset-administrators",
            given.reset_administrators.as_deref(),
            was.administrators,
        )?,
        told: on_or_off("--tell-administrators", given.tell_administrators.as_deref(), was.told)?,
    };
    check(&rules)?;
    let days = given.confirm_days.unwrap_or_else(|| known.info.confirm_after.as_days());
    if !(0..=MOST_CONFIRM_DAYS).contains(&days) {
        bail!("--confirm-days must be 0 to {MOST_CONFIRM_DAYS}");
    }
    let for_reset = on_or_off("--ask-for-reset", given.ask_for_reset.as_deref(), known.info.for_reset)?;
    Ok((rules, InfoRules { confirm_after: Span::days(days), for_reset }))
}

/// Whether anybody could get a new password by these rules.
fn check(rules: &ResetRules) -> Result<()> {
    let Some(gates) = rules.gates else { return Ok(()) };
    let all = all_ways();
    let serve: Vec<_> = rules.ways(METHODS, None).collect();
    let names = || written(&Serving::All.names(all.iter().copied()));
    let known: Vec<_> = if rules.questions { all.clone() } else { METHODS.for_reset().all_ways().collect() };
    match rules.serving.check(&known, gates) {
        Ok(()) => {}
        Err(TooFew::Unknown(name)) if Serving::All.names(all.iter().copied()).contains(&name) => {
            bail!("--reset-methods names {}, which --questions on turns on", written(&[name]))
        }
        Err(TooFew::Unknown(name)) => {
            bail!("--reset-methods: there is no {}; there are {}", written(&[name]), names())
        }
        Err(few) => bail!("--reset-methods: {few}"),
    }
    if rules.administrators && gates == Gates::One && rules.serving.check(&serve, Gates::Two).is_err() {
        say_aside("administrators need two methods, so none of them gets a new password in these ways");
    }
    Ok(())
}

/// The rules in words, for a list.
pub fn shown(organization: &Organization, group: &str) -> String {
    let rules = &organization.resets;
    let ways = match &rules.serving {
        Serving::All => ALL.to_owned(),
        some @ Serving::Only(_) => written(&some.names(all_ways().into_iter())),
    };
    let days = organization.info.confirm_after.as_days();
    format!(
        "reset: {}\tfor: {group}\tmethods: {ways}\tadministrators: {}\ttold: {}\tquestions: {}\tasked for: {}\tconfirm: {}",
        reset_rules::gates_text(rules.gates),
        switch::shown(rules.administrators),
        switch::shown(rules.told),
        switch::shown(rules.questions),
        switch::shown(organization.info.for_reset),
        if days > 0 { format!("{days} days") } else { "never".to_owned() },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_ways(gates: Gates, names: &str) -> Result<()> {
        check(&ResetRules {
            gates: Some(gates),
            serving: Serving::parse(&stored(names)),
            ..Default::default()
        })
    }

    #[test]
    fn ways_by_which_nobody_could_pass_are_refused() {
        for good in ["app-code,text-message", "mail-code,phone-call:office", "recovery-codes, App-Code"] {
            check_ways(Gates::Two, good).unwrap();
            check_ways(Gates::One, good).unwrap();
        }
        for (gates, bad, says) in [
            (Gates::Two, "mail-code", "only one thing"),
            (Gates::Two, "text-message,phone-call:mobile", "only one thing"),
            (Gates::One, "app-code,app-notification", "whoever loses the phone"),
            (Gates::One, "app-code,pigeon", "there is no pigeon; there are app-notification"),
            (Gates::One, "mail-code,security-questions", "--questions on"),
        ] {
            let error = check_ways(gates, bad).unwrap_err().to_string();
            assert!(error.contains(says), "{bad}: {error}");
        }
        check_ways(Gates::One, "mail-code").unwrap();
    }

    #[test]
    fn what_is_shown_of_ways_can_be_given_again() {
        let names = written(&Serving::All.names(all_ways().into_iter()));
        let again = Serving::parse(&stored(&names));
        assert_eq!(again.names(all_ways().into_iter()).len(), all_ways().len());
    }
}
