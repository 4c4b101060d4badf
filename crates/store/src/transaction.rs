//! The one handle through which steps speak to the database.

use crate::engine::Driver;
use crate::{Row, Statement, StoreError, Value};

/// A transaction that is under way. It commits when its step returns `Ok`.
pub struct Transaction<'a> {
    pub(crate) driver: &'a mut dyn Driver,
    pub(crate) conflict: bool,
    pub(crate) told: Vec<&'static str>,
    #[cfg(feature = "testing")]
    ran: Vec<&'static str>,
}

impl<'a> Transaction<'a> {
    pub(crate) fn new(driver: &'a mut dyn Driver) -> Self {
        Self {
            driver,
            conflict: false,
            told: Vec::new(),
            #[cfg(feature = "testing")]
            ran: Vec::new(),
        }
    }

    /// Runs a statement; how many rows it changed.
    pub fn run(&mut self, statement: Statement, values: &[Value]) -> Result<u64, StoreError> {
        self.note(statement);
        let done = self.driver.run(statement, values);
        self.watch(done)
    }

    /// All rows of a query. A query that lists something has a `LIMIT`.
    pub fn all(&mut self, statement: Statement, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.note(statement);
        let rows = self.driver.rows(statement, values);
        self.watch(rows)
    }

    /// The first row of a query, if it has one.
    pub fn first(&mut self, statement: Statement, values: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.all(statement, values)?.into_iter().next())
    }

    /// The first row of a query that always has one.
    pub fn one(&mut self, statement: Statement, values: &[Value]) -> Result<Row, StoreError> {
        self.first(statement, values)?.ok_or(StoreError::NoRow)
    }

    /// Wakes whoever in this process waits for a topic, once this transaction is committed.
    pub fn tells(&mut self, topic: &'static str) {
        self.told.push(topic);
    }

    /// Lets the engine read a statement without running it: the test of all statements.
    pub fn prepare(&mut self, statement: Statement) -> Result<(), StoreError> {
        self.driver.prepare(statement)
    }

    /// The names of the statements so far: a test compares what somebody's and nobody's sign-in ask the database.
    #[cfg(feature = "testing")]
    pub fn ran(&self) -> &[&'static str] {
        &self.ran
    }

    #[cfg(feature = "testing")]
    fn note(&mut self, statement: Statement) {
        self.ran.push(statement.name);
    }

    #[cfg(not(feature = "testing"))]
    #[expect(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "only tests keep the names")]
    fn note(&mut self, _: Statement) {}

    /// Notes a conflict, so that the step is run again even if it turned the error into one of its own.
    fn watch<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        self.conflict |= matches!(result, Err(StoreError::Conflict));
        result
    }
}
