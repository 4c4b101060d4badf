use accounts::Organization;
use store::Transaction;
use vault::{Token, Vault};
use verification::attempts::{self, Origin, Purpose};
use verification::challenges::{self, Binding};
use world::{AccountId, ChallengeId, Moment, Timestamp};

use crate::desk::{Limits, SignInDesk, SignInError};
use crate::steps::{
    AnswerDone, Finished, Here, PasswordDone, PasswordTurn, Site, View, answer, answer_and_remember,
    ask_anew, begin, begin_step_up, charge_password, finish, look, refund_password, settle_password,
};

mod codes;
mod interleavings;
mod model;
mod not_me;
mod passing;
mod passwords;
mod phones;
mod remembering;
mod school;
