//! Where the people of one run live: what they share, and what is counted.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use methods::authenticator_app::AppNotification;
use methods::text_message::TextMessage;
use store::Database;
use vault::Argon2Parameters;
use verification::Method;
use world::AccountId;

use crate::mail_office::{MailOffice, Way};
use crate::people::{self, Everybody, Has, Home};
use crate::post_office::PostOffice;
use crate::push_service::PushService;

/// So many that hardly anybody comes twice: two codes of one person are the same once in a million.
pub const PEOPLE: usize = 8000;
/// People who sign in at once.
pub const AT_ONCE: usize = 8;
/// More of them, as those wait whose text had been taken by a server that died.
pub const AT_ONCE_ON_POSTGRES: usize = 32;
/// A text that has not come after so long is lost.
pub const PATIENCE: Duration = Duration::from_secs(40);
/// What a server took to deliver before it died is free after 20 s there, and the next one may die as well.
pub const PATIENCE_ON_POSTGRES: Duration = Duration::from_secs(120);
/// A request waits for a minute: who is not woken opens the app before it is over.
pub const PATIENCE_FOR_A_PUSH: Duration = Duration::from_secs(45);
const CHEAP: Argon2Parameters = Argon2Parameters { memory_kib: 64, passes: 1, lanes: 1 };
/// A challenge that is about to end may have ended: the page came after it had begun.
const ABOUT_TO_END: Duration = Duration::from_secs(5);

/// How everybody takes the second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By the code of a text.
    Text,
    /// By approving in the app.
    App,
}

impl By {
    fn method(self) -> &'static dyn Method {
        match self {
            Self::Text => &TextMessage,
            Self::App => &AppNotification,
        }
    }

    /// The name of the method.
    pub fn name(self) -> &'static str {
        self.method().about().name.as_str()
    }

    /// How mails leave the server: each way is tried once.
    pub fn mails(self) -> Way {
        match self {
            Self::Text => Way::Smtp,
            Self::App => Way::Folder,
        }
    }
}

/// What is counted while the people are there.
#[derive(Default)]
pub struct Counts {
    /// Who was signed in.
    pub sign_ins: AtomicUsize,
    /// Pages with a challenge.
    pub challenges: AtomicUsize,
    /// Challenges that a page had shown and that were not asked any more.
    pub challenges_lost: AtomicUsize,
    /// Texts and push messages that did not come.
    pub messages_lost: AtomicUsize,
    /// Approvals that the server said it had taken.
    pub approvals: AtomicUsize,
    /// Those of which it knew nothing afterwards.
    pub approvals_lost: AtomicUsize,
    /// Answers that nobody expects, whatever happens to the server.
    pub surprises: AtomicUsize,
}

/// One more.
pub fn add(counter: &AtomicUsize) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// What the people of one run share.
pub struct Town {
    /// How they take the second step.
    pub by: By,
    /// How many of them sign in at once.
    pub at_once: usize,
    /// Who has waited so long for a message knows that it is lost.
    pub patience: Duration,
    /// Where texts arrive.
    pub texts: PostOffice,
    /// Where push messages arrive.
    pub pushes: PushService,
    /// Where mails arrive.
    pub mails: MailOffice,
    /// Everybody.
    pub accounts: Vec<AccountId>,
    /// What is counted.
    pub counts: Counts,
}

impl Town {
    /// Makes its people.
    pub fn make(by: By, home: &Home) -> Result<Self> {
        let has = if by == By::Text { Has::Texts } else { Has::Approves };
        let on_postgres = matches!(home.database, Database::Postgres { .. });
        let patience = match (by, on_postgres) {
            (By::App, _) => PATIENCE_FOR_A_PUSH,
            (By::Text, false) => PATIENCE,
            (By::Text, true) => PATIENCE_ON_POSTGRES,
        };
        Ok(Self {
            by,
            at_once: if on_postgres { AT_ONCE_ON_POSTGRES } else { AT_ONCE },
            patience,
            texts: PostOffice::beside(&home.folder),
            pushes: PushService::default(),
            mails: MailOffice::beside(&home.folder),
            accounts: people::make_at(home, PEOPLE, Everybody { has, parameters: CHEAP, mail: true })?,
            counts: Counts::default(),
        })
    }

    /// Whether a challenge that a page showed then must still be asked.
    pub fn still_asks(&self, since: Instant) -> bool {
        let lasts = self.by.method().about().challenge_lasts.as_seconds();
        let lasts = Duration::from_secs(u64::try_from(lasts).unwrap_or_default());
        since.elapsed() + ABOUT_TO_END < lasts
    }
}
