//! The index with its search, and the pages.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use web::{Fault, FormFields, Guard, Page, Problem, Routes, Visit, links};
use world::text::HelpContact;
use world::{RequestId, Words};

use crate::book::{Book, Leaf};
use crate::prose::{Block, Span, Target};
use crate::{ADMINISTRATOR, GROUPS, search};

type Answer = Result<Page, Problem>;

/// The addresses of this room. They ask for nothing that could fail: no database, no session.
pub fn routes() -> Routes<()> {
    Routes::new()
        .get(links::Help::PATH, Guard::Open, index)
        .get(links::Help::PAGE_PATH, Guard::Open, page)
        .with_state(Arc::new(Book::read()))
}

/// The request about which help is sought. Whatever is no number of a request of ours is not shown.
fn request(uri: &Uri) -> Option<RequestId> {
    FormFields::of_query(uri).get("request").parse().ok()
}

/// A link to a page.
struct Entry<'a> {
    address: String,
    title: &'a str,
    summary: String,
}

/// The address of a page, which keeps the number of the request.
fn address(name: &str, request: Option<RequestId>) -> String {
    let query = request.map(|id| format!("?request={id}")).unwrap_or_default();
    format!("{}/{name}{query}", links::Help::PATH)
}

fn entry(leaf: &Leaf, request: Option<RequestId>) -> Entry<'_> {
    Entry { address: address(leaf.name, request), title: &leaf.prose.title, summary: leaf.prose.summary() }
}

async fn index(State(book): State<Arc<Book>>, visit: Visit, uri: Uri) -> Answer {
    let (words, language, request) = (visit.words(), visit.language(), request(&uri));
    let query = FormFields::of_query(&uri);
    let asked: String = query.get("q").trim().chars().take(search::LONGEST_QUESTION).collect();
    let found: Vec<_> =
        search::find(book.leaves(language), &asked).into_iter().map(|leaf| entry(leaf, request)).collect();
    let groups = GROUPS.iter().map(|group| {
        let leaves = group.pages.iter().filter_map(|(name, _)| book.leaf(language, name));
        (words.say(&format!("help-group-{}", group.name)), leaves.map(|leaf| entry(leaf, request)).collect())
    });
    let body = Index { words, request, asked, found, groups: groups.collect() };
    Ok(visit.titled_page(&words.say("help-title"), &body))
}

async fn page(State(book): State<Arc<Book>>, visit: Visit, Path(name): Path<String>, uri: Uri) -> Answer {
    let (words, language, request) = (visit.words(), visit.language(), request(&uri));
    let missing = || Problem::new(StatusCode::NOT_FOUND, Fault::NotFound);
    let leaf = book.leaf(language, &name).ok_or_else(missing)?;
    let administrator = (leaf.name != ADMINISTRATOR).then_some(ADMINISTRATOR);
    let near = leaf.near.iter().copied().chain(administrator);
    let body = Sheet {
        words,
        request,
        book: &book,
        visit: &visit,
        leaf,
        group: words.say(&format!("help-group-{}", leaf.group)),
        index: links::Help { page: links::HelpPage::Index, request },
        contact: visit.brand().contact.as_ref().filter(|_| administrator.is_none()),
        near: near.filter_map(|name| Some(entry(book.leaf(language, name)?, request))).collect(),
    };
    Ok(visit.titled_page(&leaf.prose.title, &body))
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    words: &'a dyn Words,
    request: Option<RequestId>,
    asked: String,
    found: Vec<Entry<'a>>,
    groups: Vec<(String, Vec<Entry<'a>>)>,
}

#[derive(Template)]
#[template(path = "page.html")]
struct Sheet<'a> {
    words: &'a dyn Words,
    request: Option<RequestId>,
    book: &'a Book,
    visit: &'a Visit,
    leaf: &'a Leaf,
    group: String,
    index: links::Help,
    /// Where people ask for help, on the page about that.
    contact: Option<&'a HelpContact>,
    near: Vec<Entry<'a>>,
}

/// A picture as the page shows it.
struct Picture<'a> {
    address: &'a str,
    width: u32,
    height: u32,
}

impl Sheet<'_> {
    fn leads(&self, to: &Target) -> String {
        match to {
            Target::Help(name) => address(name, self.request),
            Target::Place(path) => (*path).to_owned(),
        }
    }

    fn picture(&self, name: &str) -> Option<Picture<'_>> {
        let language = self.visit.language();
        let (width, height) = self.book.picture(language, name)?;
        let address = self.visit.kit().asset(&format!("help/{name}-{}.png", language.code()));
        Some(Picture { address, width, height })
    }
}
