//! Texts as they are compared: what looks alike is the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

/// A text without case, accents and look-alikes, wiped from memory when it is dropped.
pub struct Folded(Zeroizing<Vec<char>>);

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Zeroizing::new(Vec::with_capacity(text.len() * 2));
        folded.extend(text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(plain));
        Self(folded)
    }

    /// Its characters.
    pub fn chars(&self) -> &[char] {
        &self.0
    }
}

/// The letter that is meant by a sign that looks like it. `i` and `l` are one, as `1` stands for either.
fn plain(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' | 'i' => 'l',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_the_same() {
        let folded = |text| Folded::new(text).chars().iter().collect::<String>();
        for text in ["P@$$w0rd", "pássword", "ＰＡＳＳＷＯＲＤ", "Pa55word", "pass\u{301}word"] {
            assert_eq!(folded(text), "password", "{text}");
        }
        assert_eq!(folded("W1nter"), folded("wínter"));
        assert_eq!(folded("een zin, met leestekens"), "een zln, met leestekens");
    }
}
