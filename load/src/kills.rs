//! The server is killed at random moments while people sign in by text. Nothing that it had said may be lost, nothing may come twice,
//! and nobody may be signed in without having proved both steps.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use accounts::{organizations, people as accounts_people, sessions};
use anyhow::{Context, Result, ensure};
use methods::text_message::TextMessage;
use store::{Database, Store};
use tokio::sync::watch;
use vault::Argon2Parameters;
use verification::steps::{Outcome, StepResult};
use verification::{Method, attempts};
use world::World;

use crate::browser::{Answer, Browser};
use crate::people::{self, Has, PASSWORD, user_name};
use crate::post_office::PostOffice;
use crate::table::Table;
use crate::workplace::Workplace;

/// So many that hardly anybody comes twice: two codes of one person are the same once in a million.
const PEOPLE: usize = 8000;
const PEOPLE_AT_MOST: i64 = 10_000;
const AT_ONCE: usize = 8;
const CHEAP: Argon2Parameters = Argon2Parameters { memory_kib: 64, passes: 1, lanes: 1 };
/// A text that has not come after so long, with a server that runs, is lost.
const PATIENCE: Duration = Duration::from_secs(40);

#[derive(Default)]
struct Counts {
    sign_ins: AtomicUsize,
    challenges: AtomicUsize,
    challenges_lost: AtomicUsize,
    texts_lost: AtomicUsize,
}

/// Somebody who signs in again and again, whatever happens to the server.
struct Person {
    n: usize,
    browser: Browser,
    /// The challenge that the last page showed, until it is answered.
    shown: Option<String>,
    /// Codes that were tried.
    tried: usize,
}

impl Person {
    /// Goes on from wherever the server says that they are. True when signed in.
    async fn goes_on(&mut self, post: &PostOffice, counts: &Counts) -> Result<bool> {
        let mut page = self.browser.get("/sign-in").await?;
        loop {
            ensure!(page.status == 200, "{}: {}", page.status, page.body());
            let csrf = page.field("csrf")?;
            let step = if let Ok(challenge) = page.field("challenge") {
                if self.shown.replace(challenge.clone()).is_some_and(|before| before != challenge) {
                    counts.challenges_lost.fetch_add(1, Ordering::Relaxed);
                }
                counts.challenges.fetch_add(1, Ordering::Relaxed);
                self.answers(&page, post, counts).await?
            } else if page.body().contains("name=\"stay\"") {
                // What was shown has been answered.
                self.shown = None;
                self.browser.stays_not(&page).await?;
                return Ok(true);
            } else {
                if self.shown.take().is_some() {
                    counts.challenges_lost.fetch_add(1, Ordering::Relaxed);
                }
                if page.body().contains("name=\"password\"") {
                    let fields = [("csrf", csrf.as_str()), ("password", PASSWORD)];
                    self.browser.post("/sign-in/password", &fields).await?
                } else {
                    let name = user_name(self.n);
                    let fields = [("csrf", csrf.as_str()), ("user_name", name.as_str())];
                    self.browser.post("/sign-in/user-name", &fields).await?
                }
            };
            page = if step.status == 303 { self.browser.follows(&step).await? } else { step };
        }
    }

    /// Types the codes that came, until one is right.
    async fn answers(&mut self, page: &Answer, post: &PostOffice, counts: &Counts) -> Result<Answer> {
        let (csrf, challenge) = (page.field("csrf")?, page.field("challenge")?);
        loop {
            let Some(code) = post.code(self.n, self.tried, PATIENCE).await else {
                counts.texts_lost.fetch_add(1, Ordering::Relaxed);
                anyhow::bail!("no text came");
            };
            let fields = [("csrf", csrf.as_str()), ("challenge", &challenge), ("answer", code.as_str())];
            let shown = self.shown.take();
            let step = self.browser.post("/sign-in/answer", &fields).await?;
            self.tried += 1;
            if step.status == 303 {
                return Ok(step);
            }
            // The code of an earlier challenge, whose page never came.
            self.shown = shown;
        }
    }
}

async fn lives(
    (first, post, counts): (usize, PostOffice, Arc<Counts>),
    mut address: watch::Receiver<String>,
) -> Result<()> {
    for n in (first..PEOPLE).step_by(AT_ONCE).cycle() {
        let mut person = Person { n, browser: arrives(&mut address).await?, shown: None, tried: 0 };
        person.tried = post.have(n);
        while !matches!(person.goes_on(&post, &counts).await, Ok(true)) {
            let Some(now) = next(&mut address).await else { return Ok(()) };
            // It may have been killed again.
            drop(person.browser.moves_to(&now).await);
        }
        counts.sign_ins.fetch_add(1, Ordering::Relaxed);
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

/// Kills the server again and again, while people sign in.
fn kill(
    workplace: &Workplace,
    (folder, variables): (&Path, &[(&str, &str)]),
    (post, counts): (&PostOffice, &Arc<Counts>),
    times: usize,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let (tell, address) = watch::channel(String::new());
    let mut server = workplace.start("serve", folder, variables)?;
    tell.send_replace(server.address.clone());
    runtime.spawn(post.clone().takes());
    let people: Vec<_> = (0..AT_ONCE)
        .map(|first| runtime.spawn(lives((first, post.clone(), Arc::clone(counts)), address.clone())))
        .collect();
    let mut chance = World::system().moment().chance("kills");
    for _ in 0..times {
        let [byte, more] = chance.bytes();
        std::thread::sleep(Duration::from_millis(20 + u64::from(byte) + u64::from(more) / 2));
        server.kill();
        server = workplace.start("serve", folder, variables)?;
        tell.send_replace(server.address.clone());
    }
    std::thread::sleep(Duration::from_secs(2));
    tell.send_replace(String::new());
    for person in people {
        runtime.block_on(person)??;
    }
    drop(server);
    Ok(())
}

/// The table.
pub fn measure(workplace: &Workplace, times: usize) -> Result<Table> {
    let folder = workplace.folder("kills")?;
    people::make_with(&folder, PEOPLE, (Has::Texts, CHEAP))?;
    let post = PostOffice::beside(&folder);
    let variables = [
        ("TWEESTAP_TEXTS_FOLDER", post.folder()?),
        ("TWEESTAP_PASSWORDS_MEMORY_KIB", "64"),
        ("TWEESTAP_PASSWORDS_PASSES", "1"),
        ("TWEESTAP_MESSAGES_TO_ACCOUNT", "1000"),
        ("TWEESTAP_MESSAGES_TO_NUMBER", "1000"),
        ("TWEESTAP_CODES_WRONG_CODES", "100"),
    ];
    let counts = Arc::new(Counts::default());
    kill(workplace, (&folder, &variables), (&post, &counts), times)?;
    let (sessions, without) = sessions_of(&folder)?;
    let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
    let (texts, twice) = post.counts();
    let mut table = Table::new(
        "Killed at random moments",
        format!(
            "{AT_ONCE} people sign in by text, one after the other, on SQLite; the server is killed (SIGKILL) {times} times, 20 to 402 ms \
             after it was there, and started again. Lost is a challenge that a page had shown and that is not asked any more, or a \
             text that has not come {} s later.",
            PATIENCE.as_secs()
        ),
    );
    table.row(
        format!("{} challenges lost, of {} shown", count(&counts.challenges_lost), count(&counts.challenges)),
        format!("{} sign-ins", count(&counts.sign_ins)),
        None,
        "none",
    );
    table.row(format!("{} texts lost", count(&counts.texts_lost)), format!("{texts} texts"), None, "none");
    table.row(format!("{twice} texts came twice"), format!("{texts} texts"), None, "none");
    table.row(
        format!("{without} sessions without both proofs"),
        format!("{sessions} sessions"),
        None,
        "none",
    );
    Ok(table)
}

/// How many sessions there are, and how many more than sign-ins whose record tells of both steps.
fn sessions_of(data: &Path) -> Result<(usize, usize)> {
    let store = Store::open(&Database::Sqlite { path: data.join("tweestap.db") })?;
    let asked = TextMessage.about().name.as_str();
    let now = World::system().now();
    store
        .read_now(move |t| {
            let Some((organization, _)) = organizations::list(t)?.into_iter().next() else {
                return Ok((0, 0));
            };
            let (mut all, mut without) = (0, 0);
            for account in accounts_people::list(t, organization.id, "", PEOPLE_AT_MOST)? {
                let whose = (organization.id, account.id);
                let open = sessions::list(t, whose, now)?.len();
                let past = attempts::recent(t, whose, now, 1000)?;
                let proved = past.iter().filter(|past| {
                    let did = |method| {
                        past.steps
                            .iter()
                            .any(|step| step.method == method && step.result == StepResult::Right)
                    };
                    past.outcome == Outcome::Passed && did("password") && did(asked)
                });
                all += open;
                without += open.saturating_sub(proved.count());
            }
            Ok::<_, accounts::AccountsError>((all, without))
        })
        .map_err(Into::into)
}
