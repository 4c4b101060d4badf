//! Who asks for an answer that is given in a paired app.

use serde::{Deserialize, Serialize};

/// Who asks, as a paired app shows it to the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asker {
    /// What is answered.
    pub aim: Aim,
    /// The application to which the person signs in; empty for Tweestap's own pages.
    pub application: String,
    /// The network address.
    pub address: String,
    /// Where that is, if it is known.
    pub place: Option<String>,
    /// Browser and system.
    pub agent: String,
    /// Whether the browser has signed in to this account before.
    pub familiar: bool,
}

/// What an answer in a paired app is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// To sign in.
    #[default]
    SignIn,
    /// To prove oneself again while signed in.
    StepUp,
    /// To show that the app works.
    SetUp,
    /// To get a new password.
    Reset,
}
