//! What is on or off, and who it is for, as options say it.

use accounts::groups;
use anyhow::{Context, Result, bail};
use world::{GroupId, OrganizationId};

use crate::program::Program;

const ON: &str = "on";
const OFF: &str = "off";
/// Everybody, and everything.
pub const ALL: &str = "all";

/// What an option says, or what was before if it says nothing.
pub fn on_or_off(option: &str, said: Option<&str>, known: bool) -> Result<bool> {
    match said {
        None => Ok(known),
        Some(ON) => Ok(true),
        Some(OFF) => Ok(false),
        Some(_) => bail!("{option} must be on or off"),
    }
}

/// As it is written.
pub fn shown(on: bool) -> &'static str {
    if on { ON } else { OFF }
}

/// The group that an option names, none for all; or the one before if it says nothing.
pub fn group(
    said: Option<&str>,
    (organization, known): (OrganizationId, Option<GroupId>),
    program: &Program,
) -> Result<Option<GroupId>> {
    match said {
        None => Ok(known),
        Some(ALL) => Ok(None),
        Some(name) => {
            let wanted = name.to_owned();
            let found = program.store.read_now(move |t| groups::find(t, organization, &wanted))?;
            found.with_context(|| format!("there is no group {name}; see `tweestap group list`")).map(Some)
        }
    }
}

/// The name of a group, or all for none.
pub fn name_of(group: Option<GroupId>, organization: OrganizationId, program: &Program) -> Result<String> {
    let Some(group) = group else { return Ok(ALL.to_owned()) };
    let all = program.store.read_now(move |t| groups::list(t, organization))?;
    Ok(all.into_iter().find(|one| one.id == group).map_or_else(String::new, |one| one.name))
}
