//! The server is killed at random moments while people sign in. Nothing that it had said may be lost, nothing may come twice of which it
//! can know that it went, and nobody may be signed in without having proved both steps.

mod found;
mod person;
mod report;
mod town;

use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use delivery::outbox;
use store::{Database, Store};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use world::World;

use self::found::Found;
use self::town::{By, Town};
use crate::mail_office::Way;
use crate::people::Home;
use crate::table::Table;
use crate::workplace::{Server, Workplace};

/// A mail that has not come so long after everybody was signed in is lost.
pub const ALL_LEAVES: Duration = Duration::from_secs(90);

/// A town whose server is killed.
struct Run<'a> {
    workplace: &'a Workplace,
    home: &'a Home,
    town: Arc<Town>,
    variables: Vec<(&'static str, String)>,
}

impl Run<'_> {
    fn start(&self) -> Result<Server> {
        let variables: Vec<_> = self.variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.workplace.start("serve", &self.home.folder, &variables)
    }

    /// Kills the server again and again, while people sign in.
    fn kill(&self, runtime: &Runtime, times: usize) -> Result<()> {
        let (tell, address) = watch::channel(String::new());
        let mut server = self.start()?;
        tell.send_replace(server.address.clone());
        let people: Vec<_> = (0..self.town.at_once)
            .map(|first| runtime.spawn(person::lives(first, Arc::clone(&self.town), address.clone())))
            .collect();
        let mut chance = World::system().moment().chance("kills");
        for _ in 0..times {
            let [byte, more] = chance.bytes();
            sleep(Duration::from_millis(20 + u64::from(byte) + u64::from(more) / 2));
            server.kill();
            server = self.start()?;
            tell.send_replace(server.address.clone());
        }
        sleep(Duration::from_secs(2));
        tell.send_replace(String::new());
        for person in people {
            runtime.block_on(person)??;
        }
        self.all_leaves()?;
        drop(server);
        Ok(())
    }

    /// Waits until nothing is left in the outbox, for so long at most.
    fn all_leaves(&self) -> Result<()> {
        let store = Store::open(&self.home.database)?;
        let ends = Instant::now() + ALL_LEAVES;
        while store.read_now(outbox::waiting)? > 0 && Instant::now() < ends {
            sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

/// Kills the server of a town, and counts.
fn run(workplace: &Workplace, by: By, times: usize, on_postgres: bool) -> Result<(Arc<Town>, Found)> {
    let name = by.name();
    let mut home = Home::in_folder(&workplace.folder(&format!("kills-{name}"))?);
    if on_postgres {
        home.database = Database::Postgres { url: workplace.database(name)?, connections: 2 };
    }
    let town = Arc::new(Town::make(by, &home)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.spawn(town.texts.clone().takes());
    if by == By::App {
        runtime.spawn(town.pushes.clone().takes());
    }
    let mut variables = settings(&town)?;
    if let Database::Postgres { url, .. } = &home.database {
        variables.push(("TWEESTAP_DATABASE_POSTGRES", url.clone()));
    }
    match by.mails() {
        Way::Smtp => {
            let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
            variables.push(("TWEESTAP_MAIL_SMTP", listener.local_addr()?.to_string()));
            variables.push(("TWEESTAP_MAIL_SMTP_SECURITY", "plain".to_owned()));
            runtime.spawn(town.mails.clone().serves(listener));
        }
        Way::Folder => {
            variables.push(("TWEESTAP_MAIL_FOLDER", town.mails.folder()?.to_owned()));
            runtime.spawn(town.mails.clone().takes());
        }
    }
    Run { workplace, home: &home, town: Arc::clone(&town), variables }.kill(&runtime, times)?;
    // What was put into a folder last is taken as well.
    sleep(Duration::from_secs(1));
    let found = Found::of(&town, &home)?;
    Ok((town, found))
}

/// Nobody is slowed down by what keeps people from being tired out.
fn settings(town: &Town) -> Result<Vec<(&'static str, String)>> {
    let mut variables = vec![("TWEESTAP_TEXTS_FOLDER", town.texts.folder()?.to_owned())];
    variables.extend(
        [
            ("TWEESTAP_PASSWORDS_MEMORY_KIB", "64"),
            ("TWEESTAP_PASSWORDS_PASSES", "1"),
            ("TWEESTAP_MESSAGES_TO_ACCOUNT", "1000"),
            ("TWEESTAP_MESSAGES_TO_NUMBER", "1000"),
            ("TWEESTAP_CODES_WRONG_CODES", "100"),
            ("TWEESTAP_REQUESTS_UNANSWERED", "100"),
            ("TWEESTAP_PUSH_ALLOW_PRIVATE", "yes"),
        ]
        .map(|(name, value)| (name, value.to_owned())),
    );
    Ok(variables)
}

/// The tables: of people who sign in by text, and of people who approve in the app; on SQLite, and on PostgreSQL if there is one.
pub fn measure(workplace: &Workplace, times: usize) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for by in [By::Text, By::App] {
        let mut table = report::table(by, times, workplace.has_postgres());
        let (town, found) = run(workplace, by, times, false).context("on SQLite")?;
        report::rows(&mut table, "SQLite", &town, &found);
        if workplace.has_postgres() {
            let (town, found) = run(workplace, by, times, true).context("on PostgreSQL")?;
            report::rows(&mut table, "PostgreSQL", &town, &found);
        }
        tables.push(table);
    }
    Ok(tables)
}
