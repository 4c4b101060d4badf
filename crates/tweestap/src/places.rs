//! Where a network address is, roughly, from a file in MaxMind's format (GeoLite2 City, DB-IP City Lite and others have it).

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use maxminddb::Reader;
use serde::Deserialize;
use web::Places;
use world::Language;

/// The places of a file, which is read into memory as a whole.
struct FromFile(Reader<Vec<u8>>);

/// What a file says of an address, as far as it is shown.
#[derive(Deserialize)]
struct Found<'a> {
    #[serde(borrow, default)]
    city: Named<'a>,
    #[serde(borrow, default)]
    country: Named<'a>,
}

#[derive(Default, Deserialize)]
struct Named<'a> {
    #[serde(borrow, default)]
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> Named<'a> {
    /// The name in a language, or in English where it has none.
    fn in_language(&self, language: Language) -> Option<&'a str> {
        self.names.get(language.code()).or_else(|| self.names.get("en")).copied()
    }
}

impl Places for FromFile {
    fn find(&self, address: IpAddr, language: Language) -> Option<String> {
        let found = self.0.lookup(address).ok()?.decode::<Found<'_>>().ok()??;
        let names = [found.city.in_language(language), found.country.in_language(language)];
        let names: Vec<_> = names.into_iter().flatten().collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// Opens the file of places; none if none is named.
pub fn open(file: &str) -> Result<Option<Arc<dyn Places>>> {
    if file.is_empty() {
        return Ok(None);
    }
    let reader = Reader::open_readfile(Path::new(file)).with_context(|| format!("places.file {file}"))?;
    Ok(Some(Arc::new(FromFile(reader))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A few places of addresses that are kept for documents (RFC 5737, RFC 3849).
    const FEW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/places/few.mmdb");

    fn place(address: &str, language: Language) -> Option<String> {
        open(FEW).unwrap().unwrap().find(address.parse().unwrap(), language)
    }

    #[test]
    fn a_place_has_its_name_in_the_persons_language_or_in_english() {
        assert_eq!(place("203.0.113.7", Language::DUTCH).as_deref(), Some("Den Haag, Nederland"));
        assert_eq!(place("203.0.113.7", Language::ENGLISH).as_deref(), Some("The Hague, Netherlands"));
        assert_eq!(place("198.51.100.1", Language::DUTCH).as_deref(), Some("Belgium"));
        assert_eq!(place("2001:db8::1", Language::DUTCH).as_deref(), Some("Utrecht, Nederland"));
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(place("127.0.0.1", Language::ENGLISH), None);
        assert_eq!(place("::1", Language::ENGLISH), None);
        assert!(open("").unwrap().is_none());
        let not_one = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert!(open(not_one).is_err());
    }
}
