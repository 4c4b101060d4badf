//! WebAuthn (W3C, level 3) as a relying party: what a browser is asked, and whether its response is right.
//!
//! ```text
//!  creation ──browser──▶ registered ──▶ Credential, kept
//!  request  ──browser──▶ authenticated, held against kept credentials
//! ```
//!
//! User verification is always required: whoever answers has unlocked the authenticator. The challenge is the caller's, 32 bytes
//! of chance used once; which page asked is the caller's to remember. Between the two calls nothing is kept here.

mod credential;
mod site;
#[cfg(feature = "testing")]
pub mod testing;

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use webauthn_rs::prelude::{
    CredentialID, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid,
};

pub use credential::Credential;
pub use site::Site;

/// Chance that is used once.
pub type Challenge = [u8; 32];

/// Why nothing can be asked, or a response is not taken.
#[derive(Debug, thiserror::Error)]
pub enum WebauthnError {
    /// The page has no host name, or its origin is none.
    #[error("credentials cannot be used at this address")]
    Site,
    /// The response is not of the form that browsers send.
    #[error("the response cannot be read")]
    Form,
    /// The response answers something else, was not signed by the credential, or the person was not verified.
    #[error("the response is not right: {0}")]
    Wrong(String),
    /// The credential's counter did not rise: there are two of it, or the response is an old one.
    #[error("the counter of the credential did not rise")]
    Counter,
}

/// For whom a credential is made.
#[derive(Clone, Copy, Debug)]
pub struct User<'a> {
    /// What a credential that is found without a user name says whose it is. It tells nothing of the person.
    pub handle: [u8; 16],
    /// What the person sees when they choose among credentials.
    pub name: &'a str,
}

/// The options for `navigator.credentials.create`, as JSON. Authenticators that hold one of `known` make no second one.
pub fn creation(
    site: &Site,
    challenge: &Challenge,
    user: User<'_>,
    known: &[Credential],
) -> Result<String, WebauthnError> {
    let (options, _) = start_creation(site, user, known)?;
    let mut options = to_value(&options.public_key)?;
    put(&mut options, &["challenge"], BASE64URL_NOPAD.encode(challenge))?;
    // A credential that can be found without a user name is wanted; one that cannot still serves after the user name.
    put(&mut options, &["authenticatorSelection", "residentKey"], "preferred".to_owned())?;
    Ok(options.to_string())
}

/// The credential that a browser's response to [`creation`] has made.
pub fn registered(site: &Site, challenge: &Challenge, response: &str) -> Result<Credential, WebauthnError> {
    let response: RegisterPublicKeyCredential = from_json(response)?;
    let (_, state) = start_creation(site, User { handle: [0; 16], name: "nobody" }, &[])?;
    let state: PasskeyRegistration = with_challenge(&state, "rs", challenge)?;
    let made = site.party()?.finish_passkey_registration(&response, &state).map_err(wrong)?;
    Ok(Credential(made))
}

type Created = (webauthn_rs::prelude::CreationChallengeResponse, PasskeyRegistration);

fn start_creation(site: &Site, user: User<'_>, known: &[Credential]) -> Result<Created, WebauthnError> {
    let known: Vec<CredentialID> = known.iter().map(|one| one.0.cred_id().clone()).collect();
    let handle = Uuid::from_bytes(user.handle);
    site.party()?
        .start_passkey_registration(handle, user.name, user.name, Some(known))
        .map_err(|_| WebauthnError::Site)
}

/// The options for `navigator.credentials.get`, as JSON. Without credentials the person chooses among those that can be found
/// without a user name.
pub fn request(
    site: &Site,
    challenge: &Challenge,
    credentials: &[Credential],
) -> Result<String, WebauthnError> {
    let passkeys = passkeys(credentials);
    let (options, _) =
        site.party()?.start_passkey_authentication(&passkeys).map_err(|_| WebauthnError::Site)?;
    let mut options = to_value(&options.public_key)?;
    put(&mut options, &["challenge"], BASE64URL_NOPAD.encode(challenge))?;
    Ok(options.to_string())
}

/// A right response.
#[derive(Debug)]
pub struct Authenticated {
    /// Which of the credentials it was.
    pub index: usize,
    /// The counter of its authenticator; 0 if it has none.
    pub counter: u32,
    /// The credential as it must be kept from now on, if it has changed.
    pub changed: Option<Credential>,
}

/// Holds a browser's response to [`request`] against credentials: those that were asked, or those of whom the response names.
pub fn authenticated(
    site: &Site,
    challenge: &Challenge,
    credentials: &[Credential],
    response: &str,
) -> Result<Authenticated, WebauthnError> {
    let response: PublicKeyCredential = from_json(response)?;
    let party = site.party()?;
    let passkeys = passkeys(credentials);
    let (_, state) = party.start_passkey_authentication(&passkeys).map_err(|_| WebauthnError::Site)?;
    let state: PasskeyAuthentication = with_challenge(&state, "ast", challenge)?;
    let right = party.finish_passkey_authentication(&response, &state).map_err(wrong)?;
    let found = passkeys.iter().position(|one| one.cred_id() == right.cred_id());
    let index = found.ok_or(WebauthnError::Form)?;
    let mut kept = passkeys[index].clone();
    let changed = kept.update_credential(&right) == Some(true);
    Ok(Authenticated { index, counter: right.counter(), changed: changed.then_some(Credential(kept)) })
}

/// The handle of the user whose credential a response to [`request`] comes from, if it says so. It is not proved before
/// [`authenticated`] has held the response against that user's credentials.
pub fn names(response: &str) -> Option<[u8; 16]> {
    let response: PublicKeyCredential = from_json(response).ok()?;
    response.get_user_unique_id()?.try_into().ok()
}

/// Whether a text has the form of a response, to either question.
pub fn is_response(text: &str) -> bool {
    from_json::<PublicKeyCredential>(text).is_ok() || from_json::<RegisterPublicKeyCredential>(text).is_ok()
}

fn passkeys(credentials: &[Credential]) -> Vec<Passkey> {
    credentials.iter().map(|one| one.0.clone()).collect()
}

/// The library draws a challenge of its own for each state; ours takes its place.
fn with_challenge<T: Serialize + DeserializeOwned>(
    state: &T,
    inside: &str,
    challenge: &Challenge,
) -> Result<T, WebauthnError> {
    let mut value = to_value(state)?;
    put(&mut value, &[inside, "challenge"], BASE64URL_NOPAD.encode(challenge))?;
    serde_json::from_value::<T>(value).map_err(|_| WebauthnError::Form)
}

/// Changes what stands at a path. If nothing stands there the library has changed, and nothing may pass.
fn put(value: &mut Value, path: &[&str], text: String) -> Result<(), WebauthnError> {
    let place = path.iter().try_fold(value, |value, name| value.get_mut(*name));
    *place.ok_or(WebauthnError::Form)? = Value::String(text);
    Ok(())
}

fn wrong(error: webauthn_rs::prelude::WebauthnError) -> WebauthnError {
    match error {
        webauthn_rs::prelude::WebauthnError::CredentialPossibleCompromise => WebauthnError::Counter,
        other => WebauthnError::Wrong(other.to_string()),
    }
}

fn to_value(value: &impl Serialize) -> Result<Value, WebauthnError> {
    serde_json::to_value(value).map_err(|_| WebauthnError::Form)
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, WebauthnError> {
    serde_json::from_str(text).map_err(|_| WebauthnError::Form)
}

#[cfg(test)]
mod tests;
