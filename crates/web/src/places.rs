//! Where a network address is, roughly.

use std::net::IpAddr;

use world::Language;

/// Knows roughly where network addresses are.
pub trait Places: Send + Sync {
    /// Where an address is, as `Utrecht, Netherlands`; none if that is not known.
    fn find(&self, address: IpAddr, language: Language) -> Option<String>;
}
