//! Authenticator apps: the codes that every one of them makes, and the requests that a paired one of ours approves.
//!
//! All of them are registrations of one kind and share a limit. A paired app makes codes as well, so it works without a network.

mod code;
mod notification;

use data_encoding::BASE64;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use otp::Secret;
use verification::method::{Contact, Pool, Proven};
use verification::{Registration, VerificationError};
use world::{AppId, Words};

pub use code::{AppCode, WINDOW};
pub use notification::AppNotification;

const KIND: &str = "app_code";

/// Apps that make codes, paired or not, and hardware tokens that do share one limit.
pub const POOL: Pool = Pool { name: "apps", most: 5 };

const CONTACTS: &[Contact] = &[Contact { name: "app", given: &[] }];

const SECRET_BYTES: usize = 20;

/// What a reset is shown by whoever has an app, however it is asked.
const SHOWS: &str = "app";

/// What is stored of an app: the secret of its codes and, if it is paired, its id.
struct App {
    secret: Secret,
    paired: Option<AppId>,
}

impl App {
    fn from_record(record: &[u8]) -> Result<Self, VerificationError> {
        let form = VerificationError::Form("authenticator app");
        let (secret, paired) = record.split_at_checked(SECRET_BYTES).ok_or(form)?;
        let form = |_| VerificationError::Form("authenticator app");
        let paired = match paired {
            [] => None,
            id => Some(AppId::from_bytes(id).ok_or(VerificationError::Form("authenticator app"))?),
        };
        Ok(Self { secret: Secret::from_bytes(secret).map_err(form)?, paired })
    }

    fn to_record(&self) -> Vec<u8> {
        let mut record = self.secret.as_bytes().to_vec();
        record.extend(self.paired.iter().flat_map(AppId::as_bytes));
        record
    }
}

/// The paired ones among these.
fn paired(registrations: &[Registration]) -> impl Iterator<Item = (&Registration, AppId)> {
    registrations
        .iter()
        .filter_map(|one| App::from_record(&one.record).ok().and_then(|app| Some((one, app.paired?))))
}

fn describe(words: &dyn Words, registration: &Registration) -> String {
    let is_paired = App::from_record(&registration.record).is_ok_and(|app| app.paired.is_some());
    words.say(if is_paired { "authenticator-app-paired" } else { "authenticator-app-codes" })
}

/// What is stored for a secret that is known already, as a demo or an import brings along: any code is still unused.
pub fn registration_of(secret: &Secret) -> (&'static str, Pool, Proven) {
    (KIND, POOL, Proven::of(secret.as_bytes().to_vec()))
}

/// What is stored for a paired app that an import brings along.
pub fn registration_of_paired(secret: &Secret, app: AppId) -> (&'static str, Pool, Proven) {
    let record = App { secret: secret.clone(), paired: Some(app) }.to_record();
    (KIND, POOL, Proven::of(record))
}

/// A QR code as a `data:` address, so that the secret in it has no address of its own.
fn qr_code(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let picture = SvgBuilder::default().margin(2).to_str(&code);
    Some(format!("data:image/svg+xml;base64,{}", BASE64.encode(picture.as_bytes())))
}

#[cfg(test)]
mod tests;
