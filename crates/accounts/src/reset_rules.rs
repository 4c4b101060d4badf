//! Who of an organization gets a new password by themselves, in which ways, and what is asked of people so that they can.

use store::{Row, StoreError, Transaction, Value, values};
use verification::Methods;
use verification::reset::{AsksIn, Gates, Serving};
use world::{GroupId, OrganizationId, Span};

use crate::{Account, AccountsError, Role, groups, records};

/// Security info is taken to be right for longer than this only by who never asks.
pub const MOST_CONFIRM_DAYS: i64 = 730;

/// Who gets a new password by themselves, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetRules {
    /// How many methods must show that it is the person; none: nobody gets one by themselves.
    pub gates: Option<Gates>,
    /// Only these people may; none: everybody.
    pub group: Option<GroupId>,
    /// The ways in which it asks.
    pub serving: Serving,
    /// Whether what rests on knowledge alone serves as well, as security questions do; never for administrators.
    pub questions: bool,
    /// Whether administrators get one by themselves, too. They always need two methods.
    pub administrators: bool,
    /// Whether the other administrators are told when one of them got one.
    pub told: bool,
}

/// What is asked of people at a sign-in, so that what they have set up stays right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InfoRules {
    /// After how long they are asked whether it is still right; none at all: never.
    pub confirm_after: Span,
    /// Whether who lacks what a reset takes is asked to set it up.
    pub for_reset: bool,
}

impl Default for ResetRules {
    /// Everybody, with two of all methods but questions.
    fn default() -> Self {
        Self {
            gates: Some(Gates::Two),
            group: None,
            serving: Serving::All,
            questions: false,
            administrators: true,
            told: true,
        }
    }
}

impl ResetRules {
    /// How many methods it takes for this account. An administrator always needs two.
    pub fn gates_for(&self, account: &Account) -> Option<Gates> {
        let administers = account.role == Role::Administrator;
        self.gates.map(|gates| if administers { Gates::Two } else { gates })
    }

    /// The ways in which it asks, out of the methods that there are for a sign-in. An administrator has nothing that must be turned on.
    pub fn ways<'a>(
        &'a self,
        methods: Methods,
        account: Option<&Account>,
    ) -> impl Iterator<Item = AsksIn> + 'a {
        let administers = account.is_some_and(|account| account.role == Role::Administrator);
        let methods = methods.for_reset().with_turned_on(self.questions && !administers);
        methods.all_ways().filter(|way| self.serving.serves(*way))
    }

    /// Whether this account gets a new password by itself. Nobody's is looked for in the same way.
    ///
    /// # Errors
    /// [`StoreError`] of the look into the group.
    pub fn let_reset(
        &self,
        t: &mut Transaction<'_>,
        (account, person): (world::AccountId, Option<&Account>),
        organization: OrganizationId,
    ) -> Result<bool, StoreError> {
        let belongs = match self.group {
            None => true,
            Some(group) => groups::has(t, (organization, group), account)?,
        };
        let may = |person: &Account| {
            person.disabled_at.is_none() && (self.administrators || person.role != Role::Administrator)
        };
        Ok(belongs && person.is_some_and(may))
    }
}

const NO_RESET: &str = "off";

/// How many methods a reset takes, as stored and as written on the command line.
pub const fn gates_text(gates: Option<Gates>) -> &'static str {
    match gates {
        None => NO_RESET,
        Some(gates) => gates.as_str(),
    }
}

/// From what is stored or written on the command line; the outer none if it is neither `off`, `one` nor `two`.
pub fn parse_gates(text: &str) -> Option<Option<Gates>> {
    if text == NO_RESET { Some(None) } else { Gates::parse(text).map(Some) }
}

/// The columns of an organization from this one on: `reset`, `questions`, `reset_for`, `reset_ways`, `reset_administrators`,
/// `reset_told`, `confirm_days`, `reset_set_up`.
pub(crate) fn read(row: &Row, first: usize) -> Result<(ResetRules, InfoRules), AccountsError> {
    let gates =
        parse_gates(&row.get::<String>(first)?).ok_or(AccountsError::Form("rule of new passwords"))?;
    let resets = ResetRules {
        gates,
        questions: row.get(first + 1)?,
        group: row.get(first + 2)?,
        serving: Serving::parse(&row.get::<String>(first + 3)?),
        administrators: row.get(first + 4)?,
        told: row.get(first + 5)?,
    };
    let info = InfoRules { confirm_after: Span::days(row.get(first + 6)?), for_reset: row.get(first + 7)? };
    Ok((resets, info))
}

/// Stores them.
pub(crate) fn set(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    (resets, info): (&ResetRules, &InfoRules),
) -> Result<bool, StoreError> {
    let days = info.confirm_after.as_days().clamp(0, MOST_CONFIRM_DAYS);
    let values: [Value; 9] = values![
        organization,
        gates_text(resets.gates),
        resets.questions,
        resets.group,
        resets.serving.to_text(),
        resets.administrators,
        resets.told,
        days,
        info.for_reset,
    ];
    Ok(t.run(records::SET_RESET_RULES, &values)? == 1)
}
