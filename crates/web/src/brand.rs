//! An organization's colour, made readable: WCAG 2.2 AA asks for a contrast of 4.5 between text and what is behind it.

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// What cards and pages are painted with, light and dark: the lightest and the darkest that text in the accent stands on.
const LIGHT_GROUNDS: [Colour; 2] = [Colour([0xff; 3]), Colour([0xf3, 0xf4, 0xf6])];
const DARK_GROUNDS: [Colour; 2] = [Colour([0x1f, 0x22, 0x29]), Colour([0x14, 0x16, 0x1a])];
const ENOUGH: f64 = 4.5;

impl Colour {
    /// White.
    pub const WHITE: Self = Self([0xff; 3]);
    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// Reads six hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Six hexadecimal digits.
    pub fn to_hex(self) -> String {
        format!("{:02x}{:02x}{:02x}", self.0[0], self.0[1], self.0[2])
    }

    /// Relative luminance (WCAG 2.2, definition), 0 to 1.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio of two colours (WCAG 2.2, definition), 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Black or white, whichever is easier to read on this colour.
    pub fn text_on(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) { Self::WHITE } else { Self::BLACK }
    }

    /// This colour, moved towards another in 32 steps until it can be read on all these grounds.
    fn readable(self, towards: Self, grounds: [Self; 2]) -> Self {
        let step = |n: u16| {
            let mut parts = [0; 3];
            for (part, (from, to)) in parts.iter_mut().zip(self.0.iter().zip(towards.0)) {
                let mixed = (u16::from(*from) * (32 - n) + u16::from(to) * n) / 32;
                *part = u8::try_from(mixed).unwrap_or(u8::MAX);
            }
            Self(parts)
        };
        let enough = |colour: &Self| grounds.iter().all(|ground| colour.contrast(*ground) >= ENOUGH);
        (0..=32).map(step).find(enough).unwrap_or(towards)
    }

    /// The accent as text on light grounds.
    pub fn on_light(self) -> Self {
        self.readable(Self::BLACK, LIGHT_GROUNDS)
    }

    /// The accent as text on dark grounds.
    pub fn on_dark(self) -> Self {
        self.readable(Self::WHITE, DARK_GROUNDS)
    }

    /// The style sheet that paints the pages of an organization with this colour.
    pub(crate) fn style_sheet(self) -> String {
        let (light, dark) = (self.on_light(), self.on_dark());
        let rule = |accent: Self| {
            format!("--accent:#{};--on-accent:#{}", accent.to_hex(), accent.text_on().to_hex())
        };
        format!(":root{{{}}}@media(prefers-color-scheme:dark){{:root{{{}}}}}\n", rule(light), rule(dark))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ratio_is_that_of_the_guidelines() {
        assert!((Colour::WHITE.contrast(Colour::BLACK) - 21.0).abs() < 0.01);
        assert!((Colour::parse("767676").unwrap().contrast(Colour::WHITE) - 4.54).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn every_accent_can_be_read(parts: [u8; 3]) {
            let accent = Colour(parts);
            for ground in LIGHT_GROUNDS {
                prop_assert!(accent.on_light().contrast(ground) >= ENOUGH);
            }
            for ground in DARK_GROUNDS {
                prop_assert!(accent.on_dark().contrast(ground) >= ENOUGH);
            }
            for button in [accent.on_light(), accent.on_dark()] {
                prop_assert!(button.contrast(button.text_on()) >= ENOUGH);
            }
            prop_assert_eq!(Colour::parse(&accent.to_hex()), Some(accent));
        }

        #[test]
        fn any_text_is_survived(text in ".{0,10}") {
            let _ = Colour::parse(&text);
        }
    }
}
