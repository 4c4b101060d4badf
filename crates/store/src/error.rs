//! What a database can refuse, in the words of the store and not of an engine.

use std::error::Error;

use world::Outage;

/// Why a statement, a step or the opening of a database failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row with this key exists.
    #[error("a row with this key exists")]
    Unique,
    /// The row that another one refers to does not exist.
    #[error("the row that is referred to does not exist")]
    Foreign,
    /// A query that must find one row found none.
    #[error("no row was found")]
    NoRow,
    /// The disk or the database is full.
    #[error("the disk or the database is full")]
    Full,
    /// More steps wait than the queue holds: try again in a moment.
    #[error("too many steps wait for the database")]
    Busy,
    /// The database cannot be reached, or the store is closing.
    #[error("the database cannot be reached")]
    Gone(#[source] Option<Box<dyn Error + Send + Sync>>),
    /// Another transaction was in the way; the store runs the step again.
    #[error("another transaction was in the way")]
    Conflict,
    /// A column holds something else than the code expects.
    #[error("column {column} does not hold {expected}")]
    Decode {
        /// The index of the column in the query.
        column: usize,
        /// What was expected.
        expected: &'static str,
    },
    /// The step panicked; it was rolled back.
    #[error("a step panicked")]
    Panicked,
    /// The database was written by a newer version.
    #[error(
        "the database has schema {found}, this program knows schemas up to {known}: run the newer version"
    )]
    Newer {
        /// The schema of the database.
        found: i64,
        /// The newest schema that the program knows.
        known: i64,
    },
    /// Something else, in the engine's words.
    #[error("the database refused {what}")]
    Refused {
        /// The statement or the action.
        what: String,
        /// The engine's error.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    /// The outage behind an error of any room: the database's own error stands somewhere in its chain of sources.
    pub fn outage_behind(error: &(dyn Error + 'static)) -> Option<Outage> {
        let mut chain = std::iter::successors(Some(error), |&error| error.source());
        match chain.find_map(|error| error.downcast_ref::<Self>())? {
            Self::Busy => Some(Outage::Busy),
            Self::Gone(_) => Some(Outage::Unreachable),
            Self::Full => Some(Outage::Full),
            _ => None,
        }
    }

    pub(crate) fn from_sqlite(what: &str, error: rusqlite::Error) -> Self {
        use rusqlite::ffi;
        match error.sqlite_error() {
            Some(failure) => match failure.extended_code {
                ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => Self::Unique,
                ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Self::Foreign,
                code if code & 0xff == ffi::SQLITE_FULL => Self::Full,
                code if code & 0xff == ffi::SQLITE_BUSY => Self::Busy,
                _ => Self::Refused { what: what.to_owned(), source: Box::new(error) },
            },
            None => Self::Refused { what: what.to_owned(), source: Box::new(error) },
        }
    }

    pub(crate) fn from_postgres(what: &str, error: postgres::Error) -> Self {
        use postgres::error::SqlState;
        let Some(code) = error.code() else { return Self::Gone(Some(Box::new(error))) };
        match *code {
            SqlState::UNIQUE_VIOLATION => Self::Unique,
            SqlState::FOREIGN_KEY_VIOLATION => Self::Foreign,
            SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => Self::Conflict,
            SqlState::DISK_FULL => Self::Full,
            SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
                Self::Gone(Some(Box::new(error)))
            }
            _ => Self::Refused { what: what.to_owned(), source: Box::new(error) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    enum Room {
        #[error("of the database")]
        Store(#[from] StoreError),
        #[error("of another room")]
        Other(#[source] Box<Room>),
    }

    #[test]
    fn an_outage_is_found_however_deep_it_lies() {
        let deep = |error| Room::Other(Box::new(Room::Other(Box::new(Room::Store(error)))));
        assert_eq!(StoreError::outage_behind(&StoreError::Busy), Some(Outage::Busy));
        assert_eq!(StoreError::outage_behind(&Room::from(StoreError::Full)), Some(Outage::Full));
        assert_eq!(StoreError::outage_behind(&deep(StoreError::Busy)), Some(Outage::Busy));
        assert_eq!(StoreError::outage_behind(&deep(StoreError::Gone(None))), Some(Outage::Unreachable));
        assert_eq!(StoreError::outage_behind(&deep(StoreError::NoRow)), None);
        assert_eq!(StoreError::outage_behind(&std::fmt::Error), None);
    }
}
