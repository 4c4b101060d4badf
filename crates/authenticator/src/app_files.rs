//! The files of the web app, at addresses of their own: its modules find each other by name, so a browser asks each time whether one has
//! changed.

use std::borrow::Cow;
use std::sync::LazyLock;

use aws_lc_rs::digest::{Context, SHA256, digest};
use data_encoding::HEXLOWER;

web::asset_files!(AssetFolder);

/// Every file with its name, before anything is put into it.
pub(crate) fn all() -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
    AssetFolder::iter().filter_map(|name| Some((name.to_string(), AssetFolder::get(&name)?.data)))
}

/// The address of the web app.
pub const APP_PATH: &str = "/authenticator";

/// A file as it is served.
pub(crate) struct AppFile {
    pub bytes: Cow<'static, [u8]>,
    pub kind: &'static str,
    /// Its content's name, without quotes.
    pub tag: String,
}

/// All files together: the service worker keeps them under this name until one of them changes.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut all = Context::new(&SHA256);
    let mut names: Vec<_> = AssetFolder::iter().collect();
    names.sort();
    for name in names {
        if let Some(file) = AssetFolder::get(&name) {
            all.update(name.as_bytes());
            all.update(&file.data);
        }
    }
    HEXLOWER.encode(&all.finish().as_ref()[..8])
});

/// The media type of a file by its ending; none: no file of the app.
pub(crate) fn kind(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

/// What an organization puts into a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brand<'a> {
    pub name: &'a str,
    pub accent: &'a str,
    /// The language of who asks.
    pub language: &'a str,
}

/// A file of the app, with the organization's name and colour and the app's version where they belong.
pub(crate) fn file(name: &str, brand: Brand<'_>) -> Option<AppFile> {
    let kind = kind(name)?;
    let bytes = AssetFolder::get(name)?.data;
    let bytes = match name {
        "app.html" => filled(&bytes, &[("{language}", brand.language)]),
        "service-worker.js" => filled(&bytes, &[("{version}", &VERSION)]),
        "manifest.webmanifest" => {
            let quoted = serde_json::to_string(brand.name).unwrap_or_default();
            filled(&bytes, &[("{name}", quoted.trim_matches('"')), ("{accent}", brand.accent)])
        }
        _ => bytes,
    };
    let tag = HEXLOWER.encode(&digest(&SHA256, &bytes).as_ref()[..8]);
    Some(AppFile { bytes, kind, tag })
}

fn filled(bytes: &[u8], fills: &[(&str, &str)]) -> Cow<'static, [u8]> {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for (place, value) in fills {
        text = text.replace(place, value);
    }
    Cow::Owned(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organizations_name_cannot_leave_its_place_in_the_manifest() {
        let name = r#"A "School" \ with {accent}"#;
        let manifest =
            file("manifest.webmanifest", Brand { name, accent: "1f5fbf", language: "nl" }).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&manifest.bytes).unwrap();
        assert!(read["name"].as_str().unwrap().contains(r#"A "School" \ with"#), "{read}");
    }

    #[test]
    fn only_files_of_the_app_are_served() {
        let brand = Brand { name: "School", accent: "1f5fbf", language: "nl" };
        for name in ["", "..", "../Cargo.toml", "nothing.js", "/etc/passwd", "app"] {
            assert!(file(name, brand).is_none(), "{name}");
        }
        let worker = file("service-worker.js", brand).unwrap();
        assert!(!String::from_utf8_lossy(&worker.bytes).contains("{version}"));
    }
}
