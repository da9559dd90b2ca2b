//! What the providers' clients share: making requests, and their errors.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Request};
use url::Url;

use crate::address::AddressError;
use crate::caller::{Ask, Endpoint, Failure};

/// Why a client's call brought nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The provider was asked, or could not be; [`Failure::kind`] says what happened.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// An argument goes past the vendor's limit, so nothing was sent.
    #[error("ask {provider}: {what} has {length} characters, the limit is {limit}")]
    TooLong {
        /// The provider.
        provider: &'static str,
        /// Which argument.
        what: &'static str,
        /// How long it is.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// An argument that the vendor cannot take, so nothing was sent.
    #[error("ask {provider}: {what} {why}")]
    Invalid {
        /// The provider.
        provider: &'static str,
        /// Which argument.
        what: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// An address that must not be used.
    #[error(transparent)]
    Address(#[from] AddressError),
}

/// A body to send, with the type that it is sent as.
pub(crate) enum Sent {
    Nothing,
    Json(serde_json::Value),
    /// Names and values, encoded as a form.
    Form(Vec<(&'static str, String)>),
}

/// Holds an argument's length against the vendor's limit, before anything is sent.
pub(crate) fn hold_length(
    provider: &'static str,
    what: &'static str,
    text: &str,
    limit: usize,
) -> Result<(), ClientError> {
    let length = text.chars().count();
    if length > limit {
        return Err(ClientError::TooLong {
            provider,
            what,
            length,
            limit,
        });
    }
    Ok(())
}

/// A request to an endpoint, with one header that authenticates it.
pub(crate) fn ask(
    endpoint: &'static Endpoint,
    url: &Url,
    authentication: Option<(HeaderName, HeaderValue)>,
    sent: Sent,
) -> Ask {
    let (content_type, body) = match sent {
        Sent::Nothing => (None, Bytes::new()),
        Sent::Json(value) => (Some("application/json"), Bytes::from(value.to_string())),
        Sent::Form(fields) => {
            let mut form = url::form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(fields);
            let kind = "application/x-www-form-urlencoded";
            (Some(kind), Bytes::from(form.finish()))
        }
    };
    let mut request = Request::new(body);
    *request.method_mut() = endpoint.method.clone();
    // Whatever `url` accepts as an https address, `http` accepts too.
    *request.uri_mut() = url.as_str().parse().unwrap_or_default();
    let headers = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(kind) = content_type {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    headers.extend(authentication);
    Ask {
        endpoint,
        request,
        timeout: None,
    }
}
