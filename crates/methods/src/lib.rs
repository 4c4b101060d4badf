//! The verification methods, one folder each. Adding one is adding its folder, its texts and its line in [`METHODS`].

pub mod access_pass;
pub mod authenticator_app;
pub mod mail_code;
pub mod passkey;
pub mod phone;
pub mod phone_call;
pub mod recovery_codes;
pub mod security_questions;
mod sent_code;
pub mod text_message;

use verification::{Methods, Pool};

/// Every method, in the order in which they are offered.
pub const METHODS: Methods = Methods::new(&[
    &access_pass::AccessPass,
    &passkey::Passkey,
    &authenticator_app::AppNotification,
    &authenticator_app::AppCode,
    &text_message::TextMessage,
    &phone_call::PhoneCall,
    &phone_call::SpokenCode,
    &recovery_codes::RecoveryCodes,
    &mail_code::MailCode,
    &security_questions::SecurityQuestions,
]);

/// How many registrations an account may have, for the table of limits.
pub const POOLS: &[(Pool, &str)] = &[
    (authenticator_app::POOL, "authenticator apps"),
    (phone::Place::Mobile.pool(), "mobile phone"),
    (phone::Place::Alternate.pool(), "alternate phone"),
    (phone::Place::Office.pool(), "office phone"),
    (recovery_codes::POOL, "sets of ten recovery codes"),
    (security_questions::POOL, "sets of three security questions"),
    (passkey::POOL, "passkeys and security keys"),
    (access_pass::POOL, "temporary access pass"),
];

/// Markup of a method's own template.
fn render(template: &impl askama::Template) -> world::Markup {
    // Writing into a text cannot fail.
    world::Markup::from_template(template.render().unwrap_or_default())
}

web::text_files!(TextFolder);
web::asset_files!(AssetFolder);

/// The texts of all methods.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("methods");
/// The scripts of all methods.
pub const ASSETS: web::AssetFiles = web::AssetFiles::new::<AssetFolder>("methods");

#[cfg(test)]
mod tests;
