//! The file of accounts: written whole, readable by its owner only, and by one program at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use data_encoding::BASE64URL_NOPAD;
use device_protocol::{Id, KeyPair, Millis, Paired, PublicKey, Sequence, Server, Ticket};
use otp::{STEP_SECONDS, Secret};
use serde::{Deserialize, Serialize};
use world::Timestamp;

const VERSION: u8 = 1;
const LONGEST: u64 = 1024 * 1024;

/// An account that this program is paired with.
#[derive(Clone, Serialize, Deserialize)]
pub struct Account {
    /// Its server.
    pub server: Server,
    /// The account's id.
    pub account: Id,
    /// The id of this program there.
    pub device: Id,
    /// The user name.
    pub user_name: String,
    /// The organization's name.
    pub organization: String,
    /// The key that everything from the server is signed with.
    pub server_key: PublicKey,
    /// The key of this program, as base64url of PKCS #8.
    key: String,
    /// The secret of the app code, as base32.
    app_code: String,
    /// The sequence of the last message.
    sequence: Option<Sequence>,
    /// The server's clock less this machine's, in milliseconds.
    clock: i64,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.user_name)
    }
}

impl Account {
    /// What a pairing gave.
    pub fn new(paired: Paired, key: &KeyPair, ticket: &Ticket, clock: i64) -> Result<Self> {
        let secret = ticket.app_code_secret().context("the app code")?;
        Ok(Self {
            server: paired.server,
            account: paired.account,
            device: paired.device,
            user_name: paired.user_name,
            organization: paired.organization,
            server_key: paired.key,
            key: BASE64URL_NOPAD.encode(&key.to_pkcs8().context("the key")?),
            app_code: Secret::from_bytes(secret.as_ref()).context("the app code")?.to_base32(),
            sequence: None,
            clock,
        })
    }

    /// The key of this program.
    pub fn key(&self) -> Result<KeyPair> {
        let bytes = BASE64URL_NOPAD.decode(self.key.as_bytes());
        bytes
            .ok()
            .and_then(|bytes| KeyPair::from_pkcs8(&bytes).ok())
            .context("the key in the file is damaged")
    }

    /// The server's time when this machine's clock shows that.
    pub fn time(&self, now: Timestamp) -> Result<Millis> {
        millis(now, self.clock)
    }

    /// The app code of a moment, and for how many seconds it holds.
    pub fn code(&self, now: Timestamp) -> Result<(String, i64)> {
        let secret = Secret::parse(&self.app_code).context("the app code in the file is damaged")?;
        let seconds = self.time(now)?.get() / 1000;
        let code = otp::totp(&secret, seconds);
        Ok((code.as_str().to_owned(), STEP_SECONDS - seconds % STEP_SECONDS))
    }

    fn is(&self, other: &Self) -> bool {
        (&self.server, &self.device) == (&other.server, &other.device)
    }
}

/// A time in milliseconds, corrected by a difference of clocks.
pub fn millis(now: Timestamp, difference: i64) -> Result<Millis> {
    Millis::new((now.micros() / 1000).saturating_add(difference)).context("the clock of this machine")
}

#[derive(Serialize, Deserialize)]
struct Content {
    version: u8,
    accounts: Vec<Account>,
}

/// The file.
#[derive(Clone, Debug)]
pub struct Book {
    path: PathBuf,
}

impl Book {
    /// The file that is named, or the one of this person.
    pub fn at(named: Option<PathBuf>) -> Result<Self> {
        let path = match named {
            Some(path) => path,
            None => {
                let folder =
                    |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
                folder("XDG_DATA_HOME")
                    .or_else(|| folder("HOME").map(|home| home.join(".local/share")))
                    .context("there is no home folder: say where the file is with --file")?
                    .join("tweestap/authenticator.json")
            }
        };
        Ok(Self { path })
    }

    /// All accounts, in the order in which they were paired.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        let at = || format!("the file {}", self.path.display());
        let text = match fs::metadata(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).with_context(at),
            Ok(about) if about.mode() & 0o077 != 0 => {
                bail!("{} can be read by others (mode {:o}): run chmod 600 on it", at(), about.mode() & 0o777)
            }
            Ok(about) if about.len() > LONGEST => bail!("{} is not of this program: it is too long", at()),
            Ok(_) => fs::read_to_string(&self.path).with_context(at)?,
        };
        let content: Content =
            serde_json::from_str(&text).ok().with_context(|| format!("{} is not of this program", at()))?;
        if content.version != VERSION {
            bail!("{} is of another version of this program", at());
        }
        Ok(content.accounts)
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(ending);
        name.into()
    }

    /// Changes the accounts while no other program does.
    fn change<T>(&self, change: impl FnOnce(&mut Vec<Account>) -> Result<T>) -> Result<T> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let at = || format!("the file {}", self.path.display());
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(at)?;
        let mut ours = OpenOptions::new();
        ours.write(true).mode(0o600);
        let lock = ours.clone().create(true).truncate(true).open(self.beside(".lock")).with_context(at)?;
        lock.lock().with_context(at)?;
        let mut accounts = self.accounts()?;
        let changed = change(&mut accounts)?;
        let text = serde_json::to_string_pretty(&Content { version: VERSION, accounts })?;
        let mut write = || -> io::Result<()> {
            let beside = self.beside(".new");
            // What a killed program left has whatever mode it has.
            match fs::remove_file(&beside) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = ours.create_new(true).open(&beside)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&beside, &self.path)?;
            File::open(folder)?.sync_all()
        };
        write().with_context(at)?;
        Ok(changed)
    }

    /// Adds an account; an earlier pairing with the same account gives way.
    pub fn add(&self, account: &Account) -> Result<()> {
        let same = |other: &Account| (&other.server, &other.account) == (&account.server, &account.account);
        self.change(|accounts| {
            accounts.retain(|other| !same(other));
            accounts.push(account.clone());
            Ok(())
        })
    }

    /// Removes an account.
    pub fn remove(&self, account: &Account) -> Result<()> {
        self.change(|accounts| {
            accounts.retain(|other| !other.is(account));
            Ok(())
        })
    }

    /// Takes the sequence and time of a message. They are kept before it is sent, so that no later one has the same.
    pub fn next(&self, account: &Account, now: Timestamp) -> Result<(Sequence, Millis)> {
        self.change_one(account, |kept| {
            let time = kept.time(now)?;
            let sequence = Sequence::after(kept.sequence, time);
            kept.sequence = Some(sequence);
            Ok((sequence, time))
        })
    }

    /// Keeps how far the clocks differ.
    pub fn set_clock(&self, account: &Account, difference: i64) -> Result<()> {
        self.change_one(account, |kept| {
            kept.clock = difference;
            Ok(())
        })
    }

    /// Keeps that messages up to this one have been sent.
    pub fn sent_up_to(&self, account: &Account, sequence: Sequence) -> Result<()> {
        self.change_one(account, |kept| {
            kept.sequence = kept.sequence.max(Some(sequence));
            Ok(())
        })
    }

    fn change_one<T>(&self, account: &Account, change: impl FnOnce(&mut Account) -> Result<T>) -> Result<T> {
        self.change(|accounts| {
            let kept = accounts.iter_mut().find(|other| other.is(account));
            change(kept.context("the account was taken out by another program")?)
        })
    }
}
