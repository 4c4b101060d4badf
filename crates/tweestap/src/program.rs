//! What every command opens: settings, keys and database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use breach_filter::Filter;
use delivery::{Carrier, Carriers, Maildir, Smtp, TextFolder};
use new_password::Judge;
use password_policy::Rules;
use store::Store;
use vault::{HashingPool, Vault};

use crate::settings::Settings;

/// The open parts of the program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The configuration.
    pub settings: Settings,
    /// The data folder.
    pub data: PathBuf,
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
}

/// The file of keys in the data folder.
pub fn key_file(data: &Path) -> PathBuf {
    data.join("keys")
}

/// Reads the configuration file: the one that is named, or `tweestap.toml` in the data folder if it is there.
pub fn read_settings(named: Option<&Path>, data: &Path) -> Result<Settings> {
    let beside = data.join("tweestap.toml");
    let path = named.map(Path::to_owned).or_else(|| beside.exists().then_some(beside));
    let text = path
        .as_ref()
        .map(|path| {
            std::fs::read_to_string(path).with_context(|| format!("the configuration {}", path.display()))
        })
        .transpose()?;
    let file = path.as_deref().zip(text.as_deref());
    Ok(Settings::read(file, std::env::vars())?)
}

impl Program {
    /// Opens keys and database; both are made at the first start.
    pub fn open(settings: Settings, data: &Path) -> Result<Self> {
        std::fs::create_dir_all(data).with_context(|| format!("the data folder {}", data.display()))?;
        let vault = Vault::open(&key_file(data)).context("the key ring")?;
        let database = settings.database(data).context("the file that holds the database's address")?;
        let store = Store::open(&database).context("the database")?;
        Ok(Self { settings, data: data.to_owned(), store, vault })
    }

    /// What carries messages.
    pub fn carriers(&self) -> Result<Carriers> {
        let folder = self.settings.text("texts.folder");
        let text = if folder.is_empty() {
            None
        } else {
            let texts = TextFolder::open(Path::new(folder));
            let texts = texts.with_context(|| format!("the folder of text messages {folder}"))?;
            Some(Arc::new(texts) as Arc<dyn Carrier>)
        };
        Ok(Carriers { text, ..Carriers::mail_only(self.mail_carrier()?) })
    }

    /// What carries mail: the server that is named, or else a folder.
    pub fn mail_carrier(&self) -> Result<Arc<dyn Carrier>> {
        let sender = self.settings.sender()?;
        if let Some(server) = self.settings.mail_server()? {
            let name = self.settings.text("mail.smtp");
            let smtp = Smtp::new(server, sender).with_context(|| format!("the mail server {name}"))?;
            return Ok(Arc::new(smtp));
        }
        let folder = self.settings.mail_folder(&self.data);
        let maildir = Maildir::open(&folder, sender)
            .with_context(|| format!("the mail folder {}", folder.display()))?;
        Ok(Arc::new(maildir))
    }

    /// The filter of breached passwords, if one is configured.
    pub fn breach_filter(&self) -> Result<Option<Filter>> {
        let file = self.settings.text("passwords.breach_filter");
        let open =
            || Filter::open(Path::new(file)).with_context(|| format!("passwords.breach_filter, {file}"));
        if file.is_empty() { Ok(None) } else { open().map(Some) }
    }

    /// What judges new passwords.
    pub fn judge(&self) -> Result<Judge> {
        let shortest = usize::try_from(self.settings.number("passwords.shortest")).unwrap_or_default();
        Ok(Judge::new(Rules { shortest, ..Rules::default() }, self.breach_filter()?))
    }

    /// Starts the hashing pool.
    pub fn pool(&self) -> Result<HashingPool> {
        HashingPool::start(self.settings.pool()).context("the hashing threads")
    }
}
