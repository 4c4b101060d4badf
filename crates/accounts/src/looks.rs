//! What an organization shows of itself beside its name: colour, logo, and where its people ask for help.

use store::{StoreError, Transaction, values};
use world::text::HelpContact;
use world::{Moment, OrganizationId};

use crate::records;

/// A larger logo is refused, in bytes.
pub const LARGEST_LOGO: usize = 64 * 1024;

/// The kind of picture that a logo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    /// Portable Network Graphics.
    Png,
    /// Scalable Vector Graphics.
    Svg,
}

impl LogoKind {
    /// The end of its address.
    const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// By the end of an address.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        [Self::Png, Self::Svg].into_iter().find(|kind| kind.ending() == ending)
    }
}

/// Why a logo was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// More bytes than [`LARGEST_LOGO`].
    #[error("it is larger than {} KiB", LARGEST_LOGO / 1024)]
    TooLarge,
    /// Neither of the two kinds.
    #[error("it is neither a PNG nor an SVG picture")]
    Kind,
    /// A picture that holds a script, or a page.
    #[error("it holds a script or a page; save it as a plain SVG or as PNG")]
    NotPlain,
}

/// A picture that can be shown in the head of every page.
#[derive(Clone, Debug)]
pub struct Logo {
    kind: LogoKind,
    bytes: Vec<u8>,
}

impl Logo {
    /// Reads a picture. Browsers run no script of a picture, and the policy of every answer forbids it to whoever opens it by its address;
    /// one that holds a script is refused all the same, as it can only be a mistake or worse.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, LogoError> {
        if bytes.len() > LARGEST_LOGO {
            return Err(LogoError::TooLarge);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self { kind: LogoKind::Png, bytes });
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| LogoError::Kind)?.to_ascii_lowercase();
        let begins = text.trim_start_matches('\u{feff}').trim_start();
        if !(begins.starts_with("<svg") || begins.starts_with("<?xml") && text.contains("<svg")) {
            return Err(LogoError::Kind);
        }
        let plain =
            !["<script", "<foreignobject", "<!entity", "javascript:"].iter().any(|one| text.contains(one));
        if plain { Ok(Self { kind: LogoKind::Svg, bytes }) } else { Err(LogoError::NotPlain) }
    }
}

/// What an organization shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Where people ask for help.
    pub contact: Option<HelpContact>,
    /// The last part of the address of its logo.
    pub logo: Option<String>,
}

/// What an organization shows.
pub fn find(t: &mut Transaction<'_>, organization: OrganizationId) -> Result<Look, StoreError> {
    let Some(row) = t.first(records::LOOK, &values![organization])? else { return Ok(Look::default()) };
    let contact: Option<String> = row.get(0)?;
    Ok(Look { contact: contact.and_then(|text| HelpContact::parse(&text).ok()), logo: row.get(1)? })
}

/// The logo at this address, if it is still the organization's.
pub fn logo(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    name: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    t.first(records::LOGO, &values![organization, name])?.map(|row| row.get(0)).transpose()
}

/// Changes where people ask for help; none: nothing is shown.
pub fn set_contact(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    contact: Option<&HelpContact>,
) -> Result<(), StoreError> {
    t.run(records::SET_CONTACT, &values![organization, contact.map(HelpContact::as_str)])?;
    Ok(())
}

/// Changes the logo; none: the first letter of the name stands in its place.
pub fn set_logo(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    logo: Option<&Logo>,
    moment: &Moment,
) -> Result<(), StoreError> {
    let name = logo.map(|logo| {
        let number = u64::from_be_bytes(moment.chance("logo").bytes());
        format!("{number:016x}.{}", logo.kind.ending())
    });
    let bytes = logo.map(|logo| logo.bytes.clone());
    t.run(records::SET_LOGO, &values![organization, bytes, name])?;
    Ok(())
}

/// Changes the colour: six hexadecimal digits.
pub fn set_accent(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    accent: &str,
) -> Result<(), StoreError> {
    t.run(records::SET_ACCENT, &values![organization, accent])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_a_small_plain_picture() {
        let png = b"\x89PNG\r\n\x1a\n rest".to_vec();
        let svg =
            b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>"
                .to_vec();
        assert_eq!(Logo::parse(png).map(|logo| logo.kind), Ok(LogoKind::Png));
        assert_eq!(Logo::parse(svg).map(|logo| logo.kind), Ok(LogoKind::Svg));
        for (bytes, refused) in [
            (b"GIF89a".to_vec(), LogoError::Kind),
            (b"<html><svg/></html>".to_vec(), LogoError::Kind),
            (vec![0xff; 20], LogoError::Kind),
            (b"<svg><ScRiPt>alert(1)</script></svg>".to_vec(), LogoError::NotPlain),
            (b"<svg><foreignObject/></svg>".to_vec(), LogoError::NotPlain),
            (vec![b' '; LARGEST_LOGO + 1], LogoError::TooLarge),
        ] {
            assert_eq!(Logo::parse(bytes).map(|logo| logo.kind), Err(refused));
        }
        assert_eq!(LogoKind::of_name("00ff.svg"), Some(LogoKind::Svg));
        assert_eq!(LogoKind::of_name("svg"), None);
    }
}
