//! Named statements, one text for both engines.

/// A statement with its name. Parameters are `$1`, `$2`, … on both engines.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// The constant's name, for errors and for the test that prepares them all.
    pub name: &'static str,
    /// The text for PostgreSQL.
    pub text: &'static str,
    /// The same text with `?1` for `$1`: SQLite numbers `$1` by its place and not by its digit.
    pub sqlite: &'static str,
}

/// Turns `$` into `?`, byte for byte, while compiling.
pub const fn numbered<const N: usize>(text: &str) -> [u8; N] {
    let bytes = text.as_bytes();
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = if bytes[i] == b'$' { b'?' } else { bytes[i] };
        i += 1;
    }
    out
}

/// Declares the statements of a `records.rs`: a constant for each, and `STATEMENTS` with all of them.
///
/// ```
/// store::statements! {
///     FIND = "SELECT name FROM organizations WHERE organization = $1";
/// }
/// assert_eq!(FIND.sqlite, "SELECT name FROM organizations WHERE organization = ?1");
/// assert_eq!(STATEMENTS.len(), 1);
/// ```
#[macro_export]
macro_rules! statements {
    ($($name:ident = $text:literal;)+) => {
        $(
            pub(crate) const $name: $crate::Statement = {
                const NUMBERED: [u8; $text.len()] = $crate::numbered($text);
                $crate::Statement {
                    name: stringify!($name),
                    text: $text,
                    sqlite: match core::str::from_utf8(&NUMBERED) {
                        Ok(text) => text,
                        Err(_) => "",
                    },
                }
            };
        )+
        /// Every statement of this crate: a test prepares them all on both engines.
        pub const STATEMENTS: &[$crate::Statement] = &[$($name),+];
    };
}

/// Words that mean something else, or nothing, on one of the engines.
const TRAPS: &[&str] =
    &["FOR UPDATE", "::", "= ANY", "NOW()", "ILIKE", "AUTOINCREMENT", "LAST_INSERT", "IFNULL", "STRFTIME"];

impl Statement {
    /// The word in it that only one engine understands, if there is one.
    pub fn trap(&self) -> Option<&'static str> {
        let upper = self.text.to_uppercase();
        TRAPS
            .iter()
            .copied()
            .find(|trap| upper.contains(trap))
            .or_else(|| self.text.contains('?').then_some("?"))
    }
}
