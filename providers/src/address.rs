//! Where a provider is, and where it may call back: https, or this machine.

use url::{Host, Url};

/// A provider's base address. It is https; plain http is for loopback addresses only, where nothing
/// leaves the machine.
///
/// # Example
/// ```
/// use caudal_providers::Address;
///
/// assert!(Address::new("https://api.cirenio.com/v1").is_ok());
/// assert!(Address::new("http://127.0.0.1:8017/cirenio/v1").is_ok());
/// // Credentials would cross the network in the clear.
/// assert!(Address::new("http://api.cirenio.com/v1").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

/// Why an address was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// Not an address at all.
    #[error("read address {text:?}: {why}")]
    Unreadable {
        /// As it was given.
        text: String,
        /// What is wrong with it.
        why: String,
    },
    /// Neither https nor on this machine.
    #[error(
        "use address {text:?}: only https is allowed, and http on loopback\nhint: write https://"
    )]
    NotSecure {
        /// Scheme and host as given.
        text: String,
    },
    /// User name or password in the address.
    #[error("use the address of {host}: a user name or password does not belong in it")]
    Credentials {
        /// The host.
        host: String,
    },
}

impl Address {
    /// Reads a base address; a path in it is kept.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn new(text: &str) -> Result<Self, AddressError> {
        let mut url = secure(text)?;
        // A query or fragment would end up in the middle of every address made from this one.
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address of a path below this one. Every segment is encoded, so that none can lead elsewhere.
    pub(crate) fn below<'s>(&self, segments: impl IntoIterator<Item = &'s str>) -> Url {
        let mut url = self.0.clone();
        // An https or http address always has a path.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }
}

/// Reads an address that is https, or http on loopback.
pub(crate) fn secure(text: &str) -> Result<Url, AddressError> {
    let url = Url::parse(text).map_err(|error| AddressError::Unreadable {
        text: text.chars().take(100).collect(),
        why: error.to_string(),
    })?;
    let host = url.host_str().unwrap_or_default().to_owned();
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Credentials { host });
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        scheme => Err(AddressError::NotSecure {
            text: format!("{scheme}://{host}"),
        }),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
