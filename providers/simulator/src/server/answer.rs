//! An answer as a vendor means it, before anything goes wrong with it.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

/// Status, headers and body.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers, the content's type among them.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) body: Bytes,
}

impl Answer {
    /// JSON.
    pub(crate) fn json(status: StatusCode, value: &Value) -> Self {
        Self::payload(status, Bytes::from(value.to_string()))
    }

    /// Bytes that are JSON already.
    pub(crate) fn payload(status: StatusCode, body: Bytes) -> Self {
        Self::of_type(status, "application/json", body)
    }

    /// Plain text.
    pub(crate) fn text(status: StatusCode, text: String) -> Self {
        Self::of_type(status, "text/plain; charset=utf-8", text.into())
    }

    /// A page for people.
    pub(crate) fn html(status: StatusCode, page: &'static str) -> Self {
        Self::of_type(
            status,
            "text/html; charset=utf-8",
            Bytes::from_static(page.as_bytes()),
        )
    }

    /// No body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// The same with a header; one that cannot be written is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The answer as it is sent when nothing goes wrong.
    pub(crate) fn into_response(self) -> Response {
        let body = Body::from(self.body.clone());
        self.with_body(body)
    }

    /// The answer's head with another body.
    pub(super) fn with_body(self, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }

    fn of_type(status: StatusCode, media_type: &'static str, body: Bytes) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        Self {
            status,
            headers,
            body,
        }
    }
}
