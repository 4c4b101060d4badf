//! Where a reset stands besides its proofs: what for, and how it asks now. It is the same row for nobody as for somebody.

use store::{StoreError, Transaction, values};
use world::{AttemptId, ChallengeId, OrganizationId, Span, Timestamp};

use crate::records;

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A new password.
    Forgotten,
    /// To sign in with the one that they know, although too many wrong ones were typed.
    Locked,
}

impl Aim {
    /// As stored, and in a field.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forgotten => "forgotten",
            Self::Locked => "locked",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Forgotten, Self::Locked].into_iter().find(|aim| aim.as_str() == text)
    }
}

/// How it asks now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// The method's name.
    pub method: String,
    /// The name of its way.
    pub way: String,
    /// What the page calls its challenge, and when that ends; none: the number is asked for first.
    pub challenge: Option<(ChallengeId, Timestamp)>,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What for; none: that is to be chosen.
    pub aim: Option<Aim>,
    /// How it asks now; none: that is to be chosen.
    pub asks: Option<Asks>,
    /// What the proofs so far showed that the person has.
    pub used: Vec<String>,
}

/// A reset's key.
type Key = (OrganizationId, AttemptId);

/// Whether what showed a person has served.
pub fn is_used(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    work: &[u8; 32],
) -> Result<bool, StoreError> {
    Ok(t.first(records::WORK_USED, &values![organization, work.as_slice()])?.is_some())
}

/// Begins it; false if what showed a person has served. The row is kept until that has ended as well.
pub fn begin(
    t: &mut Transaction<'_>,
    (organization, attempt): Key,
    work: &[u8; 32],
    ends_at: Timestamp,
) -> Result<bool, StoreError> {
    let values = values![organization, attempt, work.as_slice(), ends_at + Span::hours(1)];
    Ok(t.run(records::BEGIN_RESET, &values)? == 1)
}

/// Where it stands.
pub fn find(t: &mut Transaction<'_>, (organization, attempt): Key) -> Result<Option<Progress>, StoreError> {
    let Some(row) = t.first(records::RESET, &values![organization, attempt])? else { return Ok(None) };
    let (method, way): (String, String) = (row.get(1)?, row.get(2)?);
    let challenge: Option<ChallengeId> = row.get(3)?;
    let ends_at: Timestamp = row.get(4)?;
    let asks = Asks { method, way, challenge: challenge.map(|id| (id, ends_at)) };
    Ok(Some(Progress {
        aim: Aim::parse(&row.get::<String>(0)?),
        asks: (!asks.method.is_empty()).then_some(asks),
        used: row.get::<String>(5)?.split(' ').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
    }))
}

/// Keeps what it is for.
pub fn choose(t: &mut Transaction<'_>, (organization, attempt): Key, aim: Aim) -> Result<(), StoreError> {
    t.run(records::CHOOSE_AIM, &values![organization, attempt, aim.as_str()])?;
    Ok(())
}

/// Keeps how it asks now; none: that is to be chosen again.
pub fn ask(
    t: &mut Transaction<'_>,
    (organization, attempt): Key,
    asks: Option<&Asks>,
) -> Result<(), StoreError> {
    let (method, way) = asks.map_or(("", ""), |asks| (asks.method.as_str(), asks.way.as_str()));
    let challenge = asks.and_then(|asks| asks.challenge);
    let (id, ends_at) =
        (challenge.map(|(id, _)| id), challenge.map_or(Timestamp::EPOCH, |(_, ends_at)| ends_at));
    t.run(records::ASK_RESET, &values![organization, attempt, method, way, id, ends_at])?;
    Ok(())
}

/// Keeps what a proof showed.
pub fn proved(
    t: &mut Transaction<'_>,
    (organization, attempt): Key,
    (progress, shows): (&Progress, &str),
) -> Result<(), StoreError> {
    let used: Vec<_> = progress.used.iter().map(String::as_str).chain([shows]).collect();
    t.run(records::PROVED_RESET, &values![organization, attempt, used.join(" ")])?;
    Ok(())
}
