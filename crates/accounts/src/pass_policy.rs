//! What an organization allows of temporary access passes: whether they serve, how long one lasts, how often it is good and how long its
//! text is.
//!
//! What a pass is, the method knows; here stands what administrators may give, and whether what they gave still serves.

use std::ops::RangeInclusive;

use store::{StoreError, Transaction, values};
use verification::attempts::Attempt;
use verification::{Methods, Proof};
use world::{AccountId, GroupId, OrganizationId, Span};

use crate::{AccountsError, groups, records};

/// For how many minutes any pass can last: ten, up to thirty days.
pub const MINUTES: RangeInclusive<i64> = 10..=30 * 24 * 60;
/// How many letters and digits any pass can have.
pub const LENGTHS: RangeInclusive<usize> = 8..=48;
/// Whoever signs in with a pass that is good once, and with nothing else, has so long to set up what lasts: then the sign-in that is under
/// way ends, and so does the session.
pub const FINISHED_WITHIN: Span = Span::minutes(10);

/// What an organization wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Whether passes serve; if not, none is made, and those that there are let nobody in.
    pub serve: bool,
    /// Only the passes of these people serve; none: everybody's.
    pub group: Option<GroupId>,
    /// A pass lasts as long as this or longer: whole minutes, of [`MINUTES`].
    pub least: Span,
    /// It lasts as long as this or shorter: whole minutes, of [`MINUTES`].
    pub most: Span,
    /// How long it lasts if nothing is said.
    pub lifetime: Span,
    /// Whether every pass is good once only, whatever is said.
    pub once: bool,
    /// How many letters and digits it has if nothing is said, of [`LENGTHS`]; nobody gets a shorter one.
    pub length: usize,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            serve: true,
            group: None,
            least: Span::hours(1),
            most: Span::hours(8),
            lifetime: Span::hours(1),
            once: false,
            length: *LENGTHS.start(),
        }
    }
}

/// What an organization allows: terms that can be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassPolicy(Terms);

/// Why terms cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// A lifetime is no whole number of minutes, or not one of [`MINUTES`].
    #[error("how long a pass lasts must be {} to {} minutes, which is 30 days", MINUTES.start(), MINUTES.end())]
    Minutes,
    /// The length is not one of [`LENGTHS`].
    #[error("a pass must have {} to {} letters and digits", LENGTHS.start(), LENGTHS.end())]
    Length,
    /// The least lifetime is longer than the most.
    #[error("the least lifetime ({least} minutes) must not be longer than the most ({most} minutes)")]
    Order {
        /// The least, in minutes.
        least: i64,
        /// The most, in minutes.
        most: i64,
    },
    /// What a pass lasts if nothing is said is not allowed.
    #[error(
        "the lifetime if nothing is said ({lifetime} minutes) must lie within the least and the most ({least} to {most} minutes)"
    )]
    Lifetime {
        /// The lifetime, in minutes.
        lifetime: i64,
        /// The least, in minutes.
        least: i64,
        /// The most, in minutes.
        most: i64,
    },
}

/// What an administrator asks of one pass.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// How long it lasts, in minutes; none: nothing is said.
    pub minutes: Option<i64>,
    /// Whether it is good once.
    pub once: bool,
    /// How many letters and digits it has; none: nothing is said.
    pub length: Option<usize>,
}

/// How a pass is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// How long it lasts from its start.
    pub lasts: Span,
    /// Whether it is good once.
    pub once: bool,
    /// How many letters and digits it has.
    pub length: usize,
}

/// Why a pass is not made, in a sentence that says what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// The organization has turned passes off.
    #[error("temporary access passes are turned off here")]
    Off,
    /// It would last too short or too long.
    #[error("a pass lasts {least} to {most} minutes here")]
    Minutes {
        /// The least, in minutes.
        least: i64,
        /// The most, in minutes.
        most: i64,
    },
    /// It would be too short to be safe here, or too long to be typed.
    #[error("a pass has {least} to {} letters and digits here", LENGTHS.end())]
    Length {
        /// The fewest.
        least: usize,
    },
}

impl PassPolicy {
    /// Terms as a policy.
    ///
    /// # Errors
    /// [`PolicyError`] says which term cannot be kept.
    pub fn new(terms: Terms) -> Result<Self, PolicyError> {
        let whole = |span: Span| span == Span::minutes(span.as_minutes());
        let can_be = |span: Span| whole(span) && MINUTES.contains(&span.as_minutes());
        let Terms { least, most, lifetime, length, .. } = terms;
        if ![least, most, lifetime].into_iter().all(can_be) {
            return Err(PolicyError::Minutes);
        }
        let (least, most, lifetime) = (least.as_minutes(), most.as_minutes(), lifetime.as_minutes());
        if !LENGTHS.contains(&length) {
            return Err(PolicyError::Length);
        }
        if least > most {
            return Err(PolicyError::Order { least, most });
        }
        if !(least..=most).contains(&lifetime) {
            return Err(PolicyError::Lifetime { lifetime, least, most });
        }
        Ok(Self(terms))
    }

    /// Its terms.
    pub fn terms(&self) -> Terms {
        self.0
    }

    /// How a pass that somebody wishes is made.
    ///
    /// # Errors
    /// [`NotAllowed`] says what is allowed.
    pub fn allow(&self, wish: Wish) -> Result<Allowed, NotAllowed> {
        let Terms { serve, least, most, lifetime, once, length, .. } = self.0;
        if !serve {
            return Err(NotAllowed::Off);
        }
        let (least, most) = (least.as_minutes(), most.as_minutes());
        let minutes = wish.minutes.unwrap_or_else(|| lifetime.as_minutes());
        if !(least..=most).contains(&minutes) {
            return Err(NotAllowed::Minutes { least, most });
        }
        let long = wish.length.unwrap_or(length);
        if !(length..=*LENGTHS.end()).contains(&long) {
            return Err(NotAllowed::Length { least: length });
        }
        Ok(Allowed { lasts: Span::minutes(minutes), once: once || wish.once, length: long })
    }
}

/// What an organization allows; what it has never said is as by default.
pub fn read(t: &mut Transaction<'_>, organization: OrganizationId) -> Result<PassPolicy, AccountsError> {
    let Some(row) = t.first(records::PASS_POLICY, &values![organization])? else {
        return Ok(PassPolicy::default());
    };
    let terms = Terms {
        serve: row.get(0)?,
        least: Span::minutes(row.get(1)?),
        most: Span::minutes(row.get(2)?),
        lifetime: Span::minutes(row.get(3)?),
        once: row.get(4)?,
        length: usize::try_from(row.get::<i64>(5)?).unwrap_or_default(),
        group: row.get(6)?,
    };
    PassPolicy::new(terms).map_err(|_| AccountsError::Form("policy of passes"))
}

/// Keeps what an organization allows from now on. Passes that were made before stay as they are, as long as passes serve at all.
pub fn set(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    policy: &PassPolicy,
) -> Result<(), StoreError> {
    let Terms { serve, group, least, most, lifetime, once, length } = policy.0;
    t.run(
        records::SET_PASS_POLICY,
        &values![
            organization,
            serve,
            least.as_minutes(),
            most.as_minutes(),
            lifetime.as_minutes(),
            once,
            i64::try_from(length).unwrap_or(i64::MAX),
            group,
        ],
    )?;
    Ok(())
}

/// Whether passes serve in an organization, be it only those of some people.
pub fn serve(t: &mut Transaction<'_>, organization: OrganizationId) -> Result<bool, AccountsError> {
    Ok(read(t, organization)?.terms().serve)
}

/// Whether the passes of this account serve. The same is looked for whether or not there is one of this id.
pub fn serve_for(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<bool, AccountsError> {
    let Terms { serve, group, .. } = read(t, organization)?.terms();
    Ok(match group {
        Some(group) => groups::has(t, (organization, group), account)? && serve,
        None => serve,
    })
}

/// Leaves out of an attempt what was proved by a pass, where passes do not serve any more. Nothing is asked of the database for an attempt
/// that no pass was typed in.
pub fn leave_out(
    t: &mut Transaction<'_>,
    methods: Methods,
    attempt: &mut Attempt,
) -> Result<(), AccountsError> {
    let Some(evidence) = &mut attempt.evidence else { return Ok(()) };
    let by_pass = |proof: &Proof| methods.is_instead(proof);
    let whose = (attempt.organization, evidence.holder().account);
    if evidence.proofs().iter().any(by_pass) && !serve_for(t, whose)? {
        evidence.retain(|proof| !by_pass(proof));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minutes(least: i64, most: i64, lifetime: i64) -> Result<PassPolicy, PolicyError> {
        let (least, most, lifetime) = (Span::minutes(least), Span::minutes(most), Span::minutes(lifetime));
        PassPolicy::new(Terms { least, most, lifetime, ..Terms::default() })
    }

    #[test]
    fn by_default_a_pass_lasts_one_to_eight_hours_and_has_eight_letters() {
        let policy = PassPolicy::default();
        assert_eq!(PassPolicy::new(policy.terms()), Ok(policy), "the defaults can be kept");
        let allowed = Allowed { lasts: Span::hours(1), once: false, length: 8 };
        assert_eq!(policy.allow(Wish::default()), Ok(allowed));
        for (minutes, refused) in [(59, true), (60, false), (480, false), (481, true)] {
            let wish = Wish { minutes: Some(minutes), ..Wish::default() };
            assert_eq!(policy.allow(wish).is_err(), refused, "{minutes}");
        }
    }

    #[test]
    fn terms_that_cannot_be_kept_are_refused_with_the_one_that_is_wrong() {
        assert!(minutes(10, 43_200, 10).is_ok());
        for (least, most, lifetime) in [(9, 60, 60), (10, 43_201, 60), (10, 60, i64::MIN / 60_000_000)] {
            assert_eq!(minutes(least, most, lifetime), Err(PolicyError::Minutes));
        }
        assert_eq!(minutes(61, 60, 60), Err(PolicyError::Order { least: 61, most: 60 }));
        let outside = PolicyError::Lifetime { lifetime: 61, least: 10, most: 60 };
        assert_eq!(minutes(10, 60, 61), Err(outside));
        assert!(outside.to_string().contains("10 to 60 minutes"));
        let odd = Terms { lifetime: Span::seconds(3601), ..Terms::default() };
        assert_eq!(PassPolicy::new(odd), Err(PolicyError::Minutes), "the database keeps whole minutes");
        for length in [7, 49] {
            let terms = Terms { length, ..Terms::default() };
            assert_eq!(PassPolicy::new(terms), Err(PolicyError::Length));
        }
    }

    #[test]
    fn what_is_refused_says_what_is_allowed() {
        let policy = |terms| PassPolicy::new(terms).unwrap();
        let off = policy(Terms { serve: false, ..Terms::default() });
        assert_eq!(off.allow(Wish::default()), Err(NotAllowed::Off));
        let once = policy(Terms { once: true, length: 12, ..Terms::default() });
        assert_eq!(once.allow(Wish::default()).map(|it| (it.once, it.length)), Ok((true, 12)));
        for (length, refused) in [(11, true), (12, false), (48, false), (49, true)] {
            let wish = Wish { length: Some(length), ..Wish::default() };
            assert_eq!(once.allow(wish).is_err(), refused, "{length}");
        }
        let said = NotAllowed::Minutes { least: 60, most: 480 }.to_string();
        assert_eq!(said, "a pass lasts 60 to 480 minutes here");
    }

    proptest! {
        #[test]
        fn what_is_allowed_keeps_the_terms_and_what_keeps_them_is_allowed(
            (least, most, lifetime) in (0_i64..50_000, 0_i64..50_000, 0_i64..50_000),
            (once, length) in (any::<bool>(), 0_usize..60),
            (wished, wished_once, wished_length) in
                (proptest::option::of(-10_i64..50_000), any::<bool>(), proptest::option::of(0_usize..60)),
        ) {
            let terms = Terms {
                serve: true,
                group: None,
                least: Span::minutes(least),
                most: Span::minutes(most),
                lifetime: Span::minutes(lifetime),
                once,
                length,
            };
            let sound = MINUTES.contains(&least)
                && MINUTES.contains(&most)
                && (least..=most).contains(&lifetime)
                && LENGTHS.contains(&length);
            let policy = PassPolicy::new(terms);
            prop_assert_eq!(policy.is_ok(), sound);
            let Ok(policy) = policy else { return Ok(()) };
            prop_assert!(policy.allow(Wish::default()).is_ok(), "what is made if nothing is said is allowed");
            let wish = Wish { minutes: wished, once: wished_once, length: wished_length };
            let (minutes, letters) = (wished.unwrap_or(lifetime), wished_length.unwrap_or(length));
            let keeps = (least..=most).contains(&minutes) && (length..=48).contains(&letters);
            match policy.allow(wish) {
                Ok(allowed) => {
                    prop_assert!(keeps);
                    let made = Allowed { lasts: Span::minutes(minutes), once: once || wished_once, length: letters };
                    prop_assert_eq!(allowed, made);
                }
                Err(_) => prop_assert!(!keeps),
            }
        }
    }
}
