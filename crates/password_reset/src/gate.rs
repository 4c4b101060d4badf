//! Which page comes next, and what everybody may choose from. Nothing here depends on what an account has, but whether its proofs are
//! enough.

use accounts::{Account, ResetRules};
use vault::Vault;
use verification::attempts::Attempt;
use verification::reset::{AsksIn, MaySetPassword, Reached, ResetJudgement, Way, judge};
use world::Timestamp;

use crate::progress::{Aim, Asks, Progress};

/// What is still needed.
#[derive(Debug)]
pub enum Next {
    /// What it is for.
    Aim,
    /// A method that shows that it is the person.
    Proof,
    /// Nothing: a new password may be set, or the lockout lifted.
    Enough(Aim, MaySetPassword),
}

/// What comes next. `person` is whose reset it is, unless nobody's may be set.
pub fn next(
    (attempt, progress): (&Attempt, &Progress),
    (person, rules): (Option<&Account>, &ResetRules),
    now: Timestamp,
) -> Next {
    let Some(aim) = progress.aim else { return Next::Aim };
    let (Some(evidence), Some(person)) = (&attempt.evidence, person) else { return Next::Proof };
    let Some(gates) = rules.gates_for(person) else { return Next::Proof };
    match judge(gates, evidence, now) {
        ResetJudgement::Proved(may) => Next::Enough(aim, may),
        ResetJudgement::Missing => Next::Proof,
    }
}

/// Those of the ways that are offered after these proofs: the same to everybody whose proofs so far showed the same.
pub fn ways<'a>(
    all: impl Iterator<Item = AsksIn> + 'a,
    used: &'a [String],
) -> impl Iterator<Item = AsksIn> + 'a {
    all.filter(move |(_, way)| !used.iter().any(|one| one == way.shows))
}

/// The way that is asked, if it is offered.
pub fn way_of(all: impl Iterator<Item = AsksIn>, (asks, used): (&Asks, &[String])) -> Option<AsksIn> {
    ways(all, used).find(|(method, way)| method.about().name.as_str() == asks.method && way.name == asks.way)
}

/// The last two digits of the number that must be typed; who has none is shown two that are always the same for the user name.
pub fn hint(vault: &Vault, (user_name, way): (&str, &Way), reached: Option<&Reached>) -> String {
    let own = reached.and_then(|reached| reached.number.as_ref()).map(|number| {
        let digits = number.e164();
        digits[digits.len() - 2..].to_owned()
    });
    own.unwrap_or_else(|| {
        let tag = vault.tag("reset hint", &[user_name.as_bytes(), way.name.as_bytes()]);
        format!("{:02}", u16::from_be_bytes([tag[0], tag[1]]) % 100)
    })
}
