//! The languages that Tweestap speaks, and which one a person gets.

/// A language of the pages, texts and calls: one of [`LANGUAGES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    code: &'static str,
    name: &'static str,
    right_to_left: bool,
}

/// Every language, English first: it is the one that others fall back to.
///
/// Adding one is adding its line here and its `texts/<code>.ftl` beside each English file.
pub const LANGUAGES: &[Language] = &[Language::ENGLISH, Language::DUTCH];

impl Language {
    /// English, the fallback of all others.
    pub const ENGLISH: Self = Self { code: "en", name: "English", right_to_left: false };
    /// Dutch.
    pub const DUTCH: Self = Self { code: "nl", name: "Nederlands", right_to_left: false };

    /// The BCP 47 code, as in the names of the text files and in `lang="…"`.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The language's name in the language itself.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// `ltr` or `rtl`, as in HTML's `dir`.
    pub const fn direction(self) -> &'static str {
        if self.right_to_left { "rtl" } else { "ltr" }
    }

    /// The language of this code: `nl`, and `nl-BE` for want of a closer one.
    pub fn find(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        LANGUAGES.iter().copied().find(|language| language.code.eq_ignore_ascii_case(primary))
    }
}

/// The language that an `Accept-Language` header likes best (RFC 9110 §12.5.4), none if it names none of ours.
///
/// Only the first 16 ranges are looked at.
pub fn negotiate(accept_language: &str) -> Option<Language> {
    let mut best: Option<(Language, u16)> = None;
    for range in accept_language.split(',').take(16) {
        let mut parts = range.split(';');
        let code = parts.next().unwrap_or_default().trim();
        let quality = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1000, thousandths);
        if let Some(language) = Language::find(code)
            && quality > best.map_or(0, |(_, quality)| quality)
        {
            best = Some((language, quality));
        }
    }
    best.map(|(language, _)| language)
}

/// A quality value `0.8` as 800; anything that is not one counts as 0.
fn thousandths(quality: &str) -> u16 {
    match quality.parse::<f32>() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
        Ok(quality) if (0.0..=1.0).contains(&quality) => (quality * 1000.0) as u16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_best_liked_language_wins() {
        assert_eq!(negotiate("nl-BE,nl;q=0.9,en;q=0.8"), Some(Language::DUTCH));
        assert_eq!(negotiate("de,en;q=0.5,nl;q=0.4"), Some(Language::ENGLISH));
        assert_eq!(negotiate("en;q=0,nl;q=0.1"), Some(Language::DUTCH));
        assert_eq!(negotiate("fr, de"), None);
        assert_eq!(negotiate(""), None);
    }

    proptest! {
        #[test]
        fn any_header_is_survived(header in ".{0,200}") {
            let _ = negotiate(&header);
        }
    }
}
