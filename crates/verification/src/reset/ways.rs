//! Which ways of asking serve an organization's resets, and whether some of them are enough for one.

use super::{Gates, OnFile, Reached, Way};
use crate::method::AnsweredBy;
use crate::{Factor, Method, Registration};

/// A way, with the method that asks in it.
pub type AsksIn = (&'static dyn Method, &'static Way);

/// Between a method and its way, where it has more than one.
const OF: char = ':';
/// Between the names of a list.
const AND: char = ',';

/// The ways in which the resets of an organization ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Serving {
    /// All that there are.
    #[default]
    All,
    /// These, by their names.
    Only(Vec<String>),
}

/// Why a choice of ways cannot be an organization's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooFew {
    /// There is no such way.
    #[error("there is no way {0}")]
    Unknown(String),
    /// Nobody could show twice that it is them.
    #[error("two methods are asked for, and these show only one thing that a person has")]
    ShowOne,
    /// Whoever loses the phone loses every way.
    #[error("an app must not be the only way: whoever loses the phone would have none")]
    OnlyApp,
}

/// The name of a way: that of its method, and after a colon its own where the method has several.
fn name((method, way): AsksIn) -> String {
    let whole = method.about().name.as_str();
    if method.reset_ways().len() > 1 { format!("{whole}{OF}{}", way.name) } else { whole.to_owned() }
}

impl Serving {
    /// As stored: names with commas between them; empty for all.
    pub fn to_text(&self) -> String {
        match self {
            Self::All => String::new(),
            Self::Only(names) => names.join(&AND.to_string()),
        }
    }

    /// From what is stored.
    pub fn parse(text: &str) -> Self {
        let names: Vec<_> =
            text.split(AND).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        if names.is_empty() { Self::All } else { Self::Only(names) }
    }

    /// Whether this way serves.
    pub fn serves(&self, way: AsksIn) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(&name(way)),
        }
    }

    /// The names of the ways that serve.
    pub fn names(&self, all: impl Iterator<Item = AsksIn>) -> Vec<String> {
        all.filter(|way| self.serves(*way)).map(name).collect()
    }

    /// Whether an organization that asks for so many methods can have these ways, out of all that there are.
    ///
    /// # Errors
    /// [`TooFew`].
    pub fn check(&self, all: &[AsksIn], gates: Gates) -> Result<(), TooFew> {
        if let Self::Only(names) = self
            && let Some(unknown) = names.iter().find(|one| all.iter().all(|way| name(*way) != **one))
        {
            return Err(TooFew::Unknown(unknown.clone()));
        }
        let serve: Vec<_> = all.iter().copied().filter(|way| self.serves(*way)).collect();
        let app = all.iter().find(|(method, _)| method.about().answered == AnsweredBy::App);
        if app.is_some_and(|(_, app)| serve.iter().all(|(_, way)| way.shows == app.shows)) {
            return Err(TooFew::OnlyApp);
        }
        if are_enough(gates, &serve) { Ok(()) } else { Err(TooFew::ShowOne) }
    }
}

/// What an account with these registrations has for a way, if anything.
pub fn reached((method, way): AsksIn, registrations: &[Registration], on_file: &OnFile) -> Option<Reached> {
    let of_kind: Vec<_> =
        registrations.iter().filter(|one| one.kind == method.about().kind).cloned().collect();
    method.reset_reaches(way, &of_kind, on_file)
}

/// Whether who has these ways can show as often as it takes that it is them: with two methods, by two things, one of which they have.
pub fn are_enough(gates: Gates, ways: &[AsksIn]) -> bool {
    let known = |method: &dyn Method| method.about().factor == Factor::Knowledge;
    match gates {
        Gates::One => !ways.is_empty(),
        Gates::Two => ways.iter().any(|(one, by)| {
            ways.iter().any(|(other, with)| {
                one.about().name != other.about().name
                    && by.shows != with.shows
                    && !(known(*one) && known(*other))
            })
        }),
    }
}
