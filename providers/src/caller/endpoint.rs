//! What is known of an endpoint before anything is asked.

use http::Method;

/// One endpoint of a provider's document.
#[derive(Debug)]
pub struct Endpoint {
    /// The provider.
    pub provider: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path as the document writes it, with `:names` for what differs. It is what logs show.
    pub path: &'static str,
    /// Whether it may be asked twice.
    pub repeat: Repeat,
}

/// Whether asking twice does anything twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// It does not: the endpoint reads, or finds what it made before.
    Harmless,
    /// It may: the endpoint creates something each time. It is asked again only when the first
    /// request surely did nothing.
    Creates,
}
