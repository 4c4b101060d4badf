//! What all pages share: texts, assets and the key of the forms; and the few addresses that belong to no room.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use vault::Vault;
use world::{Language, Span};

use crate::assets::{Assets, immutable};
use crate::{
    AssetFiles, Colour, ContinueTo, Cookie, CookieName, Fault, FormFields, Guard, Page, Places, Problem,
    Routes, TextFiles, Texts, Visit, Wording, links,
};

/// What a kit is made of.
#[derive(Clone)]
pub struct KitParts<'a> {
    /// The texts of all rooms.
    pub texts: &'a [TextFiles],
    /// The assets of all rooms.
    pub assets: &'a [AssetFiles],
    /// The keys.
    pub vault: Vault,
    /// Where network addresses are, if this server knows.
    pub places: Option<Arc<dyn Places>>,
}

/// The kit. Cloning is cheap.
#[derive(Clone)]
pub struct Kit(Arc<Inner>);

struct Inner {
    texts: Arc<Texts>,
    assets: Assets,
    vault: Vault,
    places: Option<Arc<dyn Places>>,
}

impl std::fmt::Debug for Kit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kit(…)")
    }
}

impl Kit {
    /// Reads texts and assets.
    pub fn new(parts: KitParts<'_>) -> Self {
        let texts = Arc::new(Texts::read(parts.texts));
        let assets = Assets::read(parts.assets);
        Self(Arc::new(Inner { texts, assets, vault: parts.vault, places: parts.places }))
    }

    /// The texts.
    pub fn texts(&self) -> &Arc<Texts> {
        &self.0.texts
    }

    /// The texts of one language.
    pub fn wording(&self, language: Language) -> Wording {
        self.0.texts.wording(language)
    }

    /// The address of an asset, named as `room/file.css`.
    pub fn asset(&self, name: &str) -> &str {
        self.0.assets.address(name)
    }

    pub(crate) fn place(&self, address: IpAddr, language: Language) -> Option<String> {
        self.0.places.as_ref()?.find(address, language)
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// Assets and the choice of a language.
    pub fn routes(&self) -> Routes<()> {
        Routes::new()
            .get("/assets/{name}", Guard::Open, asset)
            .get("/assets/brand/{name}", Guard::Open, brand)
            .get(links::LanguageChoice::PATH, Guard::Open, choose_language)
            .with_state(self.clone())
    }
}

fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, Fault::NotFound)
}

async fn asset(State(kit): State<Kit>, Path(name): Path<String>) -> Result<Response, Problem> {
    kit.0.assets.serve(&name).ok_or_else(not_found)
}

async fn brand(Path(name): Path<String>) -> Result<Response, Problem> {
    let colour = name.strip_suffix(".css").and_then(Colour::parse).ok_or_else(not_found)?;
    Ok(immutable("text/css; charset=utf-8", colour.style_sheet().into_bytes()))
}

async fn choose_language(visit: Visit, uri: Uri) -> Result<Page, Problem> {
    let query = FormFields::of_query(&uri);
    let language = Language::find(query.get("to")).ok_or_else(not_found)?;
    let back = ContinueTo::parse(query.get("back")).unwrap_or_else(|| ContinueTo::to(links::Front));
    let cookie = Cookie::lasting(CookieName::Language, language.code().to_owned(), Span::days(400));
    Ok(visit.see_other(back.as_str()).cookie(&cookie))
}
