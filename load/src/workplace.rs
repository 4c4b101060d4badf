//! Where measurements keep their databases and servers. Nothing of it is left behind, not even after Ctrl-C.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use postgres::{Client, NoTls};
use tempfile::TempDir;
use tokio::signal::unix::{SignalKind, signal};

/// The place. Cloning gives another handle to the same one.
#[derive(Clone)]
pub struct Workplace(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    /// The address of a database on the PostgreSQL server, beside which others can be made.
    postgres: Option<String>,
    removed_at_the_end: Mutex<Option<TempDir>>,
    servers: Mutex<Vec<Child>>,
    databases: Mutex<Vec<String>>,
}

/// A server, as a process of its own, that runs until this is dropped.
pub struct Server {
    id: u32,
    /// `address:port`.
    pub address: String,
    workplace: Workplace,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workplace {
    /// Takes a place inside a folder; in that of temporary files if none is given. Databases are made on the PostgreSQL server, if there is one.
    pub fn new(inside: Option<&Path>, postgres: Option<String>) -> Result<Self> {
        let inside = inside.map_or_else(std::env::temp_dir, Path::to_owned);
        let folder = tempfile::Builder::new()
            .prefix("tweestap-load-")
            .tempdir_in(&inside)
            .with_context(|| format!("a folder inside {}", inside.display()))?;
        Ok(Self(Arc::new(Inner {
            folder: folder.path().to_owned(),
            postgres,
            removed_at_the_end: Mutex::new(Some(folder)),
            servers: Mutex::default(),
            databases: Mutex::default(),
        })))
    }

    /// A folder for one measurement, empty.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.0.folder.join(name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Whether there is a PostgreSQL server.
    pub fn has_postgres(&self) -> bool {
        self.0.postgres.is_some()
    }

    /// A database for one measurement on the PostgreSQL server, empty; its address.
    pub fn database(&self, name: &str) -> Result<String> {
        let beside = self.0.postgres.as_deref().context("a PostgreSQL server")?;
        let (server, _) =
            beside.rsplit_once('/').context("an address that ends in the name of a database")?;
        let name = format!("tweestap_load_{}_{name}", std::process::id());
        let mut client = Client::connect(beside, NoTls).context("the PostgreSQL server")?;
        client.batch_execute(&format!("CREATE DATABASE {name}")).context("a database of our own")?;
        let address = format!("{server}/{name}");
        lock(&self.0.databases).push(name);
        Ok(address)
    }

    /// Starts `tweestap serve`, which is built beside this program.
    pub fn serve(&self, data: &Path) -> Result<Server> {
        self.start("serve", data, &[])
    }

    /// Starts `tweestap serve` or `demo` with variables of its configuration.
    pub fn start(&self, command: &str, data: &Path, variables: &[(&str, &str)]) -> Result<Server> {
        let program = std::env::current_exe()?.with_file_name("tweestap");
        let mut child = Command::new(&program)
            .args([command, "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{}: build it first", program.display()))?;
        let (id, output) = (child.id(), child.stdout.take());
        lock(&self.0.servers).push(child);
        let mut server = Server { id, address: String::new(), workplace: self.clone() };
        server.address = BufReader::new(output.context("its output")?)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("http://").map(|(_, address)| address.trim().to_owned()))
            .context("the server said where it listens")?;
        Ok(server)
    }

    fn stop(&self, wanted: impl Fn(&Child) -> bool) {
        let mut servers = lock(&self.0.servers);
        for child in servers.extract_if(.., |child| wanted(child)) {
            let mut child = child;
            drop(child.kill());
            drop(child.wait());
        }
    }

    fn drop_databases(&self) -> Result<()> {
        let names = std::mem::take(&mut *lock(&self.0.databases));
        if let (Some(beside), false) = (&self.0.postgres, names.is_empty()) {
            let mut client = Client::connect(beside, NoTls)?;
            for name in names {
                client.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))?;
            }
        }
        Ok(())
    }

    /// Stops what runs and removes what was written.
    pub fn clear(&self) {
        self.stop(|_| true);
        // This may be a thread that runs tasks, which must not wait for a database.
        let all = self.clone();
        drop(std::thread::spawn(move || all.drop_databases()).join());
        drop(lock(&self.0.removed_at_the_end).take());
    }

    /// Clears up and ends the program when it is told to stop.
    pub async fn clears_when_stopped(self) -> Result<()> {
        let mut terminated = signal(SignalKind::terminate())?;
        tokio::select! {
            _ = terminated.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        self.clear();
        std::process::exit(130)
    }
}

impl Server {
    /// Its id.
    pub fn process(&self) -> String {
        self.id.to_string()
    }
}

impl Server {
    /// Kills it, as a machine that loses its power does.
    pub fn kill(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.workplace.stop(|child| child.id() == self.id);
    }
}
