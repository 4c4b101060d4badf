//! Pairing with an account.

use std::io::{BufRead, IsTerminal, Read};

use anyhow::{Context, Result};
use clap::Args;
use device_protocol::{DeviceName, KeyPair, Millis, Pair as Message, Server, Ticket};

use super::super::output::{harmless, say, say_aside};
use super::answer;
use super::book::Account;
use super::talk::Talk;

/// Whom to pair with.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  tweestap authenticator pair --server https://sign-in.school.example     (asks for the letters)\n  tweestap authenticator pair https://sign-in.school.example/authenticator#AAAQEAYEAUDAOCAJBIFQYDIOB4\n\nA code works once, for 10 minutes. Asked for, it stays out of the shell's history."
)]
pub struct Pair {
    /// The address that the QR code holds, or the letters beside it [default: asked for]
    code: Option<String>,
    /// The address of the sign-in pages, if only the letters are given
    #[arg(long, value_name = "ADDRESS")]
    server: Option<String>,
    /// What the account's owner recognizes this program by [default: the name of this machine]
    #[arg(long)]
    name: Option<String>,
}

/// Pairs, and shows the test that ends the pairing.
pub async fn pair(wanted: Pair, talk: &Talk) -> Result<()> {
    let typed = match wanted.code {
        Some(code) => code,
        None => ask("The code or address that the page shows: ")?,
    };
    let (server, ticket) = read(&typed, wanted.server.as_deref())?;
    let name = match wanted.name {
        Some(name) => DeviceName::parse(name.trim()).context("--name: 1 to 60 characters")?,
        None => own_name()?,
    };
    let key = KeyPair::make()?;
    let time = Millis::new(0)?;
    let message =
        Message { server, ticket: ticket.clone(), key: key.public(), name, subscription: None, time };
    let (paired, clock) = talk.pairs(&message, &key).await?;
    let account = Account::new(paired, &key, &ticket, clock)?;
    talk.book.add(&account)?;
    let (user_name, organization) = (harmless(&account.user_name), harmless(&account.organization));
    say(format!("Paired with {user_name} at {organization}, but for the test: the page shows a number now."));
    answer::list(talk, std::slice::from_ref(&account)).await?;
    say("Approve it with `tweestap authenticator approve NUMBER`.");
    Ok(())
}

/// The server and ticket of what was typed: both in an address, or the ticket alone.
fn read(typed: &str, server: Option<&str>) -> Result<(Server, Ticket)> {
    let typed = typed.trim();
    let (said, ticket) = match typed.split_once('#') {
        Some((address, ticket)) => (Some(address.strip_suffix("/authenticator").unwrap_or(address)), ticket),
        None => (None, typed),
    };
    let ticket = Ticket::parse(ticket).ok().context(
        "this is not a code: it has 26 letters and digits, or is an address that ends in # and these",
    )?;
    let server = server.map(|text| text.trim_end_matches('/').trim_end_matches("/authenticator"));
    let server = server.or(said).context("say whose code it is: --server https://sign-in.school.example")?;
    let server = Server::parse(&server.to_lowercase()).ok();
    let server =
        server.context("this is not the address of a server: it begins with https:// and has no path")?;
    Ok((server, ticket))
}

/// Asks for a line on standard input.
fn ask(question: &str) -> Result<String> {
    if std::io::stdin().is_terminal() {
        say_aside(question);
    }
    let mut line = String::new();
    std::io::stdin().lock().take(4096).read_line(&mut line).context("standard input")?;
    Ok(line)
}

/// What this machine calls itself.
fn own_name() -> Result<DeviceName> {
    let machine = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let named = DeviceName::parse(&format!("Terminal of {}", machine.trim()));
    Ok(named.or_else(|_| DeviceName::parse("Terminal"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "AAAQEAYEAUDAOCAJBIFQYDIOB4";

    #[test]
    fn an_address_of_a_qr_code_says_all_and_letters_need_a_server() {
        let origin = "https://sign-in.school.example";
        let qr = format!(" {origin}/authenticator#{CODE}\n");
        let (server, ticket) = read(&qr, None).unwrap();
        assert_eq!((server.as_str(), ticket.to_text().as_str()), (origin, CODE));
        for server in
            [origin, "https://Sign-in.School.example/", "https://sign-in.school.example/authenticator"]
        {
            let (server, ticket) = read("aaaq eaye auda ocaj bifq ydio b4", Some(server)).unwrap();
            assert_eq!((server.as_str(), ticket.to_text().as_str()), (origin, CODE));
        }
        for (typed, server) in
            [(CODE, None), ("AAAQ", Some(origin)), (CODE, Some("http://school.example")), ("", Some(origin))]
        {
            assert!(read(typed, server).is_err(), "{typed}");
        }
    }
}
