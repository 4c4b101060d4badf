//! The public list: a line for each password, `SHA1` in 40 hexadecimal digits, and often `:` and how often it was seen.

use std::io::{self, Read};

/// The most bytes that one line may have.
const LONGEST_LINE: usize = 256 * 1024;
const DIGITS: usize = 40;

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Form {
    /// Not 40 hexadecimal digits at its beginning.
    #[error("40 hexadecimal digits of a SHA-1 are expected, and then nothing or : and a number")]
    Digits,
    /// 32 of them: another list of the same source.
    #[error("it has 32 digits, as a list of NTLM hashes has; the list of SHA-1 hashes is needed")]
    Ntlm,
    /// Something other than `:` and a number after them.
    #[error("after the 40 digits of a SHA-1, nothing or : and a number is expected")]
    Count,
}

/// Why a list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// It cannot be read.
    #[error("the list cannot be read")]
    Read(#[source] io::Error),
    /// A line has another form.
    #[error("line {line} of the list: {form}")]
    Line {
        /// Which, from 1.
        line: u64,
        /// What is wrong with it.
        form: Form,
    },
}

/// What a byte is worth as a hexadecimal digit; 255 if it is none.
const WORTH: [u8; 256] = {
    let mut worth = [255; 256];
    let mut digit = 0;
    while digit < 16 {
        worth[b"0123456789abcdef"[digit as usize] as usize] = digit;
        worth[b"0123456789ABCDEF"[digit as usize] as usize] = digit;
        digit += 1;
    }
    worth
};

/// The entry of a line without its end; none for an empty line.
fn entry(line: &[u8]) -> Result<Option<u64>, Form> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Ok(None);
    }
    let hexadecimal = |bytes: &[u8]| bytes.iter().fold(0, |all, byte| all | WORTH[usize::from(*byte)]) < 16;
    let Some((digits, rest)) = line.split_at_checked(DIGITS).filter(|(digits, _)| hexadecimal(digits)) else {
        let hash = line.split(|byte| *byte == b':').next().unwrap_or_default();
        return Err(if hash.len() == 32 && hexadecimal(hash) { Form::Ntlm } else { Form::Digits });
    };
    let counted = match rest {
        [] => true,
        [b':', count @ ..] => (1..=19).contains(&count.len()) && count.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if !counted {
        return Err(Form::Count);
    }
    Ok(Some(digits[..16].iter().fold(0, |entry, byte| (entry << 4) | u64::from(WORTH[usize::from(*byte)]))))
}

/// Reads a list, and gives each entry to `take`. Returns how many there were.
pub fn read<E: From<ListError>>(
    mut list: impl Read,
    mut take: impl FnMut(u64) -> Result<(), E>,
) -> Result<u64, E> {
    let mut buffer = vec![0; LONGEST_LINE];
    let (mut filled, mut line, mut entries) = (0, 0, 0);
    let mut take_line = |bytes: &[u8]| {
        line += 1;
        match entry(bytes).map_err(|form| ListError::Line { line, form })? {
            Some(entry) => {
                entries += 1;
                take(entry)
            }
            None => Ok(()),
        }
    };
    loop {
        let read = match list.read(&mut buffer[filled..]) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(ListError::Read(error).into()),
        };
        filled += read;
        let mut begin = 0;
        while let Some(length) = buffer[begin..filled].iter().position(|byte| *byte == b'\n') {
            take_line(&buffer[begin..begin + length])?;
            begin += length + 1;
        }
        if read == 0 || filled - begin == buffer.len() {
            // The end, or a line that is no line of such a list: it is refused like any other text.
            take_line(&buffer[begin..filled])?;
            return Ok(entries);
        }
        buffer.copy_within(begin..filled, 0);
        filled -= begin;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &[u8]) -> Result<Vec<u64>, ListError> {
        let mut entries = Vec::new();
        let count = read(text, |entry| {
            entries.push(entry);
            Ok::<_, ListError>(())
        })?;
        assert_eq!(count, entries.len() as u64);
        Ok(entries)
    }

    #[test]
    fn lines_are_read_with_and_without_a_count_and_in_either_case() {
        let list = "0123456789ABCDEF0123456789ABCDEF01234567:12\r\nfedcba98765432100123456789abcdef01234567\n\n\
                    00000000000000000123456789abcdef01234567:1";
        assert_eq!(all(list.as_bytes()).unwrap(), [0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210, 0]);
        assert_eq!(all(b"").unwrap(), []);
    }

    #[test]
    fn another_list_is_refused_with_the_line_and_what_is_needed() {
        let good = "0123456789ABCDEF0123456789ABCDEF01234567";
        for (wrong, form) in [
            ("0123456789ABCDEF0123456789ABCDEF".to_owned(), Form::Ntlm),
            ("0123456789ABCDEF0123456789ABCDEF:7".to_owned(), Form::Ntlm),
            ("password".to_owned(), Form::Digits),
            (good.replace('7', "x"), Form::Digits),
            (format!(" {good}"), Form::Digits),
            (format!("{good}0"), Form::Count),
            (format!("{good}:"), Form::Count),
            (format!("{good}:x"), Form::Count),
            (format!("{good}:1:1"), Form::Count),
            ("0".repeat(LONGEST_LINE + 1), Form::Count),
        ] {
            let refused = all(format!("{good}\n{wrong}\n{good}\n").as_bytes());
            let Err(ListError::Line { line: 2, form: said }) = refused else {
                panic!("{wrong:.50} gives {refused:?}")
            };
            assert_eq!(said, form, "{wrong:.50}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(prop::sample::select(b"0Af:\r\n1\xff".to_vec()), 0..200)) {
            drop(all(&bytes));
        }

        #[test]
        fn however_the_bytes_arrive_the_entries_are_the_same(entries: Vec<u64>, step in 1_usize..50) {
            struct Slowly<'a>(&'a [u8], usize);
            impl Read for Slowly<'_> {
                fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                    let step = self.1.min(buffer.len());
                    self.0.read(&mut buffer[..step])
                }
            }
            let lines: Vec<_> = entries.iter().map(|entry| format!("{entry:016x}{:024x}:3\n", 5)).collect();
            let text = lines.concat();
            let mut found = Vec::new();
            read(Slowly(text.as_bytes(), step), |entry| {
                found.push(entry);
                Ok::<_, ListError>(())
            }).unwrap();
            prop_assert_eq!(found, entries);
        }
    }
}
