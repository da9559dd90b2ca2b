//! banca.me's API over the wire: pre-loan requests, the widget, entities and loans.

mod entity;
mod request;
mod widget;

use std::num::NonZeroU32;
use std::sync::Arc;

use caudal_facts::TaxId;
use http::header::AUTHORIZATION;
use http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::loan::Loan;
use crate::address::Address;
use crate::caller::{
    Again, Answer, Caller, CircuitState, Endpoint, Failure, Judge, Pace, Repeat, Settings, Verdict,
    by_status, is_json,
};
use crate::client::{ClientError, Sent, ask, hold_length};
use crate::clock::Clock;
use crate::secret::Secret;
use crate::tolerant::failure;
use crate::transport::Transport;

pub use entity::{Entity, EntityChange, NewEntity};
pub use request::PreLoanRequest;
pub use widget::{WidgetSession, WidgetStart};

/// The provider's name in logs, errors and manifests.
pub(super) const NAME: &str = "bancame";

/// Where banca.me's API is.
pub const BASE: &str = "https://api.banca.me";

/// The longest id of the caller's own that is sent. banca.me gives no limit.
const ID_MAX: usize = 128;

/// Every endpoint of the vendor's documents. How entities are listed and changed and how a loan is
/// found is documented, but at which path is not: the last three paths are inferred.
pub static ENDPOINTS: [Endpoint; 7] = [
    // "Get or create": asked again, it finds the request that it made before.
    endpoint(Method::POST, "/partner/pre-loan-request", Repeat::Harmless),
    // It evaluates the customer; that asking again finds the same request is documented nowhere.
    endpoint(
        Method::POST,
        "/partner/pre-loan-request/bnpl",
        Repeat::Creates,
    ),
    endpoint(Method::POST, "/partner/widget/start", Repeat::Creates),
    endpoint(Method::POST, "/partner/entity", Repeat::Creates),
    endpoint(Method::GET, "/partner/entity", Repeat::Harmless),
    // Setting a value twice leaves it as setting it once.
    endpoint(Method::PATCH, "/partner/entity/:id", Repeat::Harmless),
    endpoint(
        Method::GET,
        "/partner/loan/:externalTrxId",
        Repeat::Harmless,
    ),
];

const PRE_LOAN_REQUEST: usize = 0;
const BNPL: usize = 1;
const WIDGET_START: usize = 2;
const CREATE_ENTITY: usize = 3;
const ENTITIES: usize = 4;
const UPDATE_ENTITY: usize = 5;
const LOAN: usize = 6;

/// The vendor's own limits: a hundred requests in any minute for each key, of which ten may follow
/// each other at once.
#[must_use]
pub fn settings() -> Settings {
    Settings {
        pace: Some(Pace {
            per_minute: NonZeroU32::MIN.saturating_add(99),
            burst: NonZeroU32::MIN.saturating_add(9),
        }),
        ..Settings::default()
    }
}

/// A client of banca.me's API. Cheap to clone; clones share connections and limits.
#[derive(Debug, Clone)]
pub struct Bancame {
    caller: Caller,
    base: Address,
    key: Secret,
}

impl Bancame {
    /// A client with a private key. `base` is [`BASE`], or a simulator's.
    #[must_use]
    pub fn new(
        base: Address,
        key: Secret,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Self {
        Self {
            caller: Caller::new(NAME, transport, clock, settings),
            base,
            key,
        }
    }

    /// Whether calls are let through now.
    #[must_use]
    pub fn circuit(&self) -> CircuitState {
        self.caller.circuit()
    }

    /// An applicant's request, made when there is none yet (`POST /partner/pre-loan-request`). While
    /// it is [neither ready nor ended](super::Step), ask again later.
    ///
    /// The RUT goes without dots, as in `11111111-1`; which form banca.me wants is not documented,
    /// and neither is what `metadata` may hold: it goes as JSON text.
    ///
    /// # Errors
    /// [`ClientError::Failed`]; [`ClientError::Invalid`] for an id that is no RUT.
    pub async fn pre_loan_request(
        &self,
        rut: &TaxId,
        metadata: &Map<String, Value>,
    ) -> Result<PreLoanRequest, ClientError> {
        let metadata = Value::Object(metadata.clone()).to_string();
        let form = vec![("rut", rut_of(rut)?), ("metadata", metadata)];
        self.request(PRE_LOAN_REQUEST, &["pre-loan-request"], form)
            .await
    }

    /// An applicant's request for buying now and paying later, with its instalment options
    /// (`POST /partner/pre-loan-request/bnpl`). Which fields it takes beside the RUT is not
    /// documented, so they are the caller's.
    ///
    /// # Errors
    /// As [`pre_loan_request`](Self::pre_loan_request); [`ClientError::Invalid`] for a second RUT.
    pub async fn bnpl_pre_loan_request(
        &self,
        rut: &TaxId,
        more: &[(&'static str, String)],
    ) -> Result<PreLoanRequest, ClientError> {
        if more.iter().any(|(name, _)| *name == "rut") {
            return Err(invalid(
                "the further fields",
                "hold a rut, which is given already",
            ));
        }
        let mut form = vec![("rut", rut_of(rut)?)];
        form.extend_from_slice(more);
        self.request(BNPL, &["pre-loan-request", "bnpl"], form)
            .await
    }

    /// A loan, by the caller's own id of the transaction (`GET /partner/loan/:externalTrxId`, an
    /// inferred path); `None` until there is one.
    ///
    /// # Errors
    /// [`ClientError::Failed`]; [`ClientError::Invalid`] and [`ClientError::TooLong`] for the id.
    pub async fn loan_by_external_transaction(
        &self,
        external_trx_id: &str,
    ) -> Result<Option<Loan>, ClientError> {
        let id = checked("externalTrxId", external_trx_id)?;
        let answer = self
            .call(LOAN, &["loan", id], Sent::Nothing, judge_loan)
            .await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        read(LOAN, answer, "the answer is no loan", Loan::read).map(Some)
    }

    async fn request(
        &self,
        endpoint: usize,
        segments: &[&str],
        form: Vec<(&'static str, String)>,
    ) -> Result<PreLoanRequest, ClientError> {
        let answer = self
            .call(endpoint, segments, Sent::Form(form), judge)
            .await?;
        Ok(PreLoanRequest::of(answer))
    }

    async fn call(
        &self,
        endpoint: usize,
        segments: &[&str],
        sent: Sent,
        judge: Judge,
    ) -> Result<Answer, ClientError> {
        let path = ["partner"].iter().chain(segments);
        let url = self.base.below(path.copied());
        let key = (AUTHORIZATION, self.key.header("Bearer "));
        let ask = ask(&ENDPOINTS[endpoint], &url, Some(key), sent);
        Ok(self.caller.call(ask, judge).await?)
    }
}

/// What an answer means; one without meaning is kept with the failure.
fn read<T>(
    endpoint: usize,
    answer: Answer,
    why: &'static str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, ClientError> {
    let value = serde_json::from_slice::<Value>(answer.body.bytes()).ok();
    value
        .as_ref()
        .and_then(read)
        .ok_or_else(|| Failure::unreadable(&ENDPOINTS[endpoint], answer, why).into())
}

const fn endpoint(method: Method, path: &'static str, repeat: Repeat) -> Endpoint {
    Endpoint {
        provider: NAME,
        method,
        path,
        repeat,
    }
}

const fn invalid(what: &'static str, why: &'static str) -> ClientError {
    ClientError::Invalid {
        provider: NAME,
        what,
        why,
    }
}

fn rut_of(id: &TaxId) -> Result<String, ClientError> {
    match id {
        TaxId::Rut(_) => Ok(id.reveal()),
        TaxId::Cuit(_) => Err(invalid("the tax id", "is not a RUT")),
    }
}

/// An id that may stand in a path.
fn checked<'t>(what: &'static str, id: &'t str) -> Result<&'t str, ClientError> {
    hold_length(NAME, what, id, ID_MAX)?;
    // Segments of dots lead upwards, and an empty one to the list.
    if id.bytes().all(|byte| byte == b'.') {
        return Err(invalid(what, "is empty, or only dots"));
    }
    Ok(id)
}

/// banca.me's convention: the status decides. An error object in an answer with status 200 is an
/// error all the same; the form of errors is not documented.
fn judge(status: StatusCode, body: &[u8]) -> Verdict {
    let verdict = by_status(status, body);
    let value = serde_json::from_slice::<Value>(body).unwrap_or_default();
    match verdict {
        Verdict::Accepted if !value.is_object() => Verdict::Unreadable("the body is not an object"),
        Verdict::Accepted if failure(&value).is_some() => Verdict::Refused {
            code: None,
            again: Again::No,
        },
        verdict => verdict,
    }
}

/// Of loans, 404 with JSON is an answer: there is none yet. A page says nothing of the loan: the path
/// is inferred, and may be wrong.
fn judge_loan(status: StatusCode, body: &[u8]) -> Verdict {
    if status == StatusCode::NOT_FOUND && is_json(body) {
        return Verdict::Accepted;
    }
    by_status(status, body)
}
