//! The app's files as they travel: compressed by gzip (RFC 1952) for whoever takes that. Nothing in them is secret, so their lengths tell
//! nothing.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::app_files::{AppFile, all, kind};

/// What is compressed already.
const PICTURE: &str = "image/png";

/// A file of the folder and what it becomes.
type Pair = (Vec<u8>, Vec<u8>);

/// The files that are the same for everyone, compressed once.
static ONCE: LazyLock<HashMap<String, Pair>> = LazyLock::new(|| {
    let text = all().filter(|(name, _)| kind(name).is_some_and(|kind| kind != PICTURE));
    text.filter_map(|(name, bytes)| {
        let small = gzip(&bytes, Compression::best())?;
        Some((name, (bytes.into_owned(), small)))
    })
    .collect()
});

/// The file compressed; none where that would not make it smaller.
pub(crate) fn compressed(name: &str, file: &AppFile) -> Option<Vec<u8>> {
    if file.kind == PICTURE {
        return None;
    }
    let known = ONCE.get(name).filter(|(bytes, _)| bytes[..] == file.bytes[..]);
    let small =
        known.map_or_else(|| gzip(&file.bytes, Compression::fast()), |(_, small)| Some(small.clone()))?;
    (small.len() < file.bytes.len()).then_some(small)
}

fn gzip(bytes: &[u8], effort: Compression) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), effort);
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// Whether an `Accept-Encoding` (RFC 9110 §12.5.3) names gzip, and not with the weight 0.
pub(crate) fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let refused = parts.filter_map(|part| part.split_once('=')).any(|(name, weight)| {
            name.trim().eq_ignore_ascii_case("q")
                && weight.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0)
        });
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;
    use crate::app_files::{Brand, file};

    #[test]
    fn what_travels_compressed_is_the_file_and_smaller() {
        let brand = Brand { name: "School", accent: "1f5fbf", language: "nl" };
        for name in
            ["app.html", "app.js", "app.css", "service-worker.js", "manifest.webmanifest", "words/nl.js"]
        {
            let file = file(name, brand).unwrap();
            let small = compressed(name, &file).unwrap();
            let mut back = Vec::new();
            GzDecoder::new(&small[..]).read_to_end(&mut back).unwrap();
            assert!(back == file.bytes[..], "{name}");
            assert!(small.len() < file.bytes.len(), "{name}");
        }
        assert!(compressed("icon-192.png", &file("icon-192.png", brand).unwrap()).is_none());
    }

    #[test]
    fn gzip_is_sent_only_to_whoever_takes_it() {
        for accepted in ["gzip", "gzip, deflate, br, zstd", "br;q=1, GZIP ; q=0.5", "identity,gzip;q=1"] {
            assert!(takes_gzip(accepted), "{accepted}");
        }
        for accepted in ["", "br", "gzip;q=0", "br, gzip; Q=0.000", "x-gzip", "identity"] {
            assert!(!takes_gzip(accepted), "{accepted}");
        }
    }
}
