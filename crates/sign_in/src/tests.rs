use accounts::Organization;
use store::Transaction;
use vault::{Token, Vault};
use verification::attempts::{self, Origin, Purpose};
use verification::challenges::{self, Binding};
use world::{AccountId, ChallengeId, Moment, Timestamp};

use crate::desk::{Limits, SignInDesk, SignInError};
use crate::steps::{
    AnswerDone, Finished, Here, NewPasswordDone, PasswordDone, PasswordTurn, Site, View, answer,
    answer_and_remember, ask_anew, begin, begin_new_password, begin_step_up, charge_password, finish, look,
    refund_password, settle_new_password, settle_password,
};

mod codes;
mod interleavings;
mod model;
mod new_passwords;
mod not_me;
mod passes;
mod passing;
mod passwords;
mod phones;
mod remembering;
mod school;
