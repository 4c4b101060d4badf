//! Reading accounts from a CSV file (RFC 4180), line by line.
//!
//! The first line names the columns, in any order: `user_name` and any of `display_name`, `mail`, `mobile_phone`, `office_phone`,
//! `language`, `role`, `second_step`, `password`. Columns are parted by commas, or by semicolons as Dutch spreadsheets write
//! them. Every further line is an account, or is refused with its reason; one bad line never stops the others.

use std::collections::HashSet;
use std::io::Read;

use csv::{ByteRecord, Reader, ReaderBuilder};
use world::Language;
use world::phone::{PhoneError, PhoneNumber};
use world::text::{DisplayName, MailAddress, TextError, UserName};

use crate::people::{Contact, Role};

/// The columns that an import knows.
pub const COLUMNS: &[&str] = &[
    "user_name",
    "display_name",
    "mail",
    "mobile_phone",
    "office_phone",
    "language",
    "role",
    "second_step",
    "password",
];
/// A field has this many bytes at most.
const LONGEST_FIELD: usize = 2000;

/// One line that may become an account. The password is still to be hashed.
#[derive(Clone)]
pub struct Line {
    /// The number of its line in the file, from 1.
    pub line: u64,
    /// Its user name.
    pub user_name: UserName,
    /// The person's name; the user name where none is given.
    pub display_name: DisplayName,
    /// How the person can be reached.
    pub contact: Contact,
    /// The person's language.
    pub language: Option<Language>,
    /// What the account may do.
    pub role: Role,
    /// Whether it must have a second step in any case.
    pub second_step_required: bool,
    /// Its password.
    pub password: Option<String>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line")
            .field("line", &self.line)
            .field("user_name", &self.user_name)
            .finish_non_exhaustive()
    }
}

/// A line that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {column}: {reason}")]
pub struct RefusedLine {
    /// The number of the line in the file, from 1.
    pub line: u64,
    /// The column.
    pub column: &'static str,
    /// Why.
    pub reason: Reason,
}

/// Why a line is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// A text that does not fit.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A phone number that does not fit.
    #[error(transparent)]
    Phone(#[from] PhoneError),
    /// None of the words that the column takes.
    #[error("must be one of: {0}")]
    OneOf(&'static str),
    /// Not UTF-8, too long, or with too few or too many fields.
    #[error("the line is not a line of this file: {0}")]
    Form(&'static str),
    /// An earlier line has the same user name.
    #[error("an earlier line has the same user name")]
    Twice,
    /// The user name's domain is another organization's.
    #[error("the domain does not belong to this organization")]
    OtherDomain,
    /// The organization has such an account already.
    #[error("the account exists")]
    Exists,
}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is empty, or its first line names no columns.
    #[error("the first line must name the columns, with user_name among them")]
    NoHeader,
    /// A column that is not known.
    #[error("there is no column {found}{}", nearest.map(|name| format!("; did you mean {name}?")).unwrap_or_default())]
    Column {
        /// What stands there.
        found: String,
        /// The known column that comes nearest.
        nearest: Option<&'static str>,
    },
    /// A column that stands there twice.
    #[error("the column {0} stands there twice")]
    ColumnTwice(&'static str),
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Unreadable(#[source] csv::Error),
}

/// The lines of a file, one at a time.
pub struct Lines<R> {
    reader: Reader<R>,
    columns: Vec<&'static str>,
    country: Option<String>,
    seen: HashSet<String>,
    record: ByteRecord,
}

impl<R: Read> Lines<R> {
    /// Reads the header. `country` (ISO 3166-1, as `NL`) is assumed for phone numbers without `+`.
    pub fn new(mut file: R, country: Option<&str>) -> Result<Self, ImportError> {
        // The first line tells the separator; it is read byte by byte, as the rest is not ours yet.
        let mut header = Vec::new();
        let mut byte = [0];
        while header.len() < LONGEST_FIELD {
            match file.read(&mut byte) {
                Ok(0) => break,
                Ok(_) if byte[0] == b'\n' => break,
                Ok(_) => header.push(byte[0]),
                Err(error) => return Err(ImportError::Unreadable(error.into())),
            }
        }
        let header = String::from_utf8_lossy(&header).into_owned();
        let header = header.trim_start_matches('\u{feff}').trim_end();
        if header.is_empty() {
            return Err(ImportError::NoHeader);
        }
        let separator = if header.contains(';') { b';' } else { b',' };
        let names = header.split(char::from(separator));
        let columns =
            names.map(|name| column(name.trim().trim_matches('"'))).collect::<Result<Vec<_>, _>>()?;
        if !columns.contains(&"user_name") {
            return Err(ImportError::NoHeader);
        }
        if let Some(twice) = columns.iter().enumerate().find(|(i, name)| columns[..*i].contains(name)) {
            return Err(ImportError::ColumnTwice(twice.1));
        }
        // Lines end with LF here, so that a file with CRLF counts its lines once; the CR is trimmed with the white space.
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(separator)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(file);
        Ok(Self {
            reader,
            columns,
            country: country.map(str::to_owned),
            seen: HashSet::new(),
            record: ByteRecord::new(),
        })
    }

    /// Reads the next line; none at the end of the file.
    pub fn next_line(&mut self) -> Option<Result<Line, RefusedLine>> {
        loop {
            let before = self.reader.position().line();
            match self.reader.read_byte_record(&mut self.record) {
                Ok(false) => return None,
                Ok(true) => {
                    let line = self.record.position().map_or(before, csv::Position::line) + 1;
                    if self.record.iter().all(|field| field.trim_ascii().is_empty()) {
                        continue;
                    }
                    return Some(self.read(line));
                }
                Err(_) => {
                    return Some(Err(refused(before + 1, "user_name", Reason::Form("it cannot be read"))));
                }
            }
        }
    }

    fn read(&mut self, line: u64) -> Result<Line, RefusedLine> {
        let form = |what| refused(line, "user_name", Reason::Form(what));
        if self.record.len() != self.columns.len() {
            return Err(form("it has another number of fields than the first line"));
        }
        if self.record.iter().any(|field| field.len() > LONGEST_FIELD) {
            return Err(form("a field is longer than 2000 bytes"));
        }
        let record =
            csv::StringRecord::from_byte_record(self.record.clone()).map_err(|_| form("it is not UTF-8"))?;
        let field = |name: &str| {
            let index = self.columns.iter().position(|column| *column == name);
            index.and_then(|index| record.get(index)).map(str::trim).filter(|text| !text.is_empty())
        };
        let parsed = self.parse(line, &field)?;
        if !self.seen.insert(parsed.user_name.as_str().to_owned()) {
            return Err(refused(line, "user_name", Reason::Twice));
        }
        Ok(parsed)
    }

    fn parse<'a>(&self, line: u64, field: &dyn Fn(&str) -> Option<&'a str>) -> Result<Line, RefusedLine> {
        let text = |column: &'static str| move |error: TextError| refused(line, column, error.into());
        let phone = |column: &'static str| {
            let number =
                field(column).map(|text| PhoneNumber::parse(text, self.country.as_deref())).transpose();
            number.map_err(|error| refused(line, column, error.into()))
        };
        let user_name = UserName::parse(field("user_name").unwrap_or_default()).map_err(text("user_name"))?;
        let display_name = field("display_name").unwrap_or(user_name.as_str());
        Ok(Line {
            line,
            display_name: DisplayName::parse(display_name).map_err(text("display_name"))?,
            contact: Contact {
                mail: field("mail").map(MailAddress::parse).transpose().map_err(text("mail"))?,
                mobile_phone: phone("mobile_phone")?,
                office_phone: phone("office_phone")?,
            },
            language: one_of(line, "language", field, "en, nl", Language::find)?,
            role: one_of(line, "role", field, "person, administrator", Role::parse)?.unwrap_or(Role::Person),
            second_step_required: one_of(line, "second_step", field, "required, as_organization", |text| {
                match text {
                    "required" => Some(true),
                    "as_organization" => Some(false),
                    _ => None,
                }
            })?
            .unwrap_or(false),
            password: field("password").map(str::to_owned),
            user_name,
        })
    }
}

fn refused(line: u64, column: &'static str, reason: Reason) -> RefusedLine {
    RefusedLine { line, column, reason }
}

fn one_of<'a, T>(
    line: u64,
    column: &'static str,
    field: &dyn Fn(&str) -> Option<&'a str>,
    words: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, RefusedLine> {
    let Some(text) = field(column) else { return Ok(None) };
    read(&text.to_lowercase()).map(Some).ok_or_else(|| refused(line, column, Reason::OneOf(words)))
}

fn column(name: &str) -> Result<&'static str, ImportError> {
    let folded = name.to_lowercase();
    let known = COLUMNS.iter().copied().find(|column| *column == folded);
    known.ok_or_else(|| ImportError::Column {
        found: name.chars().take(40).collect(),
        nearest: world::text::nearest(&folded, COLUMNS.iter().copied()),
    })
}

#[cfg(test)]
mod tests;
