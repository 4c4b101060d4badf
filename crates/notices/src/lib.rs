//! Mails that tell a person what changed about their account, each with a way to say "this was not me".
//!
//! ```text
//!  a change ──tell──▶ mail with a code, good for 7 days and once
//!                        │ deny
//!                        ▼
//!  sessions end · remembered browsers are forgotten · what is doubted is suspended · a new password and a review are due
//!  (verification::review) · administrators are told
//! ```
//!
//! The code stands in the fragment of the mail's link, which browsers send to no server; who has no script types it.

mod administrators;
mod by_command;
mod code;
mod deny;
mod error;
mod hear;
mod records;
mod tell;

pub use administrators::{ByThemselves, MOST as MOST_ADMINISTRATORS, administrators, tell_of_reset};
pub use by_command::{Answer, Owner, tell_by_command, tell_unlinked};
pub use code::Code;
pub use deny::{Denied, Doubted, Told, deny, deny_sign_in, doubted, find};
pub use error::NoticeError;
pub use hear::hear;
pub use records::{STATEMENTS, SWEEPS};
pub use tell::{Change, LASTS, Reader, tell};

web::text_files!(TextFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("notices");
