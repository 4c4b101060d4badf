//! What is said of it.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::ALL_LEAVES;
use super::found::Found;
use super::town::{
    AT_ONCE, AT_ONCE_ON_POSTGRES, By, PATIENCE, PATIENCE_FOR_A_PUSH, PATIENCE_ON_POSTGRES, Town,
};
use crate::mail_office::Way;
use crate::table::Table;

/// An empty table that says what is done.
pub fn table(by: By, times: usize, on_postgres: bool) -> Table {
    let title = match by {
        By::Text => "Killed at random moments",
        By::App => "Killed while people approve in the app",
    };
    let at_once = if on_postgres {
        format!("{AT_ONCE} at once on SQLite and {AT_ONCE_ON_POSTGRES} on PostgreSQL")
    } else {
        format!("{AT_ONCE} at once, on SQLite alone: no PostgreSQL was named")
    };
    Table::new(
        title,
        format!(
            "People sign in {}, one after the other, {at_once}; everybody asks not to be asked again in this browser, of which a mail \
             tells. The server is killed (SIGKILL) {times} times on each database, 20 to 402 ms after it was there, and started again. Lost is a \
             challenge that a page had shown and that is not asked any more, {}, and a mail that has not come {} s after the end. {}",
            if by == By::Text { "by text" } else { "by approving in the app" },
            lost(by),
            ALL_LEAVES.as_secs(),
            twice(by.mails())
        ),
    )
}

fn lost(by: By) -> String {
    match by {
        By::Text => format!(
            "a text that has not come {} s later ({} s on PostgreSQL, where what a server took to deliver before it died is free after 20 s)",
            PATIENCE.as_secs(),
            PATIENCE_ON_POSTGRES.as_secs()
        ),
        By::App => format!(
            "a push message that has not come {} s later, an approval that the server said it had taken and knows nothing of afterwards",
            PATIENCE_FOR_A_PUSH.as_secs()
        ),
    }
}

fn twice(way: Way) -> &'static str {
    match way {
        Way::Smtp => {
            "Mails go by SMTP, which delivers at least once: a mail server cannot be asked whether it has a mail, and one that it took \
             just before the kill, so that this was not written down any more, is sent again with the same Message-ID."
        }
        Way::Folder => {
            "Mails go into a folder (Maildir), in which the server finds what it put there before the kill, for as long as the mail \
             program keeps what it has read. A push message may come again, and takes the place of the first."
        }
    }
}

/// What was counted on a database.
pub fn rows(table: &mut Table, database: &str, town: &Town, found: &Found) {
    let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
    let mut row = |figure: String, beside: String, goal: &str| {
        table.row(format!("{database}: {figure}"), beside, None, goal);
    };
    let counts = &town.counts;
    let sign_ins = format!("{} sign-ins", count(&counts.sign_ins));
    row(
        format!("{} challenges lost, of {} shown", count(&counts.challenges_lost), count(&counts.challenges)),
        sign_ins.clone(),
        "none",
    );
    let ((messages, again), what, goal) = match town.by {
        By::Text => (town.texts.counts(), "texts", "none"),
        By::App => (town.pushes.counts(), "push messages", ""),
    };
    let beside = format!("{messages} {what}");
    row(format!("{} {what} lost", count(&counts.messages_lost)), beside.clone(), "none");
    row(format!("{again} {what} came twice"), beside, goal);
    if town.by == By::App {
        let approvals = format!("{} approvals", count(&counts.approvals));
        row(format!("{} approvals lost", count(&counts.approvals_lost)), approvals, "none");
    }
    let (mails, again) = town.mails.counts();
    let beside = format!("{mails} mails, for {} browsers that were remembered", found.remembered);
    row(format!("{} mails lost, {} of nothing", found.mails_lost, found.mails_of_nothing), beside, "none");
    let (by, goal) = match town.by.mails() {
        Way::Smtp => ("by SMTP", "at most one for each kill"),
        Way::Folder => ("in the folder", "none"),
    };
    row(format!("{again} mails came twice {by}"), format!("{mails} mails"), goal);
    row(format!("{} answers that nobody expects", count(&counts.surprises)), sign_ins, "none");
    let sessions = format!("{} sessions", found.sessions);
    row(format!("{} sessions without both proofs", found.without_proofs), sessions, "none");
}
