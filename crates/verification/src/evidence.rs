//! Proofs, and the evidence that they add up to.

use std::borrow::Cow;

use vault::{Place, TokenHash, Vault};
use world::{AccountId, OrganizationId, RegistrationId, Span, Timestamp};

use crate::{FRESH_FOR_CHANGES, VerificationError};

/// The name of a method, as stored: `app_code`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MethodName(Cow<'static, str>);

impl MethodName {
    /// A name that the program knows.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    pub(crate) fn stored(name: String) -> Self {
        Self(Cow::Owned(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a person shows by answering (NIST SP 800-63B-4 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// Something that only they know.
    Knowledge,
    /// Something that only they have.
    Possession,
}

/// Which step of a sign-in a proof can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The first step.
    First,
    /// The second step, after a first one of another factor.
    Second,
    /// Both at once: a key that the person unlocks on their own device (WebAuthn with user verification).
    Both,
    /// The second step of some days ago in this browser, which the person asked not to repeat. It opens a session and nothing else.
    Remembered,
    /// That it is the person who wants a new password. It counts for that and for nothing else.
    Reset,
}

/// Whose evidence it is and in which browser it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The organization of the account.
    pub organization: OrganizationId,
    /// The account.
    pub account: AccountId,
    /// The hash of the browser's lasting token.
    pub browser: TokenHash,
}

/// What one accepted challenge, or one right password, yielded. Only this crate makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    holder: Holder,
    method: MethodName,
    role: Role,
    factor: Factor,
    at: Timestamp,
    registration: Option<RegistrationId>,
}

impl Proof {
    pub(crate) fn new(
        holder: Holder,
        method: MethodName,
        (role, factor): (Role, Factor),
        at: Timestamp,
        registration: Option<RegistrationId>,
    ) -> Self {
        Self { holder, method, role, factor, at, registration }
    }

    /// The method that was used.
    pub fn method(&self) -> &MethodName {
        &self.method
    }

    /// Which step it can be.
    pub fn role(&self) -> Role {
        self.role
    }

    /// What it shows.
    pub fn factor(&self) -> Factor {
        self.factor
    }

    /// When the answer was accepted.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The registration that was used; none for a password.
    pub fn registration(&self) -> Option<RegistrationId> {
        self.registration
    }

    pub(crate) fn holder(&self) -> &Holder {
        &self.holder
    }
}

/// Where sealed evidence is stored: a column of a row that has an id.
#[derive(Clone, Copy, Debug)]
pub struct EvidencePlace<'a> {
    /// The column, as `sessions.evidence`.
    pub column: &'static str,
    /// The id of the attempt or session.
    pub row: &'a [u8; 16],
}

/// The proofs that one person gave in one browser, oldest first; 16 at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    holder: Holder,
    proofs: Vec<Proof>,
}

const MOST_PROOFS: usize = 16;
const FORM: u8 = 1;

impl Evidence {
    /// No proof yet.
    pub fn none(holder: Holder) -> Self {
        Self { holder, proofs: Vec::new() }
    }

    /// Whose it is.
    pub fn holder(&self) -> &Holder {
        &self.holder
    }

    /// The proofs, oldest first.
    pub fn proofs(&self) -> &[Proof] {
        &self.proofs
    }

    /// Adds a proof of the same person in the same browser; another's is left out. When there are too many, the oldest goes that
    /// a later one of its step replaces: many second steps do not push out the only first one.
    pub fn add(&mut self, proof: Proof) {
        if proof.holder == self.holder {
            self.proofs.push(proof);
            if self.proofs.len() > MOST_PROOFS {
                let replaced = |(at, old): (usize, &Proof)| {
                    self.proofs[at + 1..].iter().any(|later| later.role == old.role)
                };
                let spare = self.proofs.iter().enumerate().position(replaced).unwrap_or(0);
                self.proofs.remove(spare);
            }
        }
    }

    /// Leaves out the proofs of which this says no, as of a method that does not serve any more.
    pub fn retain(&mut self, keep: impl FnMut(&Proof) -> bool) {
        self.proofs.retain(keep);
    }

    /// Whether this registration proved a step so lately that security info may be changed by it.
    pub fn proved_lately_by(&self, registration: RegistrationId, now: Timestamp) -> bool {
        let lately = |proof: &Proof| {
            let age = now - proof.at;
            age >= Span::ZERO && age <= FRESH_FOR_CHANGES
        };
        self.proofs.iter().any(|proof| proof.registration == Some(registration) && lately(proof))
    }

    /// What was proved of the first step and of nothing else, so that the second one is asked for anew; none if the first step was not taken
    /// by itself.
    pub fn first_step_alone(&self) -> Option<Self> {
        let first = self.proofs.iter().filter(|proof| proof.role == Role::First);
        let proofs: Vec<_> = first.cloned().collect();
        (!proofs.is_empty()).then_some(Self { holder: self.holder, proofs })
    }

    /// The evidence as a sealed column, bound to its holder and its row.
    pub fn seal(&self, vault: &Vault, place: EvidencePlace<'_>) -> Vec<u8> {
        vault.seal(&self.holder.place(place), &self.encode())
    }

    /// Evidence that was stored for this holder in this row; refused if it was changed or belongs elsewhere.
    pub fn restore(
        vault: &Vault,
        holder: Holder,
        place: EvidencePlace<'_>,
        sealed: &[u8],
    ) -> Result<Self, VerificationError> {
        let plain = vault
            .unseal(&holder.place(place), sealed)
            .map_err(|source| VerificationError::Sealed { column: place.column, source })?;
        Self::decode(holder, &plain).ok_or(VerificationError::Form("evidence"))
    }

    fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        for proof in &self.proofs {
            let name = proof.method.as_str().as_bytes();
            bytes.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
            bytes.extend_from_slice(&name[..name.len().min(usize::from(u8::MAX))]);
            bytes.push(match proof.role {
                Role::First => 1,
                Role::Second => 2,
                Role::Both => 3,
                Role::Remembered => 4,
                Role::Reset => 5,
            });
            bytes.push(match proof.factor {
                Factor::Knowledge => 1,
                Factor::Possession => 2,
            });
            bytes.extend_from_slice(&proof.at.micros().to_be_bytes());
            bytes.extend_from_slice(proof.registration.as_ref().map_or(&[0; 16], |id| id.as_bytes()));
        }
        bytes
    }

    fn decode(holder: Holder, bytes: &[u8]) -> Option<Self> {
        let (&form, mut rest) = bytes.split_first()?;
        if form != FORM {
            return None;
        }
        let mut proofs = Vec::new();
        while let Some((&length, tail)) = rest.split_first() {
            let (name, tail) = tail.split_at_checked(usize::from(length))?;
            let (kind, tail) = tail.split_at_checked(2)?;
            let (at, tail) = tail.split_at_checked(8)?;
            let (registration, tail) = tail.split_at_checked(16)?;
            proofs.push(Proof {
                holder,
                method: MethodName::stored(String::from_utf8(name.to_vec()).ok()?),
                role: match kind[0] {
                    1 => Role::First,
                    2 => Role::Second,
                    3 => Role::Both,
                    4 => Role::Remembered,
                    5 => Role::Reset,
                    _ => return None,
                },
                factor: match kind[1] {
                    1 => Factor::Knowledge,
                    2 => Factor::Possession,
                    _ => return None,
                },
                at: Timestamp::from_micros(i64::from_be_bytes(at.try_into().ok()?)),
                registration: RegistrationId::from_bytes(registration).filter(|id| id.as_bytes() != &[0; 16]),
            });
            rest = tail;
        }
        Some(Self { holder, proofs })
    }
}

impl Holder {
    fn place<'a>(&'a self, place: EvidencePlace<'a>) -> Place<'a> {
        Place {
            organization: self.organization,
            row: vec![self.account.as_bytes(), place.row, self.browser.as_bytes()],
            column: place.column,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use world::{Id, World};

    use super::*;

    fn holder(n: u8) -> Holder {
        Holder {
            organization: OrganizationId::from_array([n; 16]),
            account: AccountId::from_array([n; 16]),
            browser: TokenHash::from_bytes([n; 32]),
        }
    }

    const ROW: [u8; 16] = [9; 16];
    const PLACE: EvidencePlace<'static> = EvidencePlace { column: "attempts.evidence", row: &ROW };

    fn password(holder: Holder, at: i64) -> Proof {
        Proof::new(
            holder,
            MethodName::new("password"),
            (Role::First, Factor::Knowledge),
            Timestamp::from_micros(at),
            None,
        )
    }

    #[test]
    fn a_phone_proves_lately_for_fifteen_minutes_and_the_first_step_alone_leaves_it_out() {
        let (phone, other) = (RegistrationId::from_array([3; 16]), RegistrationId::from_array([4; 16]));
        let roles = (Role::Second, Factor::Possession);
        let at = Timestamp::from_unix_seconds(1_800_000_000);
        let mut evidence = Evidence::none(holder(1));
        evidence.add(Proof::new(holder(1), MethodName::new("app"), roles, at, Some(phone)));
        assert_eq!(evidence.first_step_alone(), None, "there was none");
        evidence.add(password(holder(1), at.micros()));
        for (age, lately) in [(-1, false), (0, true), (900, true), (901, false)] {
            let now = at + Span::seconds(age);
            assert_eq!(evidence.proved_lately_by(phone, now), lately, "{age}");
            assert!(!evidence.proved_lately_by(other, now));
        }
        let first = evidence.first_step_alone().unwrap();
        assert_eq!(first.proofs(), [password(holder(1), at.micros())]);
    }

    #[test]
    fn sealed_evidence_comes_back_for_its_holder_and_row_only() {
        let vault = Vault::for_tests();
        let mut evidence = Evidence::none(holder(1));
        evidence.add(password(holder(1), 7));
        evidence.add(Proof::new(
            holder(1),
            MethodName::new("app_code"),
            (Role::Second, Factor::Possession),
            Timestamp::from_micros(8),
            Some(World::system().moment().chance("test").id(Timestamp::EPOCH)),
        ));
        let sealed = evidence.seal(&vault, PLACE);
        assert_eq!(Evidence::restore(&vault, holder(1), PLACE, &sealed).unwrap(), evidence);
        let elsewhere = [
            (Holder { account: AccountId::from_array([2; 16]), ..holder(1) }, PLACE),
            (Holder { organization: OrganizationId::from_array([2; 16]), ..holder(1) }, PLACE),
            (Holder { browser: TokenHash::from_bytes([2; 32]), ..holder(1) }, PLACE),
            (holder(1), EvidencePlace { row: &[8; 16], ..PLACE }),
            (holder(1), EvidencePlace { column: "sessions.evidence", ..PLACE }),
        ];
        for (holder, place) in elsewhere {
            assert!(Evidence::restore(&vault, holder, place, &sealed).is_err());
        }
    }

    #[test]
    fn a_proof_of_someone_else_is_left_out() {
        let mut evidence = Evidence::none(holder(1));
        evidence.add(password(holder(2), 7));
        assert!(evidence.proofs().is_empty());
    }

    #[test]
    fn many_second_steps_do_not_push_out_the_first() {
        let mut evidence = Evidence::none(holder(1));
        evidence.add(password(holder(1), 0));
        let kind = (Role::Second, Factor::Possession);
        for at in 1..50 {
            evidence.add(Proof::new(
                holder(1),
                MethodName::new("app_code"),
                kind,
                Timestamp::from_micros(at),
                None,
            ));
        }
        let kept: Vec<_> = evidence.proofs().iter().map(|proof| proof.at().micros()).collect();
        assert_eq!(kept, std::iter::once(0).chain(35..50).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes: Vec<u8>) {
            if let Some(evidence) = Evidence::decode(holder(1), &bytes) {
                prop_assert_eq!(Evidence::decode(holder(1), &evidence.encode()), Some(evidence));
            }
        }
    }
}
