//! The page that asks.

use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::WebauthnError;

/// The page that asks. Its host name is the relying party, so a credential serves on this host only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    host: String,
    origin: String,
    name: String,
}

impl Site {
    /// A page by its host name, its origin (as `https://sign-in.school.example`) and a name that people know.
    ///
    /// # Errors
    /// [`WebauthnError::Site`] if the host is an address and no name, or the origin is not the host's.
    pub fn new(host: &str, origin: &str, name: &str) -> Result<Self, WebauthnError> {
        let site = Self { host: host.to_lowercase(), origin: origin.to_owned(), name: name.to_owned() };
        site.party().map(|_| site)
    }

    /// The host name.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn party(&self) -> Result<Webauthn, WebauthnError> {
        let origin = Url::parse(&self.origin).map_err(|_| WebauthnError::Site)?;
        if origin.domain() != Some(self.host.as_str()) {
            return Err(WebauthnError::Site);
        }
        WebauthnBuilder::new(&self.host, &origin)
            .and_then(|builder| builder.rp_name(&self.name).build())
            .map_err(|_| WebauthnError::Site)
    }
}
