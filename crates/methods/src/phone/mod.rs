//! Telephones, which texts and calls share: one registration for each.

use askama::Template;
use serde::{Deserialize, Serialize};
use verification::method::{Choice, Contact, Given, Pool, Proven};
use verification::reset::{OnFile, Reached, Target, Way};
use verification::{Registration, VerificationError};
use world::phone::{PhoneError, PhoneNumber, calling_code};
use world::{Markup, Words};

/// The kind of these registrations.
pub const KIND: &str = "phone";

/// Which phone of a person it is. An account has one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The person's own mobile phone.
    Mobile,
    /// Another one, as at home.
    Alternate,
    /// A phone at work, perhaps with an extension.
    Office,
}

impl Place {
    const ALL: [Self; 3] = [Self::Mobile, Self::Alternate, Self::Office];

    /// In fields and in the keys of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Alternate => "alternate",
            Self::Office => "office",
        }
    }

    /// The limit of such phones.
    pub const fn pool(self) -> Pool {
        let name = match self {
            Self::Mobile => "mobile_phone",
            Self::Alternate => "alternate_phone",
            Self::Office => "office_phone",
        };
        Pool { name, most: 1 }
    }
}

/// A telephone, as its registration keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Which one it is.
    pub place: Place,
    /// Its number.
    pub number: PhoneNumber,
}

#[derive(Serialize, Deserialize)]
struct Record {
    place: Place,
    number: String,
}

impl Phone {
    /// The record of its registration.
    pub fn to_record(&self) -> Vec<u8> {
        let record = Record { place: self.place, number: self.number.to_string() };
        serde_json::to_vec(&record).unwrap_or_default()
    }

    /// From the record of its registration.
    pub fn from_record(record: &[u8]) -> Result<Self, VerificationError> {
        let form = || VerificationError::Form("phone");
        let record: Record = serde_json::from_slice(record).map_err(|_| form())?;
        let number = PhoneNumber::kept(&record.number).map_err(|_| form())?;
        Ok(Self { place: record.place, number })
    }

    /// The phone of a registration that was asked.
    pub fn asked(registrations: &[Registration]) -> Result<Self, VerificationError> {
        let registration = registrations.first().ok_or(VerificationError::Form("challenge"))?;
        Self::from_record(&registration.record)
    }

    /// What a person gave: `number`, `place`, and `extension` for a phone at work. An error is the end of a key.
    pub fn given(given: &Given, places: &[Place]) -> Result<Self, &'static str> {
        let place = places.iter().copied().find(|place| place.as_str() == given.get("place"));
        let place = place.or(places.first().copied().filter(|_| places.len() == 1));
        let place = place.ok_or("no-place")?;
        let extension = given.get("extension").trim();
        let mut typed = given.get("number").to_owned();
        if place == Place::Office && !extension.is_empty() {
            let short = Some(extension).filter(|extension| extension.len() <= 32);
            let digits = short.and_then(otp::plain_digits).filter(|digits| (1..=8).contains(&digits.len()));
            typed = format!("{typed} x{}", digits.ok_or("extension")?);
        }
        let number = PhoneNumber::parse(&typed, Some(given.country.as_str()).filter(|c| !c.is_empty()));
        let number = number.map_err(|error| match error {
            PhoneError::Empty => "no-number",
            PhoneError::NoCountry => "no-country",
            PhoneError::NotAllowed => "not-allowed",
            PhoneError::Extension => "extension",
            PhoneError::TooLong | PhoneError::Unknown => "no-such-number",
        })?;
        // Only a phone at work has an extension: what was typed behind another number is left out, as whoever reads it expects.
        let number = if place == Place::Office { number } else { number.without_extension() };
        Ok(Self { place, number })
    }

    /// The same as it was given.
    pub fn gave(&self) -> Vec<(&'static str, String)> {
        vec![
            ("place", self.place.as_str().to_owned()),
            ("number", self.number.e164().to_owned()),
            ("extension", self.number.extension().unwrap_or_default().to_owned()),
        ]
    }

    /// What a person reads of it in a list.
    pub fn describe(&self, words: &dyn Words) -> String {
        let number = self.number.masked();
        words.say_with(&format!("phone-{}", self.place.as_str()), &[("number", number.into())])
    }

    /// The whole number, for the person who has just given it.
    pub fn whole(&self, words: &dyn Words) -> String {
        let number = self.number.e164();
        self.number.extension().map_or_else(
            || number.to_owned(),
            |extension| {
                let values = [("number", number.into()), ("extension", extension.into())];
                words.say_with("phone-number-and-extension", &values)
            },
        )
    }

    /// The name that its registration gets.
    pub fn name(&self, words: &dyn Words) -> String {
        words.say(&format!("phone-{}-name", self.place.as_str()))
    }
}

/// One choice for each phone that the method can reach.
pub fn choices(
    words: &dyn Words,
    (key, places): (&str, &[Place]),
    registrations: &[Registration],
) -> Vec<Choice> {
    let choice = |registration: &Registration| {
        let phone = Phone::from_record(&registration.record).ok()?;
        let says = words.say_with(key, &[("number", phone.number.masked().into())]);
        places.contains(&phone.place).then_some(Choice { registration: Some(registration.id), says })
    };
    registrations.iter().filter_map(choice).collect()
}

/// What is said beside a phone in a list.
pub fn describe(words: &dyn Words, registration: &Registration) -> String {
    Phone::from_record(&registration.record).map(|phone| phone.describe(words)).unwrap_or_default()
}

/// A way of a reset to a phone of this place; never an alternate one, which others may pick up.
pub const fn reset_way(place: Place, says: &'static str) -> Way {
    Way { name: place.as_str(), says, shows: place.as_str(), asks_number: true }
}

/// The phone that a way of a reset reaches: the one that the person has set up, or else the one on file.
pub fn reset_reaches(way: &Way, registrations: &[Registration], on_file: &OnFile) -> Option<Reached> {
    let set_up = registrations.iter().find_map(|one| {
        let phone = Phone::from_record(&one.record).ok().filter(|phone| phone.place.as_str() == way.name)?;
        Some(Reached { target: Target::SetUp(Some(one.id)), number: Some(phone.number) })
    });
    set_up.or_else(|| {
        let place = [Place::Mobile, Place::Office].into_iter().find(|place| place.as_str() == way.name)?;
        let number = match place {
            // One telephone that stands in both columns is one.
            Place::Office => {
                on_file.office_phone.clone().filter(|_| on_file.office_phone != on_file.mobile_phone)?
            }
            _ => on_file.mobile_phone.clone()?,
        };
        let record = Phone { place, number: number.clone() }.to_record();
        Some(Reached { target: Target::OnFile(record), number: Some(number) })
    })
}

/// The fields for a number.
pub fn details(words: &dyn Words, given: &Given, places: &[Place], problem: Option<&str>) -> Markup {
    let chosen = given.get("place");
    let settled = !given.get("contact").is_empty();
    let places = places.iter().filter(|place| !settled || place.as_str() == chosen);
    let place = |place: &Place| PlaceChoice {
        name: place.as_str(),
        says: words.say(&format!("phone-{}-name", place.as_str())),
        chosen: chosen == place.as_str(),
    };
    let mut places: Vec<_> = places.map(place).collect();
    if !places.iter().any(|place| place.chosen)
        && let Some(first) = places.first_mut()
    {
        first.chosen = true;
    }
    let code = calling_code(&given.country).map_or_else(String::new, |code| format!("+{code}"));
    crate::render(&Details {
        words,
        number: given.get("number"),
        extension: given.get("extension"),
        hint: words.say_with("phone-number-hint", &[("code", code.into())]),
        has_extension: places.iter().any(|place| place.name == Place::Office.as_str()),
        places,
        problem,
    })
}

/// The fields of [`details`].
pub const FIELDS: &[&str] = &["place", "number", "extension"];

/// What is stored for a phone that is known already, as a demo or an import brings along.
pub fn registration_of(phone: &Phone) -> (&'static str, Pool, Proven) {
    (KIND, phone.place.pool(), Proven::of(phone.to_record()))
}

struct PlaceChoice {
    name: &'static str,
    says: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "phone/details.html")]
struct Details<'a> {
    words: &'a dyn Words,
    number: &'a str,
    extension: &'a str,
    hint: String,
    has_extension: bool,
    places: Vec<PlaceChoice>,
    problem: Option<&'a str>,
}

/// The places that a text can reach.
pub const TEXTS: &[Place] = &[Place::Mobile];
/// The places that a call can reach.
pub const CALLS: &[Place] = &Place::ALL;

/// The phone that a person has with them.
pub const CONTACT_PHONE: Contact = Contact { name: "phone", given: &[("place", Place::Mobile.as_str())] };
/// The phone on their desk.
pub const CONTACT_OFFICE: Contact = Contact { name: "office", given: &[("place", Place::Office.as_str())] };
