//! What waits, and answering it; and taking an account out.

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use device_protocol::{Decision, ErrorWord, FromServer, Request, Wish};

use super::super::output::{harmless, say, say_aside};
use super::book::Account;
use super::talk::{Talk, Trouble};
use super::words;

/// Which request, where several wait.
#[derive(Debug, Args)]
pub struct Which {
    /// Which of several, as `list` counts them
    #[arg(long, value_name = "N")]
    which: Option<usize>,
}

/// What waits for an account.
pub async fn requests(talk: &Talk, account: &Account) -> Result<Vec<Request>> {
    let said = talk.says(account, Wish::List).await.with_context(|| harmless(&account.user_name))?;
    match said {
        FromServer::Requests(requests) => Ok(requests.requests),
        _ => Err(Trouble::Forged(account.server.clone()).into()),
    }
}

/// What waits for these accounts. One that cannot be asked holds up no other; what went wrong comes with it.
async fn all(talk: &Talk, accounts: &[Account]) -> (Vec<(Account, Request)>, Vec<anyhow::Error>) {
    let (mut waiting, mut failed) = (Vec::new(), Vec::new());
    for account in accounts {
        match requests(talk, account).await {
            Ok(found) => waiting.extend(found.into_iter().map(|request| (account.clone(), request))),
            Err(error) => failed.push(error),
        }
    }
    (waiting, failed)
}

/// Shows accounts, and what waits for an answer.
pub async fn list(talk: &Talk, accounts: &[Account]) -> Result<()> {
    for account in accounts {
        let at = [&account.user_name, &account.organization, account.server.as_str()].map(harmless);
        say(at.join("\t"));
    }
    let (waiting, failed) = all(talk, accounts).await;
    for (n, (account, request)) in waiting.iter().enumerate() {
        let now = account.time(talk.world.now())?;
        say(format!("{}. {}", n + 1, words::request(&account.user_name, request, now)));
    }
    if waiting.is_empty() && failed.is_empty() {
        say("Nothing waits for an answer.");
    }
    say_all_but_last(failed)
}

/// The last of several failures is the command's own.
pub fn say_all_but_last(mut failed: Vec<anyhow::Error>) -> Result<()> {
    let last = failed.pop();
    failed.iter().for_each(|error| say_aside(format!("tweestap: {}", harmless(format!("{error:#}")))));
    last.map_or(Ok(()), Err)
}

/// Answers what waits.
pub async fn answer(talk: &Talk, accounts: &[Account], which: &Which, decision: Decision) -> Result<()> {
    let (mut waiting, failed) = all(talk, accounts).await;
    if waiting.is_empty() {
        say_all_but_last(failed)?;
        bail!("nothing waits for an answer: let the page ask anew, and answer within a minute");
    }
    let at = match (which.which, waiting.len()) {
        (None, 1) => 0,
        (None, _) => bail!("several wait: look with `list`, and say which with --which N"),
        (Some(n), all) if (1..=all).contains(&n) => n - 1,
        (Some(_), all) => bail!("--which: there are {all}; look with `list`"),
    };
    let (account, request) = waiting.swap_remove(at);
    say(words::request(&account.user_name, &request, account.time(talk.world.now())?));
    let wish = Wish::Answer { challenge: request.challenge.clone(), decision };
    let FromServer::Outcome(outcome) = talk.says(&account, wish).await? else {
        return Err(Trouble::Forged(account.server).into());
    };
    if outcome.challenge != request.challenge {
        return Err(Trouble::Forged(account.server).into());
    }
    say(words::outcome(outcome.outcome, request.purpose).map_err(|error| anyhow!(error))?);
    Ok(())
}

/// Takes an account out, and tells its server.
pub async fn forget(talk: &Talk, account: &Account, untold: bool) -> Result<()> {
    match talk.says(account, Wish::Leave).await {
        Ok(FromServer::Left(_)) => {}
        Err(Trouble::Refused(answer)) if answer.error == ErrorWord::UnknownDevice => {}
        Ok(_) | Err(_) if untold => {
            say_aside(
                "The server could not be told. Delete this authenticator on the page of your security info.",
            );
        }
        Ok(_) => return Err(Trouble::Forged(account.server.clone()).into()),
        Err(trouble) => {
            return Err(trouble)
                .context("nothing was taken out; --untold does it without telling the server");
        }
    }
    talk.book.remove(account)?;
    say(format!("{} was taken out.", harmless(&account.user_name)));
    say("Delete this authenticator on the page of your security info as well.");
    Ok(())
}
