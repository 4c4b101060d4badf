//! What is kept of a credential.

use webauthn_rs::prelude::Passkey;

use crate::WebauthnError;

/// A credential's id, public key, counter and flags: nothing that signs.
#[derive(Clone, Debug, PartialEq)]
pub struct Credential(pub(crate) Passkey);

impl Credential {
    /// What was kept.
    pub fn from_text(text: &str) -> Result<Self, WebauthnError> {
        serde_json::from_str(text).map(Self).map_err(|_| WebauthnError::Form)
    }

    /// As it is kept.
    pub fn to_text(&self) -> Result<String, WebauthnError> {
        serde_json::to_string(&self.0).map_err(|_| WebauthnError::Form)
    }
}
