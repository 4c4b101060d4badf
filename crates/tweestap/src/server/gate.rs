//! The gate before every door: whose organization it is, who is signed in, and what every answer gets on its way out.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use accounts::{AccountsError, Organization, SignedIn, looks, organizations, people, sessions};
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use store::{Store, StoreError, Transaction};
use tokio::sync::watch;
use vault::{Token, Vault};
use web::{Brand, Colour, CookieName, Fault, Jar, Kit, Problem, SignedInMarker, Visit, VisitParts, links};
use world::{Moment, Span, Timestamp, World};

use super::health;
use super::listen::Peer;
use super::metrics::Metrics;
use crate::program::Program;

/// Organizations are read anew after this span.
const ORGANIZATIONS_KEPT: Span = Span::seconds(5);
/// So many host names are remembered.
const MOST_HOSTS: usize = 10_000;
/// The colour of an organization whose own cannot be read.
const ACCENT: &str = "1f5fbf";

/// An organization as every request needs it.
#[derive(Clone)]
struct Known {
    organization: Arc<Organization>,
    brand: Arc<Brand>,
    read_at: Timestamp,
}

/// What the gate works with.
#[derive(Clone)]
pub struct Gate(Arc<Inner>);

struct Inner {
    store: Store,
    vault: Vault,
    world: World,
    kit: Kit,
    metrics: Metrics,
    stop: watch::Receiver<bool>,
    proxies: Vec<IpAddr>,
    timeout: Duration,
    hosts: RwLock<HashMap<String, Known>>,
}

impl Gate {
    /// A gate for this program.
    pub fn new(
        program: &Program,
        world: &World,
        kit: Kit,
        metrics: Metrics,
        stop: watch::Receiver<bool>,
    ) -> Self {
        Self(Arc::new(Inner {
            store: program.store.clone(),
            vault: program.vault.clone(),
            world: world.clone(),
            kit,
            metrics,
            stop,
            proxies: program.settings.trusted_proxies(),
            timeout: Duration::from_secs(program.settings.number("server.request_seconds").unsigned_abs()),
            hosts: RwLock::default(),
        }))
    }
}

/// Puts the gate before a router.
pub fn guarded(router: Router, gate: Gate) -> Router {
    let not_found = || async { Problem::new(StatusCode::NOT_FOUND, Fault::NotFound) };
    let wrong_method = || async { Problem::new(StatusCode::METHOD_NOT_ALLOWED, Fault::NotFound) };
    router
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(gate, pass))
}

async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    match request.uri().path() {
        "/healthz" => return health::healthz(),
        "/readyz" => {
            let stopping = *gate.0.stop.borrow();
            return health::readyz(&gate.0.store, stopping).await;
        }
        _ => {}
    }
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let (response, id) = gate.answer(request, next).await;
    let (status, seconds) = (response.status().as_u16(), started.elapsed().as_secs_f64());
    gate.0.metrics.count(&route, status, seconds);
    // The route and not the path: a path may hold what somebody typed.
    tracing::info!(request = id, %method, route, status, milliseconds = seconds * 1000.0, "request");
    response
}

/// Where a request comes from, by its connection and by proxies that are believed.
struct Client {
    address: IpAddr,
    host: String,
    https: bool,
}

impl Client {
    fn of(headers: &HeaderMap, peer: IpAddr, proxies: &[IpAddr]) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let believed = proxies.contains(&peer);
        let forwarded = text("x-forwarded-for").rsplit(',').map(|part| part.trim().parse::<IpAddr>());
        // From the nearest proxy outwards, the first address that is not a believed proxy is the client.
        let client = forwarded.map_while(Result::ok).find(|address| !proxies.contains(address));
        Self {
            address: client.filter(|_| believed).unwrap_or(peer),
            host: host_name(text(header::HOST.as_str())),
            https: believed && text("x-forwarded-proto") == "https",
        }
    }

    /// Browsers refuse `__Host-` cookies on plain http, and treat a loopback address as the developer's own machine.
    fn is_secure(&self) -> bool {
        let loopback = self.host == "localhost"
            || self.host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        self.https || !loopback
    }
}

/// Whether what is at this path is there without a database and without an organization: styles, and help for when it is gone.
fn asks_nobody(path: &str) -> bool {
    let below_help = path.strip_prefix(links::Help::PATH);
    path.starts_with("/assets/") || below_help.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The host without its port, in lower case.
fn host_name(host: &str) -> String {
    let end = if host.starts_with('[') { host.find(']').map(|end| end + 1) } else { host.find(':') };
    host[..end.unwrap_or(host.len())].chars().take(253).collect::<String>().to_lowercase()
}

impl Gate {
    async fn answer(&self, request: Request, next: Next) -> (Response, String) {
        let inner = &self.0;
        let peer =
            request.extensions().get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        let client = Client::of(request.headers(), peer, &inner.proxies);
        let moment = inner.world.moment();
        let known = match self.organization(&client.host, moment.now).await {
            Ok(Some(known)) => known,
            Ok(None) => {
                let problem = Problem::new(StatusCode::NOT_FOUND, Fault::Host);
                return self.without_organization((request, next), client, moment, problem).await;
            }
            Err(error) => {
                return self.without_organization((request, next), client, moment, problem(error)).await;
            }
        };
        let person = if request.uri().path().starts_with("/assets/") {
            Ok(None)
        } else {
            self.person(&known, &client, request.headers(), moment.now).await
        };
        let (person, failed) = person.map_or_else(|error| (None, Some(error)), |person| (person, None));
        let parts = VisitParts {
            brand: Arc::clone(&known.brand),
            address: client.address,
            secure: client.is_secure(),
            https: client.https,
            signed_in: person.as_ref().map(|p| (p.account.display_name.clone(), p.account.language)),
            moment: moment.clone(),
        };
        let mut request = request;
        let visit = Visit::begin(&inner.kit, parts, request.method(), request.uri(), request.headers());
        let id = visit.request_id().to_string();
        if let Some(error) = failed
            && !asks_nobody(request.uri().path())
        {
            return (visit.finish(problem(error).into_response()), id);
        }
        let extensions = request.extensions_mut();
        extensions.insert(visit.clone());
        extensions.insert(known.organization);
        if let Some(person) = person {
            extensions.insert(Arc::new(person));
            extensions.insert(SignedInMarker);
        }
        (visit.finish(self.run(request, next).await), id)
    }

    /// Runs the door. A client who goes away leaves nothing half done, and a panic becomes a page.
    async fn run(&self, request: Request, next: Next) -> Response {
        let request = match self.arrived(request).await {
            Ok(request) => request,
            Err(problem) => return problem.into_response(),
        };
        let running = tokio::spawn(next.run(request));
        match tokio::time::timeout(self.0.timeout, running).await {
            Ok(Ok(response)) => response,
            Ok(Err(panicked)) => Problem::caused(Fault::Internal, panicked).into_response(),
            Err(late) => Problem::caused(Fault::Unavailable, late).into_response(),
        }
    }

    /// The request with its whole body. One that does not arrive in time, or is larger than any form, is given up.
    async fn arrived(&self, request: Request) -> Result<Request, Problem> {
        let (parts, body) = request.into_parts();
        if body.is_end_stream() {
            return Ok(Request::from_parts(parts, body));
        }
        let refused = |status| Problem::new(status, Fault::Form);
        match tokio::time::timeout(self.0.timeout, Limited::new(body, web::LONGEST_BODY).collect()).await {
            Ok(Ok(body)) => Ok(Request::from_parts(parts, Body::from(body.to_bytes()))),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(refused(StatusCode::PAYLOAD_TOO_LARGE)),
            Ok(Err(_)) => Err(refused(StatusCode::BAD_REQUEST)),
            Err(_) => Err(refused(StatusCode::REQUEST_TIMEOUT)),
        }
    }

    async fn organization(&self, host: &str, now: Timestamp) -> Result<Option<Known>, AccountsError> {
        let fresh = |known: &&Known| (Span::ZERO..ORGANIZATIONS_KEPT).contains(&(now - known.read_at));
        let hosts = || self.0.hosts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts().get(host).filter(fresh) {
            return Ok(Some(known.clone()));
        }
        let name = host.to_owned();
        let find = move |t: &mut Transaction<'_>| {
            let Some(organization) = organizations::find_by_host(t, &name)? else { return Ok(None) };
            let look = looks::find(t, organization.id)?;
            Ok::<_, AccountsError>(Some((organization, look)))
        };
        let Some((organization, look)) = self.0.store.read(find).await? else { return Ok(None) };
        let accent =
            Colour::parse(&organization.accent).or_else(|| Colour::parse(ACCENT)).unwrap_or(Colour::BLACK);
        let brand = Brand {
            organization: organization.id,
            name: organization.name.clone(),
            accent,
            language: organization.language,
            remember_days: organization.remember.micros() / world::Span::days(1).micros(),
            contact: look.contact,
            logo: look.logo,
        };
        let known = Known { organization: Arc::new(organization), brand: Arc::new(brand), read_at: now };
        let mut hosts = self.0.hosts.write().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MOST_HOSTS {
            hosts.clear();
        }
        hosts.insert(host.to_owned(), known.clone());
        Ok(Some(known))
    }

    async fn person(
        &self,
        known: &Known,
        client: &Client,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<Option<SignedIn>, AccountsError> {
        let jar = Jar::new(headers, client.is_secure());
        let token = |name| jar.get(name).and_then(Token::parse).map(|token| token.hash());
        let (Some(session), Some(browser)) = (token(CookieName::Session), token(CookieName::Browser)) else {
            return Ok(None);
        };
        let (organization, vault) = (known.organization.id, self.0.vault.clone());
        let found = self
            .0
            .store
            .glance(move |t| {
                let Some(session) = sessions::find(t, &vault, (organization, browser), session, now)? else {
                    return Ok::<_, AccountsError>(None);
                };
                let account = people::find(t, organization, session.holder().account)?;
                Ok(account.map(|account| SignedIn { session, account }))
            })
            .await?;
        if let Some(person) = &found
            && sessions::is_due(&person.session, now)
        {
            let session = person.session.id;
            self.0.store.write_soon(move |t| sessions::seen(t, organization, session, now)).await?;
        }
        Ok(found)
    }

    /// Nobody has this host, or the database cannot be asked whose it is: the page says so under the program's own name, and has
    /// its styles.
    async fn without_organization(
        &self,
        (mut request, next): (Request, Next),
        client: Client,
        moment: Moment,
        problem: Problem,
    ) -> (Response, String) {
        let brand = Brand {
            organization: moment.chance("nobody").id(moment.now),
            name: "Tweestap".to_owned(),
            accent: Colour::parse(ACCENT).unwrap_or(Colour::BLACK),
            language: world::Language::ENGLISH,
            remember_days: 0,
            contact: None,
            logo: None,
        };
        let parts = VisitParts {
            brand: Arc::new(brand),
            address: client.address,
            secure: client.is_secure(),
            https: client.https,
            signed_in: None,
            moment,
        };
        let visit = Visit::begin(&self.0.kit, parts, &Method::GET, request.uri(), request.headers());
        let id = visit.request_id().to_string();
        if !asks_nobody(request.uri().path()) {
            return (visit.finish(problem.into_response()), id);
        }
        request.extensions_mut().insert(visit.clone());
        (visit.finish(self.run(request, next).await), id)
    }
}

fn problem(error: AccountsError) -> Problem {
    Problem::caused(StoreError::outage_behind(&error).into(), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .filter_map(|(name, value)| Some((name.parse::<header::HeaderName>().ok()?, value.parse().ok()?)))
            .collect()
    }

    #[test]
    fn only_believed_proxies_speak_for_others() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let sent =
            headers(&[("x-forwarded-for", "1.2.3.4, 5.6.7.8, 10.0.0.1"), ("x-forwarded-proto", "https")]);
        let believed = Client::of(&sent, proxy, &[proxy]);
        assert_eq!((believed.address.to_string().as_str(), believed.https), ("5.6.7.8", true));
        let stranger = Client::of(&sent, proxy, &[]);
        assert_eq!((stranger.address, stranger.https), (proxy, false));
    }

    #[test]
    fn hosts_lose_their_port_and_only_loopback_is_plain() {
        let secure =
            |host| Client::of(&headers(&[("host", host)]), IpAddr::V4(Ipv4Addr::LOCALHOST), &[]).is_secure();
        assert_eq!(host_name("School.Example:8443"), "school.example");
        assert_eq!(host_name("[::1]:80"), "[::1]");
        assert!(!secure("localhost:8080") && !secure("127.0.0.1") && !secure("[::1]:80"));
        assert!(secure("school.example") && secure("localhost.evil.example"));
    }
}
