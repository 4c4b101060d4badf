//! What goes into a statement and what comes out of a row.

use world::{
    AccountId, AppId, AttemptId, ChallengeId, DeviceId, GroupId, MessageId, OrganizationId, ProofId,
    RegistrationId, SessionId, Timestamp,
};

use crate::StoreError;

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `BIGINT`.
    Integer(i64),
    /// `BOOLEAN`.
    Boolean(bool),
    /// `TEXT`.
    Text(String),
    /// `BYTEA`, or `BLOB` on SQLite.
    Bytes(Vec<u8>),
}

/// Makes an array of [`Value`]s, for the parameters of a statement.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::Value::from($value)),*] };
}

macro_rules! from {
    ($($type:ty => |$value:ident| $make:expr;)+) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $make
            }
        }
    )+};
}

from! {
    i64 => |value| Self::Integer(value);
    bool => |value| Self::Boolean(value);
    &str => |value| Self::Text(value.to_owned());
    String => |value| Self::Text(value);
    &String => |value| Self::Text(value.clone());
    &[u8] => |value| Self::Bytes(value.to_vec());
    Vec<u8> => |value| Self::Bytes(value);
    Timestamp => |value| Self::Integer(value.micros());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// What is expected, for the error.
    const EXPECTED: &'static str;
    /// The value, if it is of this kind.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    const EXPECTED: &'static str = "an integer";
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Integer(number) = value { Some(*number) } else { None }
    }
}

impl FromValue for bool {
    const EXPECTED: &'static str = "a boolean";
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Boolean(truth) => Some(*truth),
            Value::Integer(number) => Some(*number != 0),
            _ => None,
        }
    }
}

impl FromValue for String {
    const EXPECTED: &'static str = "a text";
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromValue for Vec<u8> {
    const EXPECTED: &'static str = "bytes";
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl FromValue for Timestamp {
    const EXPECTED: &'static str = "a time";
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self::from_micros)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

macro_rules! ids {
    ($($id:ty),+) => {$(
        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                Self::Bytes(id.as_bytes().to_vec())
            }
        }
        impl FromValue for $id {
            const EXPECTED: &'static str = "an id of 16 bytes";
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::Bytes(bytes) = value { <$id>::from_bytes(bytes) } else { None }
            }
        }
    )+};
}

ids!(
    OrganizationId,
    AccountId,
    AppId,
    RegistrationId,
    ChallengeId,
    DeviceId,
    GroupId,
    AttemptId,
    ProofId,
    SessionId,
    MessageId
);

/// One row of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The column at this index, counted from 0 in the order of the query.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, StoreError> {
        let value = self.0.get(column).and_then(T::from_value);
        value.ok_or(StoreError::Decode { column, expected: T::EXPECTED })
    }
}

#[cfg(test)]
mod tests;
