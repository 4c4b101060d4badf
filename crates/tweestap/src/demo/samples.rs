//! The people of the demo, and what each of them has.

use otp::Secret;
use world::phone::PhoneNumber;
use world::{Language, Moment, Timestamp};

/// A sample account.
pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) person: &'static str,
    /// The end of the key that says what is special about it.
    pub(super) kind: &'static str,
    /// How many apps are set up.
    pub(super) apps: usize,
    pub(super) language: Option<Language>,
    /// The phone that is set up.
    pub(super) phone: SetUp,
    /// Whether there are recovery codes.
    pub(super) codes: bool,
}

/// Which phone of a sample account is set up, and how it is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SetUp {
    /// None.
    No,
    /// The mobile phone, asked by texts.
    Texts,
    /// The mobile phone, asked by calls.
    Calls,
    /// The office phone with its extension, asked by calls.
    Office,
    /// The mobile phone, beside apps that are asked first.
    Beside,
}

const fn sample(name: &'static str, person: &'static str, kind: &'static str, apps: usize) -> Sample {
    Sample { name, person, kind, apps, language: None, phone: SetUp::No, codes: false }
}

const fn phone(name: &'static str, person: &'static str, kind: &'static str, phone: SetUp) -> Sample {
    Sample { phone, ..sample(name, person, kind, 0) }
}

const fn dutch(sample: Sample) -> Sample {
    Sample { language: Some(Language::DUTCH), ..sample }
}

pub(super) const SAMPLES: &[Sample] = &[
    sample("anna", "Anna Bos", "app", 1),
    sample("bas", "Bas de Wit", "app", 1),
    sample("cees", "Cees Mulder", "apps", 2),
    dutch(sample("daan", "Daan Visser", "dutch", 1)),
    sample("eva", "Eva Jansen", "new", 0),
    sample("fatima", "Fatima El Amrani", "new", 0),
    dutch(sample("gijs", "Gijs van Dam", "new", 0)),
    sample("hanna", "Hanna Smit", "new", 0),
    sample("ivo", "Ivo Kramer", "full", 5),
    sample("lotte", "Lotte Peters", "locked", 1),
    sample("mark", "Mark Dekker", "disabled", 1),
    sample("noor", "Noor Bakker", "administrator", 1),
    phone("pim", "Pim Verbeek", "text", SetUp::Texts),
    dutch(phone("roos", "Roos Hendriks", "text", SetUp::Texts)),
    phone("sam", "Sam Willems", "call", SetUp::Calls),
    dutch(phone("tess", "Tess van Loon", "call", SetUp::Calls)),
    phone("umar", "Umar Aziz", "office", SetUp::Office),
    Sample { phone: SetUp::Beside, codes: true, ..sample("vera", "Vera Prins", "both", 1) },
    dutch(Sample { phone: SetUp::Beside, codes: true, ..sample("wout", "Wout Hoekstra", "both", 1) }),
];

impl Sample {
    pub(super) fn user_name(&self) -> String {
        format!("{}@demo.example", self.name)
    }

    /// The secret of an app: the same at every start, so that a phone that scanned one in an earlier demo still fits.
    pub(super) fn secret(&self, app: usize) -> Option<Secret> {
        let mut bytes = [0; 20];
        let text = format!("demo {} {app}", self.name);
        bytes
            .iter_mut()
            .zip(text.bytes().cycle().zip(1_u8..))
            .for_each(|(byte, (letter, n))| *byte = letter.wrapping_mul(n));
        Secret::from_bytes(&bytes).ok()
    }

    pub(super) fn secrets(&self) -> Vec<(String, Secret)> {
        (0..self.apps).filter_map(|n| Some((app_name(n), self.secret(n)?))).collect()
    }

    fn place(&self) -> usize {
        SAMPLES.iter().position(|sample| sample.name == self.name).unwrap_or_default()
    }

    /// The mobile phone: everyone has one, whether or not it is set up.
    pub(super) fn mobile(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&format!("+316111111{:02}", self.place() + 1), None).ok()
    }

    /// The phone at work, for who has one.
    pub(super) fn office(&self) -> Option<PhoneNumber> {
        let number = format!("+31205550100 x{}", self.place() + 1);
        (self.phone == SetUp::Office).then(|| PhoneNumber::parse(&number, None).ok()).flatten()
    }

    /// What the phone is called in the person's list.
    pub(super) fn phone_name(&self) -> &'static str {
        match (self.phone == SetUp::Office, self.language == Some(Language::DUTCH)) {
            (true, false) => "Office phone",
            (true, true) => "Zakelijke telefoon",
            (false, false) => "Mobile phone",
            (false, true) => "Mobiele telefoon",
        }
    }

    /// What the recovery codes are called there.
    pub(super) fn codes_name(&self) -> &'static str {
        if self.language == Some(Language::DUTCH) { "Herstelcodes" } else { "Recovery codes" }
    }

    /// The recovery codes that were written down: the same at every start.
    pub(super) fn recovery_codes(&self) -> Vec<String> {
        let mut seed = [0; 32];
        seed.iter_mut().zip(self.name.bytes()).for_each(|(byte, letter)| *byte = letter);
        let mut chance = Moment::with_seed(Timestamp::EPOCH, seed).chance("recovery codes");
        let mut code = || {
            let bytes = chance.bytes::<10>();
            let letters = bytes.iter().filter_map(|byte| char::from_digit(u32::from(byte & 15), 16));
            let letters: String = letters.collect();
            format!("{}-{}", &letters[..5], &letters[5..])
        };
        (0..if self.codes { 10 } else { 0 }).map(|_| code()).collect()
    }
}

fn app_name(n: usize) -> String {
    if n == 0 { "Authenticator".to_owned() } else { format!("Authenticator {}", n + 1) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_people_share_a_name_a_number_or_a_secret() {
        let distinct = |all: Vec<String>| all.len() == all.into_iter().collect::<HashSet<_>>().len();
        assert!(distinct(SAMPLES.iter().map(Sample::user_name).collect()));
        assert!(distinct(SAMPLES.iter().map(|sample| sample.mobile().unwrap().to_string()).collect()));
        let secrets = SAMPLES.iter().flat_map(|sample| (0..5).filter_map(|n| sample.secret(n)));
        assert!(distinct(secrets.map(|secret| secret.to_base32()).collect()));
        assert!(distinct(SAMPLES.iter().flat_map(Sample::recovery_codes).collect()));
    }

    #[test]
    fn who_has_an_office_phone_has_an_extension() {
        let offices: Vec<_> = SAMPLES.iter().filter_map(Sample::office).collect();
        assert!(!offices.is_empty() && offices.iter().all(|number| number.extension().is_some()));
    }
}
