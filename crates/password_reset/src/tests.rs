//! Resets on real databases, step by step, with a clock that tests move.

use store::Transaction;
use vault::TokenHash;
use verification::reset::Gates;
use world::{AccountId, ChallengeId, Moment, Span, Timestamp};

use crate::desk::PasswordResetError;
use crate::progress::{Aim, Asks};
use crate::steps::{self, AgainDone, AskDone, BeginDone, Beginning, Here, NumberDone, ProofDone, View};
use new_password::Judge;

use crate::{Limits, PasswordResetDesk};

mod again;
mod attacks;
mod crossing;
mod each_method;
mod on_file;
mod passing;
mod questions;
mod rules;
mod school;
mod throttles;
mod unknown;

/// The same place, where the organization asks for so many methods.
fn asking(gates: Gates, mut here: Here) -> Here {
    here.organization.resets.gates = Some(gates);
    here
}
