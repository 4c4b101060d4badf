//! Which page comes next, and what everybody may choose from. Nothing here depends on what an account has, but whether its proofs are
//! enough.

use accounts::{Account, Role};
use vault::Vault;
use verification::attempts::Attempt;
use verification::reset::{Gates, MaySetPassword, Reached, ResetJudgement, Way, judge};
use verification::{Method, Methods};
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
    (person, organization): (Option<&Account>, Gates),
    now: Timestamp,
) -> Next {
    let Some(aim) = progress.aim else { return Next::Aim };
    let (Some(evidence), Some(person)) = (&attempt.evidence, person) else { return Next::Proof };
    match judge(gates(person, organization), evidence, now) {
        ResetJudgement::Proved(may) => Next::Enough(aim, may),
        ResetJudgement::Missing => Next::Proof,
    }
}

/// How many methods it takes. An administrator always needs two.
fn gates(person: &Account, organization: Gates) -> Gates {
    if person.role == Role::Administrator { Gates::Two } else { organization }
}

/// The ways that are offered: the same to everybody whose proofs so far showed the same.
pub fn ways(methods: Methods, used: &[String]) -> impl Iterator<Item = (&'static dyn Method, &'static Way)> {
    let all = methods.all().flat_map(|method| method.reset_ways().iter().map(move |way| (method, way)));
    all.filter(move |(_, way)| !used.iter().any(|one| one == way.shows))
}

/// The way that is asked, if it is offered.
pub fn way_of(
    methods: Methods,
    (asks, used): (&Asks, &[String]),
) -> Option<(&'static dyn Method, &'static Way)> {
    ways(methods, used)
        .find(|(method, way)| method.about().name.as_str() == asks.method && way.name == asks.way)
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
