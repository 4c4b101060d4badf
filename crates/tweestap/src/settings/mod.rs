//! The configuration: one TOML file, with every key overridable by an environment variable.

mod document;
mod keys;
mod limits;
mod mail;
mod reset;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

pub use document::{configuration_document, default_file};
pub use keys::{KEYS, Key, Kind};
pub use limits::limits_document;
use sign_in::Limits;
use store::Database;
use vault::{Argon2Parameters, PoolSettings};
use verification::attempts::Lifetime;
use verification::throttle::Allowance;
use world::Span;

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("the configuration {path} cannot be read")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("the configuration is not TOML: {0}")]
    Form(String),
    /// There is no such key.
    #[error("{place}: there is no key {name}{}", nearest.as_ref().map(|key| format!("; did you mean {key}?")).unwrap_or_default())]
    Unknown {
        /// Where it stands: a line of the file, or the environment.
        place: String,
        /// What stands there.
        name: String,
        /// The key that comes nearest.
        nearest: Option<String>,
    },
    /// A value does not fit.
    #[error("{place}: {name} must be {wanted}")]
    Value {
        /// Where it stands.
        place: String,
        /// The key.
        name: String,
        /// What it must be.
        wanted: String,
    },
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The value, as text.
    pub value: String,
    /// `default`, `line 3 of tweestap.toml` or the name of a variable.
    pub origin: String,
}

/// The whole configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings(BTreeMap<&'static str, Chosen>);

/// Variables that are for tests and tools, and no keys.
const OTHER_VARIABLES: &[&str] = &["TWEESTAP_CONFIG", "TWEESTAP_TEST_POSTGRES"];

impl Settings {
    /// Reads a file, if there is one, and the environment.
    pub fn read(
        file: Option<(&Path, &str)>,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        let default = |key: &Key| Chosen { value: key.default.to_owned(), origin: "default".to_owned() };
        let mut settings = Self(KEYS.iter().map(|key| (key.name, default(key))).collect());
        if let Some((path, text)) = file {
            settings.read_file(path, text)?;
        }
        for (variable, value) in variables.filter(|(name, _)| name.starts_with("TWEESTAP_")) {
            if OTHER_VARIABLES.contains(&variable.as_str()) {
                continue;
            }
            let key = KEYS.iter().find(|key| key.variable() == variable).ok_or_else(|| {
                let names: Vec<_> = KEYS.iter().map(Key::variable).collect();
                let nearest =
                    world::text::nearest(&variable, names.iter().map(String::as_str)).map(str::to_owned);
                SettingsError::Unknown {
                    place: "the environment".to_owned(),
                    name: variable.clone(),
                    nearest,
                }
            })?;
            settings.choose(key, value, variable)?;
        }
        Ok(settings)
    }

    fn read_file(&mut self, path: &Path, text: &str) -> Result<(), SettingsError> {
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| SettingsError::Form(error.to_string()))?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let place = |line: Option<usize>| match line {
            Some(line) => format!("line {line} of {file}"),
            None => file.clone(),
        };
        for (section, value) in &table {
            let toml::Value::Table(keys) = value else {
                let found = line_of(text, None, section);
                return Err(unknown(place(found), section));
            };
            for (name, value) in keys {
                let full = format!("{section}.{name}");
                let line = place(line_of(text, Some(section), name));
                let key =
                    KEYS.iter().find(|key| key.name == full).ok_or_else(|| unknown(line.clone(), &full))?;
                let value = match value {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Integer(number) => number.to_string(),
                    other => other.to_string(),
                };
                self.choose(key, value, line)?;
            }
        }
        Ok(())
    }

    fn choose(&mut self, key: &Key, value: String, origin: String) -> Result<(), SettingsError> {
        if let Some(wanted) = key.refuses(&value) {
            return Err(SettingsError::Value { place: origin, name: key.name.to_owned(), wanted });
        }
        self.0.insert(key.name, Chosen { value, origin });
        Ok(())
    }

    /// Sets a key from the command line.
    pub fn set(&mut self, name: &'static str, value: String) {
        self.0.insert(name, Chosen { value, origin: "the command line".to_owned() });
    }

    /// Every key with its value and where it comes from.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Chosen)> {
        self.0.iter().map(|(name, chosen)| (*name, chosen))
    }

    /// The value of a key as text; empty for a key that does not exist.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |chosen| chosen.value.as_str())
    }

    /// The value of a key that is a number. It was checked when it was read.
    pub fn number(&self, name: &str) -> i64 {
        self.text(name).parse().unwrap_or_default()
    }

    fn size(&self, name: &str) -> usize {
        usize::try_from(self.number(name)).unwrap_or_default()
    }

    /// Where to listen.
    pub fn listen(&self, name: &str) -> Option<SocketAddr> {
        self.text(name).parse().ok()
    }

    /// The proxies that are believed.
    pub fn trusted_proxies(&self) -> Vec<IpAddr> {
        self.text("server.trusted_proxies").split(',').filter_map(|text| text.trim().parse().ok()).collect()
    }

    /// A span of so many units.
    pub fn span(&self, name: &str, unit: fn(i64) -> Span) -> Span {
        unit(self.number(name))
    }

    /// Whether the database is a file in the data folder, which one machine serves from.
    pub fn has_database_to_itself(&self) -> bool {
        ["database.postgres", "database.postgres_file"].iter().all(|name| self.text(name).is_empty())
    }

    /// The database, SQLite in this folder if none is named.
    pub fn database(&self, data: &Path) -> std::io::Result<Database> {
        let mut url = self.text("database.postgres").to_owned();
        let file = self.text("database.postgres_file");
        if !file.is_empty() {
            std::fs::read_to_string(file)?.trim().clone_into(&mut url);
        }
        Ok(if url.is_empty() {
            Database::Sqlite { path: data.join("tweestap.db") }
        } else {
            Database::Postgres { url, connections: self.size("database.connections") }
        })
    }

    /// How the hashing pool is laid out.
    pub fn pool(&self) -> PoolSettings {
        let number = |name| u32::try_from(self.number(name)).unwrap_or_default();
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.size("passwords.threads");
        PoolSettings {
            parameters: Argon2Parameters {
                memory_kib: number("passwords.memory_kib"),
                passes: number("passwords.passes"),
                lanes: number("passwords.lanes"),
            },
            threads: if threads == 0 { cores() } else { threads },
            queue: self.size("passwords.queue"),
        }
    }

    /// The numbers of signing in.
    pub fn limits(&self) -> Limits {
        let codes_rest = self.span("codes.rest_minutes", Span::minutes);
        Limits {
            passwords: Allowance {
                tries: self.number("lockout.wrong_passwords"),
                within: self.span("lockout.within_hours", Span::hours),
                rest: self.span("lockout.rest_seconds", Span::seconds),
                longest_rest: self.span("lockout.longest_rest_seconds", Span::seconds),
                lasts: Span::ZERO,
            },
            challenges: verification::challenges::Limits {
                codes: Allowance {
                    tries: self.number("codes.wrong_codes"),
                    within: self.span("codes.within_minutes", Span::minutes),
                    rest: codes_rest,
                    longest_rest: codes_rest,
                    lasts: Span::ZERO,
                },
                sends: self.sends("messages.to_account", "messages.to_account_minutes"),
                number_sends: self.sends("messages.to_number", "messages.to_number_minutes"),
                requests: Allowance {
                    tries: self.number("requests.unanswered"),
                    within: self.span("requests.within_minutes", Span::minutes),
                    rest: self.span("requests.rest_seconds", Span::seconds),
                    longest_rest: self.span("requests.longest_rest_seconds", Span::seconds),
                    // A request waits for so long, and the rest comes after it.
                    lasts: Span::seconds(60),
                },
                quiet: self.span("requests.quiet_minutes", Span::minutes),
                blocked: self.span("requests.blocked_minutes", Span::minutes),
            },
            attempts: Lifetime {
                lasts: self.span("sign_in.attempt_minutes", Span::minutes),
                kept: self.span("sign_in.keep_days", Span::days),
            },
            sessions: accounts::sessions::Durations {
                stays: self.span("sessions.stay_days", Span::days),
                otherwise: self.span("sessions.otherwise_hours", Span::hours),
            },
        }
    }

    /// So many messages in a span, and then none until it has passed once more.
    fn sends(&self, count: &str, minutes: &str) -> Allowance {
        let span = self.span(minutes, Span::minutes);
        Allowance {
            tries: self.number(count),
            within: span,
            rest: span,
            longest_rest: span,
            lasts: Span::ZERO,
        }
    }
}

fn unknown(place: String, name: &str) -> SettingsError {
    let nearest = world::text::nearest(name, KEYS.iter().map(|key| key.name)).map(str::to_owned);
    SettingsError::Unknown { place, name: name.to_owned(), nearest }
}

/// The line, from 1, on which a key of a section stands.
fn line_of(text: &str, section: Option<&str>, name: &str) -> Option<usize> {
    let mut current: Option<&str> = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            current = header.split(']').next().map(str::trim);
        }
        let key = line.split('=').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        let dotted = section.is_some_and(|section| current.is_none() && key == format!("{section}.{name}"));
        if (current == section && key == name && line.contains('=')) || dotted {
            return Some(index + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests;
