//! Help for whoever cannot sign in, or wants to know how something is done: one text for each page and language in `pages/`.
//!
//! A page is two files, `pages/en/NAME.md` and `pages/nl/NAME.md`, and a line in [`GROUPS`]. What a text may hold is said in [`prose`].

mod book;
mod pages;
pub mod prose;
mod search;

pub use book::{Book, Leaf};
pub use pages::routes;

web::text_files!(TextFolder);
web::asset_files!(AssetFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("help");
/// The pictures of this room. A story takes them, in each language.
pub const ASSETS: web::AssetFiles = web::AssetFiles::new::<AssetFolder>("help");

#[derive(web::rust_embed::RustEmbed)]
#[crate_path = "::web::rust_embed"]
#[folder = "pages/"]
struct PageFolder;

/// Pages that belong together, in the order of the index.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The end of the key of its title, `help-group-…`.
    pub name: &'static str,
    /// Its pages: the name of each, and of those that a reader may have been looking for instead.
    pub pages: &'static [(&'static str, &'static [&'static str])],
}

/// Every page.
pub const GROUPS: &[Group] = &[
    Group {
        name: "trouble",
        pages: &[
            ("wrong-password", &["reset-password", "account-locked"]),
            ("account-locked", &["wrong-password", "not-me"]),
            ("account-disabled", &["wrong-password", "sign-in-stopped"]),
            ("no-code", &["no-call", "code-not-accepted", "lost-phone"]),
            ("no-call", &["no-code", "sign-in-phone-call", "lost-phone"]),
            ("no-notification", &["code-not-accepted", "sign-in-app-code", "lost-phone"]),
            ("code-not-accepted", &["no-code", "no-notification", "begin-again"]),
            ("lost-phone", &["new-phone", "no-method-left", "keep-recovery-codes"]),
            ("need-a-method", &["set-up-first", "no-method-left"]),
            ("no-method-left", &["lost-phone", "need-a-method", "not-me"]),
            ("sign-in-stopped", &["not-me", "account-disabled"]),
            ("begin-again", &["stay-signed-in", "error-page"]),
            ("mail-link", &["not-me", "recent-activity"]),
            ("error-page", &["begin-again", "mail-link"]),
        ],
    },
    Group {
        name: "sign-in",
        pages: &[
            ("sign-in", &["wrong-password", "stay-signed-in"]),
            ("sign-in-app-notification", &["no-notification", "sign-in-app-code", "new-phone"]),
            ("sign-in-app-code", &["code-not-accepted", "new-phone"]),
            ("sign-in-text-message", &["no-code", "sign-in-spoken-code"]),
            ("sign-in-phone-call", &["no-call", "sign-in-spoken-code"]),
            ("sign-in-spoken-code", &["no-call", "sign-in-phone-call"]),
            ("sign-in-recovery-codes", &["keep-recovery-codes", "lost-phone"]),
            ("sign-in-passkey", &["no-method-left", "manage-methods"]),
            ("sign-in-access-pass", &["new-phone", "no-method-left", "manage-methods"]),
            ("stay-signed-in", &["signing-out", "sign-in"]),
        ],
    },
    Group {
        name: "security-info",
        pages: &[
            ("set-up-first", &["set-up-additional", "need-a-method"]),
            ("set-up-additional", &["set-up-first", "manage-methods"]),
            ("manage-methods", &["new-phone", "lost-phone", "keep-recovery-codes"]),
            ("new-phone", &["lost-phone", "manage-methods"]),
            ("keep-recovery-codes", &["sign-in-recovery-codes", "manage-methods"]),
        ],
    },
    Group {
        name: "safety",
        pages: &[
            ("recent-activity", &["not-me", "signing-out"]),
            ("not-me", &["recent-activity", "mail-link", "change-password"]),
            ("signing-out", &["stay-signed-in", "lost-phone"]),
            ("change-password", &["reset-password", "not-me"]),
            ("reset-password", &["wrong-password", "change-password"]),
            ("administrator", &["lost-phone", "error-page"]),
        ],
    },
];

/// The page that says how the administrator is asked.
const ADMINISTRATOR: &str = "administrator";

#[cfg(test)]
mod tests;
