//! Somebody who signs in again and again, whatever happens to the server.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use device_protocol::Id;
use tokio::sync::watch;

use super::town::{By, PEOPLE, Town, add};
use crate::app::{App, number};
use crate::browser::{Answer, Browser};
use crate::people::{PASSWORD, user_name};

/// A challenge that a page has shown.
struct Shown {
    challenge: String,
    since: Instant,
}

/// Somebody.
struct Person {
    n: usize,
    browser: Browser,
    /// The challenge that the last page showed, until it is answered.
    shown: Option<Shown>,
    /// Codes that were tried.
    tried: usize,
    /// The request for which the phone rang, or was opened without.
    picked_up: Option<String>,
    /// The request whose approval was taken, as the server said.
    approved: Option<String>,
}

/// Signs in one person after the other, until the address is empty.
pub async fn lives(first: usize, town: Arc<Town>, mut address: watch::Receiver<String>) -> Result<()> {
    for n in (first..PEOPLE).step_by(town.at_once).cycle() {
        let browser = arrives(&mut address).await?;
        let tried = town.texts.have(n);
        let mut person = Person { n, browser, shown: None, tried, picked_up: None, approved: None };
        loop {
            match person.goes_on(&town).await {
                Ok(()) => break,
                Err(error) if error.is::<io::Error>() => {}
                Err(error) => {
                    add(&town.counts.surprises);
                    eprintln!("person {n}: {error:#}");
                }
            }
            let Some(now) = next(&mut address).await else { return Ok(()) };
            // It may have been killed again.
            drop(person.browser.moves_to(&now).await);
        }
        add(&town.counts.sign_ins);
        if address.borrow().is_empty() {
            return Ok(());
        }
    }
    Ok(())
}

async fn arrives(address: &mut watch::Receiver<String>) -> Result<Browser> {
    loop {
        let now = address.borrow().clone();
        if let Ok(browser) = Browser::open(&now).await {
            return Ok(browser);
        }
        next(address).await.context("the server is there")?;
    }
}

/// The server's next address, soon; none if it does not come back.
async fn next(address: &mut watch::Receiver<String>) -> Option<String> {
    drop(tokio::time::timeout(Duration::from_millis(200), address.changed()).await);
    let now = address.borrow().clone();
    (!now.is_empty()).then_some(now)
}

impl Person {
    /// Goes on from wherever the server says that they are, until they are signed in.
    async fn goes_on(&mut self, town: &Town) -> Result<()> {
        let mut page = self.browser.get("/sign-in").await?;
        loop {
            ensure!(page.status == 200, "{}: {}", page.status, page.body());
            let Some(step) = self.step(&page, town).await? else { return Ok(()) };
            page = if step.status == 303 { self.browser.follows(&step).await? } else { step };
        }
    }

    /// Does what a page asks for; none when that was the last.
    async fn step(&mut self, page: &Answer, town: &Town) -> Result<Option<Answer>> {
        let csrf = page.field("csrf")?;
        if let Ok(challenge) = page.field("challenge") {
            self.sees(&challenge, town);
            return match town.by {
                By::Text => self.answers(page, town).await,
                By::App => self.approves(page, &challenge, town).await,
            }
            .map(Some);
        }
        if page.body().contains("name=\"stay\"") {
            // What was shown has been answered.
            self.shown = None;
            self.browser.stays_not(page).await?;
            return Ok(None);
        }
        if self.shown.take().is_some_and(|shown| town.still_asks(shown.since)) {
            add(&town.counts.challenges_lost);
        }
        if page.body().contains("action=\"/sign-in/ask\"") {
            return self.asks_again(page).await.map(Some);
        }
        if page.body().contains("name=\"password\"") {
            let fields = [("csrf", csrf.as_str()), ("password", PASSWORD)];
            return self.browser.post("/sign-in/password", &fields).await.map(Some);
        }
        let name = user_name(self.n);
        let fields = [("csrf", csrf.as_str()), ("user_name", name.as_str())];
        self.browser.post("/sign-in/user-name", &fields).await.map(Some)
    }

    /// Looks whether it is the challenge that was seen before.
    fn sees(&mut self, challenge: &str, town: &Town) {
        add(&town.counts.challenges);
        if self.shown.as_ref().is_some_and(|shown| shown.challenge == challenge) {
            return;
        }
        if self.shown.take().is_some_and(|shown| town.still_asks(shown.since)) {
            add(&town.counts.challenges_lost);
        }
        self.shown = Some(Shown { challenge: challenge.to_owned(), since: Instant::now() });
    }

    /// The method that the page offers first, after a request to which nobody answered in time.
    async fn asks_again(&mut self, page: &Answer) -> Result<Answer> {
        let field = |name| page.field_after("action=\"/sign-in/ask\"", name);
        let (csrf, method, registration) = (field("csrf")?, field("method")?, field("registration")?);
        let fields = [("csrf", csrf.as_str()), ("method", &method), ("registration", &registration)];
        self.browser.post("/sign-in/ask", &fields).await
    }

    /// Types the codes that came, until one is right.
    async fn answers(&mut self, page: &Answer, town: &Town) -> Result<Answer> {
        loop {
            let Some(code) = town.texts.code(self.n, self.tried, town.patience).await else {
                add(&town.counts.messages_lost);
                anyhow::bail!("no text came");
            };
            let shown = self.shown.take();
            let step = self.proves(page, ("/sign-in/answer", &code)).await?;
            self.tried += 1;
            if step.status == 303 {
                return Ok(step);
            }
            // The code of an earlier challenge, whose page never came.
            self.shown = shown;
        }
    }

    /// Ends a challenge, and wants not to be asked in this browser for some days, of which a mail tells.
    async fn proves(&mut self, page: &Answer, (path, code): (&str, &str)) -> Result<Answer> {
        let (csrf, challenge) = (page.field("csrf")?, page.field("challenge")?);
        let fields =
            [("csrf", csrf.as_str()), ("challenge", &challenge), ("answer", code), ("remember", "yes")];
        let step = self.browser.post(path, &fields).await?;
        // Whoever is signed in by both steps shows nothing else: if this sign-in breaks off, the next one has both as well.
        self.browser.forgets("remembered");
        Ok(step)
    }

    /// Goes on with a request in the app: waits for it, approves it, and takes what was approved.
    async fn approves(&mut self, page: &Answer, challenge: &str, town: &Town) -> Result<Answer> {
        if page.body().contains("data-go") {
            self.shown = None;
            return self.proves(page, ("/sign-in/collect", "")).await;
        }
        if !page.body().contains("class=\"number\"") {
            return self.asks_again(page).await;
        }
        if self.approved.take().is_some_and(|approved| approved == challenge) {
            add(&town.counts.approvals_lost);
        }
        if self.picked_up.as_deref() != Some(challenge) {
            if !town.pushes.rings(challenge, town.patience).await {
                add(&town.counts.messages_lost);
            }
            self.picked_up = Some(challenge.to_owned());
        }
        let mut app = App::open(self.browser.address(), (self.n, town.accounts[self.n])).await?;
        // An answer that was taken, and said to be by a server that did not live to say it, waits no more.
        if app.waits(challenge).await? {
            app.approves(Id::parse(challenge)?, &number(page)?).await?;
            add(&town.counts.approvals);
            self.approved = Some(challenge.to_owned());
        }
        self.browser.get("/sign-in").await
    }
}
