//! What a request was, kept for tests and for whoever drives the simulator from outside.

use caudal_facts::TaxId;
use serde_json::{Value, json};

use crate::endpoints::Vendor;
use crate::faults::Fault;

/// One request and what became of it. It is noted before the first byte is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Whose endpoint.
    pub vendor: Vendor,
    /// The request's method.
    pub method: String,
    /// The endpoint's template, such as `GET /jobs/:hash`; `unrouted` for a path that nobody has.
    pub endpoint: &'static str,
    /// Whom it was about, if the request says so. Prints masked.
    pub applicant: Option<TaxId>,
    /// The fault that was injected.
    pub fault: Option<Fault>,
    /// The status answered; `None` where nothing is ever answered.
    pub status: Option<u16>,
}

impl Seen {
    /// As JSON, the tax id masked.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "vendor": self.vendor,
            "method": self.method,
            "endpoint": self.endpoint,
            "applicant": self.applicant.as_ref().map(ToString::to_string),
            "fault": self.fault,
            "status": self.status,
        })
    }
}
