//! Two schools on one server: a real one, on a free loopback port, with a clock that tests move.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, Contact, NewAccount, Role};
use accounts::{AccountsError, passwords};
use methods::access_pass::{Pass, Serves};
use methods::authenticator_app::registration_of;
use otp::Secret;
use simulator::SimulatorDesk;
use store::{Database, Store, StoreError};
use tokio::sync::watch;
use tweestap::program::{Program, key_file};
use tweestap::server::Server;
use tweestap::settings::Settings;
use vault::{Password, PasswordHash, Vault};
use verification::{SecondStepRule, VerificationError, registrations};

use world::phone::PhoneNumber;
use world::text::{DisplayName, Domain, MailAddress, UserName};
use world::{AccountId, Language, OrganizationId, Span, TestClock, Timestamp, World};

use crate::browser::Browser;

/// Everybody's password.
pub const PASSWORD: &str = "zeven paarse olifanten";
/// Everybody's phone.
pub const PHONE: &str = "+31612345678";
/// The host names of the two schools.
pub const ZUID: &str = "login.zuid.example";
pub const NOORD: &str = "login.noord.example";
/// Has an app.
pub const ANNA: &str = "anna@zuid.example";
/// Has no second step yet.
pub const EVA: &str = "eva@zuid.example";
/// Anna's name at the other school.
pub const OTHER_ANNA: &str = "anna@noord.example";

/// The secret of every app that is set up at the beginning.
pub fn secret() -> Secret {
    Secret::from_bytes(b"a secret of 20 bytes").unwrap()
}

/// The program with its data and its clock, not yet serving.
pub struct School {
    pub program: Program,
    pub clock: Arc<TestClock>,
    pub world: World,
    folder: Option<tempfile::TempDir>,
}

/// A server that serves until it is dropped.
pub struct Serving {
    pub school: School,
    pub address: String,
    pub stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, thiserror::Error)]
enum SeedError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Accounts(#[from] AccountsError),
    #[error(transparent)]
    Verification(#[from] VerificationError),
}

/// The configuration of the tests: hashes that cost nothing, and what a test wants to be otherwise.
pub fn settings(others: &[(&str, &str)]) -> Settings {
    let common = [
        ("TWEESTAP_SERVER_LISTEN", "127.0.0.1:0"),
        ("TWEESTAP_PASSWORDS_MEMORY_KIB", "8"),
        ("TWEESTAP_PASSWORDS_PASSES", "1"),
        ("TWEESTAP_PASSWORDS_THREADS", "1"),
        ("TWEESTAP_RESET_WORK_BITS", "0"),
    ];
    let all = common.iter().chain(others).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::read(None, all).unwrap()
}

impl School {
    /// Opens a database, with the schools and their people if it is empty.
    pub fn open(data: &Path, database: &Database, others: &[(&str, &str)]) -> Self {
        std::fs::create_dir_all(data).unwrap();
        let clock = TestClock::at(Timestamp::from_unix_seconds(1_800_000_000));
        let school = Self {
            program: Program {
                settings: settings(others),
                data: data.to_owned(),
                store: Store::open(database).unwrap(),
                vault: Vault::open(&key_file(data)).unwrap(),
            },
            world: World::with_clock(clock.clone()),
            clock,
            folder: None,
        };
        if school.program.store.read_now(organizations::list).unwrap().is_empty() {
            school.seed();
        }
        school
    }

    /// On SQLite, in a folder of its own.
    pub fn on_sqlite(others: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite { path: folder.path().join("tweestap.db") };
        Self { folder: Some(folder), ..Self::open(&folder_path(&database), &database, others) }
    }

    fn seed(&self) {
        let zuid = self.organization("Zuiderlyceum", "zuid.example", ZUID);
        let noord = self.organization("Noordercollege", "noord.example", NOORD);
        self.person((zuid, ANNA, "Anna Bos"), true);
        self.person((zuid, EVA, "Eva Jansen"), false);
        self.person((noord, OTHER_ANNA, "Anna Kok"), true);
    }

    fn organization(&self, name: &str, domain: &str, host: &str) -> OrganizationId {
        let new = NewOrganization {
            name: DisplayName::parse(name).unwrap(),
            domain: Domain::parse(domain).unwrap(),
            hosts: vec![host.to_owned()],
            language: Language::ENGLISH,
            accent: "1f5fbf".to_owned(),
            second_step: SecondStepRule::Required,
        };
        let moment = self.world.moment();
        self.program.store.write_now(move |t| organizations::add(t, &new, &moment)).unwrap()
    }

    /// The hash of everybody's password.
    pub fn hash(&self) -> PasswordHash {
        self.program.pool().unwrap().hash_now(Password::new(PASSWORD).unwrap(), [3; 16]).unwrap()
    }

    fn new_account(&self, user_name: &str, name: &str, role: Role) -> NewAccount {
        NewAccount {
            user_name: UserName::parse(user_name).unwrap(),
            display_name: DisplayName::parse(name).unwrap(),
            language: None,
            role,
            second_step_required: false,
            contact: Contact {
                mail: Some(MailAddress::parse(&format!("mail.{user_name}")).unwrap()),
                mobile_phone: Some(PhoneNumber::parse(PHONE, None).unwrap()),
                office_phone: None,
            },
            password: Some(self.hash()),
        }
    }

    /// Adds somebody who looks after Zuid, and has a mail address.
    pub fn adds_administrator(&self, user_name: &str) {
        let new = self.new_account(user_name, "Noor Bakker", Role::Administrator);
        let (organization, _) = self.account(ANNA);
        let (vault, moment) = (self.program.vault.clone(), self.world.moment());
        self.program.store.write_now(move |t| people::add(t, &vault, organization, &new, &moment)).unwrap();
    }

    fn person(&self, (organization, user_name, name): (OrganizationId, &str, &str), app: bool) {
        let new = self.new_account(user_name, name, Role::Person);
        let (vault, moment) = (self.program.vault.clone(), self.world.moment());
        let add = move |t: &mut store::Transaction<'_>| {
            let account = people::add(t, &vault, organization, &new, &moment)?;
            if app {
                let (kind, pool, proven) = registration_of(&secret());
                let (whose, new) = ((organization, account), (kind, pool, "App"));
                registrations::import(t, &vault, whose, new, &proven, &moment)?;
            }
            Ok::<_, SeedError>(())
        };
        self.program.store.write_now(add).unwrap();
    }

    /// Gives an account a temporary access pass for an hour, good once or as often as is wanted, and returns it as it is shown.
    pub fn gives_pass(&self, user_name: &str, (from, once): (Timestamp, bool)) -> String {
        let (moment, whose, vault) =
            (self.world.moment(), self.account(user_name), self.program.vault.clone());
        let mut chance = moment.chance("pass");
        let pass = Pass::new(8, &mut chance);
        let serves = Serves { from, until: from + Span::hours(1), once };
        let (kind, pool, proven) = pass.registration(serves, &mut chance);
        let give = move |t: &mut store::Transaction<'_>| {
            registrations::remove_pool(t, whose, pool)?;
            registrations::import(t, &vault, whose, (kind, pool, "Pass"), &proven, &moment)
        };
        self.program.store.write_now(give).unwrap();
        pass.shown()
    }

    /// Changes what Anna's organization wishes; the gate hears of it in some seconds.
    pub fn wishes(&self, change: impl Fn(&mut organizations::Wishes) + Send + 'static) {
        let (id, _) = self.account(ANNA);
        let set = move |t: &mut store::Transaction<'_>| {
            let known = organizations::find(t, id)?.unwrap();
            let mut wishes = known.wishes();
            change(&mut wishes);
            Ok::<_, accounts::AccountsError>(organizations::set(t, id, &wishes)?)
        };
        assert!(self.program.store.write_now(set).unwrap());
        self.clock.advance(Span::minutes(1));
    }

    /// An account's key.
    pub fn account(&self, user_name: &str) -> (OrganizationId, AccountId) {
        let name = UserName::parse(user_name).unwrap();
        let find = move |t: &mut store::Transaction<'_>| {
            let organization = organizations::find_by_domain(t, name.domain())?.unwrap().id;
            let account = people::find_by_user_name(t, organization, name.as_str())?.unwrap().id;
            Ok::<_, SeedError>((organization, account))
        };
        self.program.store.read_now(find).unwrap()
    }

    /// Gives an account another password.
    pub fn set_password(&self, user_name: &str, password: &str) {
        let (key, now) = (self.account(user_name), self.world.now());
        let hash = self.program.pool().unwrap().hash_now(Password::new(password).unwrap(), [4; 16]).unwrap();
        self.program.store.write_now(move |t| passwords::set(t, key, &hash, now)).unwrap();
    }

    /// Disables an account.
    pub fn disable(&self, user_name: &str) {
        let (key, now) = (self.account(user_name), self.world.now());
        self.program.store.write_now(move |t| people::set_disabled(t, key.0, key.1, Some(now))).unwrap();
    }

    /// Serves.
    pub fn serve(self) -> Serving {
        self.serve_with(None)
    }

    /// Serves, with the demo's phones if there are any.
    pub fn serve_with(self, simulator: Option<SimulatorDesk>) -> Serving {
        let (stop, stopping) = watch::channel(false);
        let (say, hear) = mpsc::channel();
        let (program, world) = (self.program.clone(), self.world.clone());
        let run = move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let server = Server::bind(program, world, simulator).await.unwrap();
                say.send(server.address().unwrap().to_string()).unwrap();
                server.serve(stopping).await.unwrap();
            });
        };
        let thread = std::thread::spawn(run);
        let address = hear.recv().unwrap();
        Serving { school: self, address, stop, thread: Some(thread) }
    }
}

fn folder_path(database: &Database) -> std::path::PathBuf {
    let Database::Sqlite { path } = database else { panic!("a file") };
    path.parent().unwrap().to_owned()
}

impl Serving {
    /// A server on SQLite.
    pub fn on_sqlite() -> Self {
        School::on_sqlite(&[]).serve()
    }

    /// A server on SQLite that sends texts and places calls, and the phones to which they come.
    pub fn with_phones() -> (Self, SimulatorDesk) {
        let phones = tweestap::demo::simulator();
        (School::on_sqlite(&[]).serve_with(Some(phones.clone())), phones)
    }

    /// A fresh browser at Zuid.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.address, ZUID)
    }

    /// The time there.
    pub fn now(&self) -> Timestamp {
        self.school.world.now()
    }

    /// Waits until all requests have ended.
    pub fn stops(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Serving {
    /// Stops, closes everything, and serves again from the same folder.
    pub fn restarts(mut self) -> Self {
        self.stops();
        let folder = self.school.folder.take();
        let (data, now) = (self.school.program.data.clone(), self.now());
        drop(self);
        let database = Database::Sqlite { path: data.join("tweestap.db") };
        let school = School::open(&data, &database, &[]);
        school.clock.set(now);
        School { folder, ..school }.serve()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
        drop(self.school.folder.take());
    }
}

/// Runs a test against a server on each engine.
pub fn on_each_engine(test: impl Fn(Serving)) {
    store::testing::each_database(store::MIGRATIONS, |database, _| {
        let folder = tempfile::tempdir().unwrap();
        test(School::open(folder.path(), database, &[]).serve());
    });
}

/// Runs a test against a server on each engine that sends texts and places calls.
pub fn on_each_engine_with_phones(test: impl Fn(&Serving, &SimulatorDesk)) {
    store::testing::each_database(store::MIGRATIONS, |database, _| {
        let (folder, phones) = (tempfile::tempdir().unwrap(), tweestap::demo::simulator());
        test(&School::open(folder.path(), database, &[]).serve_with(Some(phones.clone())), &phones);
    });
}
