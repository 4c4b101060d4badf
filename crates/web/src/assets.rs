//! Styles and scripts, named by their content so that a browser may keep them for ever.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_lc_rs::digest;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;

/// A file's name and bytes.
type File = (String, Cow<'static, [u8]>);

/// The asset files of one room: `assets/*.css`, `assets/*.js`, …
#[derive(Clone, Copy, Debug)]
pub struct AssetFiles {
    room: &'static str,
    all: fn() -> Vec<File>,
}

impl AssetFiles {
    /// The files of a folder that was declared with [`crate::asset_files!`].
    pub const fn new<F: RustEmbed>(room: &'static str) -> Self {
        let all = || F::iter().filter_map(|name| Some((name.to_string(), F::get(&name)?.data))).collect();
        Self { room, all }
    }
}

/// Declares the folder `assets/` of the crate that calls it, embedded in release builds and read from disk in debug builds.
#[macro_export]
macro_rules! asset_files {
    ($name:ident) => {
        #[derive($crate::rust_embed::RustEmbed)]
        #[crate_path = "::web::rust_embed"]
        #[folder = "assets/"]
        struct $name;
    };
}

/// All assets.
pub(crate) struct Assets {
    by_address: HashMap<String, (Cow<'static, [u8]>, &'static str)>,
    addresses: HashMap<String, String>,
}

impl Assets {
    pub(crate) fn read(rooms: &[AssetFiles]) -> Self {
        let mut assets = Self { by_address: HashMap::new(), addresses: HashMap::new() };
        for room in rooms {
            for (name, bytes) in (room.all)() {
                let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
                let hash = HEXLOWER.encode(&digest::digest(&digest::SHA256, &bytes).as_ref()[..6]);
                let address = format!("{}-{stem}.{hash}.{ending}", room.room);
                let kind = content_type(ending);
                assets.addresses.insert(format!("{}/{name}", room.room), format!("/assets/{address}"));
                assets.by_address.insert(address, (bytes, kind));
            }
        }
        assets
    }

    /// The address of `room/name`.
    pub(crate) fn address(&self, name: &str) -> &str {
        self.addresses.get(name).map_or_else(
            || {
                tracing::error!(name, "there is no such asset");
                "/assets/missing"
            },
            String::as_str,
        )
    }

    pub(crate) fn serve(&self, address: &str) -> Option<Response> {
        let (bytes, kind) = self.by_address.get(address)?;
        Some(immutable(kind, bytes.to_vec()))
    }
}

/// A response that never changes at its address.
pub(crate) fn immutable(kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = (StatusCode::OK, bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}

fn content_type(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}
