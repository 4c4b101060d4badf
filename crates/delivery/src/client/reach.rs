//! Where requests may go.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::Uri;
use hyper_util::client::legacy::connect::dns::Name;
use tower_service::Service;

/// How far a client reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses, by TLS on port 443: for requests whose address somebody else has said.
    Public,
    /// Any address, with TLS or without: for a demo and for tests, and where the person at the keyboard says where to.
    Anywhere,
}

impl Reach {
    /// Whether a request may go to this address, as far as that can be told before its name is resolved.
    pub fn allows(self, address: &Uri) -> bool {
        let Some(host) = address.host() else { return false };
        // Who a request is from is said in headers of ours only.
        let plain = address.authority().is_some_and(|authority| !authority.as_str().contains('@'));
        match self {
            Self::Anywhere => plain && matches!(address.scheme_str(), Some("http" | "https")),
            Self::Public => {
                let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
                plain
                    && address.scheme_str() == Some("https")
                    && address.port_u16().unwrap_or(443) == 443
                    && literal.is_none_or(is_public)
            }
        }
    }
}

/// Whether an address belongs to a machine on the internet: not to this machine, a network of its own, a link, a carrier's inner
/// network, a group, or an example (the registries of RFC 6890), nor to an IPv6 form of such an address.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match (a, b, c) {
        // This network, private use, loopback.
        (0 | 10 | 127, ..) => true,
        // Carriers' inner networks (RFC 6598).
        (100, 64..=127, _) => true,
        // Links.
        (169, 254, _) => true,
        (172, 16..=31, _) | (192, 168, _) => true,
        // Protocol assignments; examples; the old relay of 6to4.
        (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113) | (192, 88, 99) => true,
        // Measuring (RFC 2544).
        (198, 18 | 19, _) => true,
        // Groups, reserved, everybody.
        (224.., ..) => true,
        _ => false,
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // NAT64 (RFC 6052): the address that is meant stands at the end. The local form (RFC 8215) is nobody's on the internet.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        // Teredo and other protocol assignments, ORCHID, examples, 6to4.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] => false,
        [0x3fff, 0..=0xfff, ..] => false,
        // The rest of what is given out; all else is unspecified, loopback, mapped, local, of a link or of a group.
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

/// A name leads to an address that requests may not go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name leads to an address that is not public")]
pub(super) struct NotPublic;

/// Resolves names by the operating system, and refuses those that lead to any address out of reach. The connection goes to what was
/// resolved here, so a name that is changed afterwards changes nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolver(pub Reach);

type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Failure>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let reach = self.0;
        Box::pin(async move {
            // The port is put in by the connector.
            let found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if reach == Reach::Public && !found.iter().all(|address| is_public(address.ip())) {
                return Err(NotPublic.into());
            }
            Ok(found.into_iter())
        })
    }
}
