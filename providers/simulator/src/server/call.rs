//! A request, read once: path, query, form or JSON, credentials.

use axum::extract::RawPathParams;
use bytes::Bytes;
use caudal_facts::TaxId;
use http::HeaderMap;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::request::Parts;
use serde_json::Value;
use url::form_urlencoded;

use crate::applicants::Dice;
use crate::endpoints::Endpoint;
use crate::faults::Fault;

/// A request to an endpoint.
pub(crate) struct Call {
    /// Where it goes.
    pub(crate) endpoint: &'static Endpoint,
    /// Method, address and headers.
    pub(crate) head: Parts,
    /// The body.
    pub(crate) body: Bytes,
    /// Whom it is about.
    pub(crate) applicant: Option<TaxId>,
    /// How many requests of the same applicant for the same thing came before.
    pub(crate) ordinal: u64,
    /// The fault that it meets.
    pub(crate) fault: Option<Fault>,
    params: Vec<(String, String)>,
}

impl Call {
    pub(super) fn new(
        endpoint: &'static Endpoint,
        params: &RawPathParams,
        head: Parts,
        body: Bytes,
    ) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self {
            endpoint,
            head,
            body,
            applicant: None,
            ordinal: 0,
            fault: None,
            params: params.iter().map(owned).collect(),
        }
    }

    /// What a request asks for beside its endpoint: its path, a form, Khipu's parameters. Not the
    /// address to call back, which differs from run to run.
    pub(super) fn thing(&self) -> String {
        let path = self.head.uri.path();
        if self.is_said_to_be("application/x-www-form-urlencoded") {
            return format!("{path} {}", String::from_utf8_lossy(&self.body));
        }
        let body = self.json().unwrap_or_default();
        let data = body.get("RequestData").unwrap_or(&Value::Null);
        format!("{path} {data}")
    }

    /// The dice for one purpose of the request: the same in every run.
    pub(crate) fn dice(&self, seed: u64, purpose: &str) -> Dice {
        let person = self.applicant.as_ref().map(TaxId::reveal);
        let person = person.unwrap_or_default();
        let (thing, ordinal) = (self.thing(), self.ordinal);
        let key = format!("{purpose} {:?} {person} {thing} {ordinal}", self.endpoint);
        Dice::new(seed, &key)
    }

    /// A part of the path, by its name in the template.
    pub(crate) fn param(&self, name: &str) -> &str {
        find(&self.params, name).unwrap_or_default()
    }

    /// A parameter of the query.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let query = self.head.uri.query().unwrap_or_default();
        pair(query.as_bytes(), name)
    }

    /// A field of a form-urlencoded body.
    pub(crate) fn form(&self, name: &str) -> Option<String> {
        pair(&self.body, name)
    }

    /// The body as JSON, if it is.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Whether the body is said to be of this media type.
    pub(crate) fn is_said_to_be(&self, media_type: &str) -> bool {
        let said = self.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        said.split(';')
            .next()
            .is_some_and(|said| said.trim().eq_ignore_ascii_case(media_type))
    }

    /// The token of `Authorization: Bearer …`.
    pub(crate) fn bearer(&self) -> Option<&str> {
        let value = self.header(AUTHORIZATION.as_str())?;
        let (scheme, token) = value.split_once(' ')?;
        let token = token.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
    }

    /// The key of `x-api-key`.
    pub(crate) fn api_key(&self) -> Option<&str> {
        self.header("x-api-key").filter(|key| !key.is_empty())
    }

    fn header(&self, name: &str) -> Option<&str> {
        let headers: &HeaderMap = &self.head.headers;
        headers.get(name)?.to_str().ok()
    }
}

fn find<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let found = pairs.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

fn pair(encoded: &[u8], name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(encoded);
    pairs
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}
