//! One request, as the rooms see it.

use std::net::IpAddr;
use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use vault::{Token, TokenHash};
use world::text::HelpContact;
use world::{Language, Moment, OrganizationId, RequestId, Span, Words};

use crate::page::Framing;
use crate::{
    Agent, Colour, ContinueTo, Cookie, CookieName, Fault, Jar, Kit, Openness, Page, Problem, Wording, csrf,
    links,
};

/// How an organization looks and speaks.
#[derive(Clone, Debug)]
pub struct Brand {
    /// Its id.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub accent: Colour,
    /// The language of a person who states none.
    pub language: Language,
    /// For how many days a browser can be spared the second step; 0: it is never offered.
    pub remember_days: i64,
    /// Where people ask for help.
    pub contact: Option<HelpContact>,
    /// The last part of the address of its logo; none: the first letter of its name stands there.
    pub logo: Option<String>,
}

/// What the program knows of a request before any room sees it.
#[derive(Clone, Debug)]
pub struct VisitParts {
    /// The organization.
    pub brand: Arc<Brand>,
    /// The client's address.
    pub address: IpAddr,
    /// Whether cookies may have their `__Host-` names: not on a loopback http address.
    pub secure: bool,
    /// Whether the page came over https, so that the browser may be told to insist on it.
    pub https: bool,
    /// The name and language of the account that is signed in.
    pub signed_in: Option<(String, Option<Language>)>,
    /// The time and chance of the request.
    pub moment: Moment,
}

/// A request: organization, language, browser, address and moment. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Visit(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kit: Kit,
    parts: VisitParts,
    wording: Wording,
    request_id: RequestId,
    browser: Token,
    browser_is_new: bool,
    agent: Agent,
    back: ContinueTo,
    host: String,
}

/// A browser is known again for so long after its last visit, the longest that browsers keep a cookie.
pub const BROWSER_LASTS: Span = Span::days(400);

/// A language in the footer of a page.
#[derive(Clone, Debug)]
pub struct LanguageLink {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) current: bool,
    pub(crate) address: String,
}

impl Visit {
    /// Reads what a request says of itself.
    pub fn begin(kit: &Kit, parts: VisitParts, method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let jar = Jar::new(headers, parts.secure);
        let text = |name: header::HeaderName| {
            headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
        };
        let chosen = jar.get(CookieName::Language).and_then(Language::find);
        let own = parts.signed_in.as_ref().and_then(|(_, language)| *language);
        let language = chosen
            .or(own)
            .or_else(|| world::language::negotiate(text(header::ACCEPT_LANGUAGE)))
            .unwrap_or(parts.brand.language);
        let mut chance = parts.moment.chance("visit");
        let request_id = chance.id(parts.moment.now);
        let known = jar.get(CookieName::Browser).and_then(Token::parse);
        Self(Arc::new(Inner {
            kit: kit.clone(),
            wording: kit.wording(language),
            request_id,
            browser_is_new: known.is_none(),
            browser: known.unwrap_or_else(|| Token::new(&mut chance)),
            agent: Agent::parse(text(header::USER_AGENT)),
            host: text(header::HOST).chars().take(255).collect(),
            back: back(method, uri, text(header::REFERER), text(header::HOST)),
            parts,
        }))
    }

    /// The visit of a request on which the program has put one.
    pub(crate) fn of(extensions: &Extensions) -> Result<Self, Problem> {
        let visit = extensions.get::<Self>().cloned();
        visit.ok_or(Problem::new(StatusCode::NOT_FOUND, Fault::NotFound))
    }

    /// The kit.
    pub fn kit(&self) -> &Kit {
        &self.0.kit
    }

    /// How the organization looks.
    pub fn brand(&self) -> &Brand {
        &self.0.parts.brand
    }

    /// The organization's id.
    pub fn organization(&self) -> OrganizationId {
        self.0.parts.brand.organization
    }

    /// The person's language.
    pub fn language(&self) -> Language {
        self.words().language()
    }

    /// The texts in the person's language.
    pub fn words(&self) -> &dyn Words {
        &self.0.wording
    }

    /// The request's id, on error pages and in the log.
    pub fn request_id(&self) -> RequestId {
        self.0.request_id
    }

    /// The hash of the browser's lasting token.
    pub fn browser(&self) -> TokenHash {
        self.0.browser.hash()
    }

    /// The client's address.
    pub fn address(&self) -> IpAddr {
        self.0.parts.address
    }

    /// Where the client's address is, in the person's language, if this server knows.
    pub fn place(&self) -> Option<String> {
        self.0.kit.place(self.address(), self.language())
    }

    /// Where another address is that was kept as text, likewise.
    pub fn place_of(&self, address: &str) -> Option<String> {
        self.0.kit.place(address.parse().ok()?, self.language())
    }

    /// Browser and system.
    pub fn agent(&self) -> &Agent {
        &self.0.agent
    }

    /// The time and chance of this request.
    pub fn moment(&self) -> &Moment {
        &self.0.parts.moment
    }

    /// The host name of this page, without a port.
    pub fn host(&self) -> &str {
        let host = self.0.host.as_str();
        let end = if host.starts_with('[') { host.find(']').map(|end| end + 1) } else { host.find(':') };
        &host[..end.unwrap_or(host.len())]
    }

    /// The origin of this page, as `https://sign-in.school.example`.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.0.parts.https { "https" } else { "http" }, self.0.host)
    }

    /// Whether cookies have their `__Host-` names.
    pub fn is_secure(&self) -> bool {
        self.0.parts.secure
    }

    pub(crate) fn signed_in_name(&self) -> Option<&str> {
        self.0.parts.signed_in.as_ref().map(|(name, _)| name.as_str())
    }

    /// The token for a form of this browser.
    pub fn csrf(&self) -> String {
        csrf::token(self.0.kit.vault(), self.browser(), self.moment().now)
    }

    /// The page's own address, to come back to.
    pub fn back(&self) -> &ContinueTo {
        &self.0.back
    }

    pub(crate) fn language_link(&self, language: Language) -> LanguageLink {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("to", language.code()).append_pair("back", self.0.back.as_str());
        LanguageLink {
            code: language.code(),
            name: language.name(),
            current: language == self.language(),
            address: format!("{}?{}", links::LanguageChoice, query.finish()),
        }
    }

    /// A narrow page: one card. `title` is the key of its title.
    pub fn page(&self, title: &str, body: &impl Template) -> Page {
        Page::framed(self, &self.words().say(title), body, Framing::default())
    }

    /// A narrow page with scripts, named as `room/file.js`.
    pub fn page_with(&self, title: &str, body: &impl Template, scripts: &[&str]) -> Page {
        Page::framed(self, &self.words().say(title), body, Framing { scripts, ..Framing::default() })
    }

    /// A wide page, for lists.
    pub fn wide_page(&self, title: &str, body: &impl Template, scripts: &[&str]) -> Page {
        Page::framed(
            self,
            &self.words().say(title),
            body,
            Framing { wide: true, scripts, ..Framing::default() },
        )
    }

    /// A wide page whose title is not a text of a room.
    pub fn titled_page(&self, title: &str, body: &impl Template) -> Page {
        Page::framed(self, title, body, Framing { wide: true, ..Framing::default() })
    }

    /// The way to another address of ours.
    pub fn see_other(&self, to: impl std::fmt::Display) -> Page {
        Page::see_other(self, &to.to_string())
    }

    /// Gives a response what every response has, and turns a problem into its page.
    pub fn finish(&self, mut response: Response) -> Response {
        if let Some(problem) = response.extensions_mut().remove::<Problem>() {
            response = self.problem(&problem);
        }
        let open = response.extensions_mut().remove::<Openness>().unwrap_or_default();
        let headers = response.headers_mut();
        set_security_headers(headers, open, self.0.parts.https);
        if let Ok(id) = HeaderValue::from_str(&self.0.request_id.to_string()) {
            headers.insert("x-request-id", id);
        }
        if self.0.browser_is_new {
            let cookie = Cookie::lasting(CookieName::Browser, self.0.browser.to_text(), BROWSER_LASTS);
            if let Some(cookie) = cookie.header(self.0.parts.secure) {
                headers.append(header::SET_COOKIE, cookie);
            }
        }
        response
    }

    fn problem(&self, problem: &Problem) -> Response {
        if let Some(chain) = problem.chain() {
            tracing::error!(request = %self.0.request_id, cause = chain, "a request failed");
        }
        let key = problem.fault.key();
        let body = ProblemBody {
            words: self.words(),
            title: self.words().say(&format!("problem-{key}-title")),
            text: self.words().say(&format!("problem-{key}-text")),
            request_id: self.0.request_id,
            back: self.0.back.as_str(),
            home: links::Front,
            help: links::Help { page: problem.fault.help(), request: Some(self.0.request_id) },
        };
        let framing = Framing { refresh: problem.retry_after, ..Framing::default() };
        let mut page = Page::framed(self, &body.title, &body, framing).status(problem.status);
        if let Some(span) = problem.retry_after {
            page = page.retry_after(span);
        }
        page.into_response()
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemBody<'a> {
    words: &'a dyn Words,
    title: String,
    text: String,
    request_id: RequestId,
    back: &'a str,
    home: links::Front,
    help: links::Help,
}

/// A page that was asked for with GET is its own address; what a form's answer shows is found again at the page of the form.
fn back(method: &Method, uri: &Uri, referer: &str, host: &str) -> ContinueTo {
    let own = || uri.path_and_query().map_or("/", |path| path.as_str());
    let path = if [Method::GET, Method::HEAD].contains(method) {
        own()
    } else {
        let after_scheme = referer.split_once("://").map_or("", |(_, rest)| rest);
        after_scheme
            .strip_prefix(host)
            .filter(|path| !host.is_empty() && path.starts_with('/'))
            .unwrap_or("/")
    };
    ContinueTo::parse(path).unwrap_or_else(|| ContinueTo::to(links::Front))
}

fn set_security_headers(headers: &mut HeaderMap, open: Openness, https: bool) {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, open.policy()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, open.framing()),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), open.permissions()),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::of(&parts.extensions)
    }
}
