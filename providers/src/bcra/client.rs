//! The debtors' register over the wire. It asks for no authentication.

use std::sync::Arc;

use caudal_facts::TaxId;
use http::{Method, StatusCode};
use serde_json::Value;

use super::wire::Envelope;
use crate::address::Address;
use crate::caller::{
    Again, Answer, Caller, CircuitState, Endpoint, Repeat, Settings, Verdict, by_status, is_json,
};
use crate::client::{ClientError, Sent, ask};
use crate::clock::Clock;
use crate::tolerant::{self, OpenField};
use crate::transport::Transport;

/// The provider's name in logs, errors and manifests.
const NAME: &str = "bcra";

/// Where the register is.
pub const BASE: &str = "https://api.bcra.gob.ar";

/// Every endpoint of the register.
pub static ENDPOINTS: [Endpoint; 3] = [
    get("/centraldedeudores/v1.0/Deudas/:id"),
    get("/centraldedeudores/v1.0/Deudas/Historicas/:id"),
    get("/centraldedeudores/v1.0/Deudas/ChequesRechazados/:id"),
];

const DEBTS: usize = 0;
const HISTORY: usize = 1;
const REJECTED_CHEQUES: usize = 2;

/// A client of the register. Cheap to clone; clones share connections and limits.
///
/// Of somebody whom no entity reports the register answers HTTP 404. That is an answer and no
/// error: its status is 404, and [`convert`](crate::convert()) reads it as "nothing reported".
#[derive(Debug, Clone)]
pub struct Bcra {
    caller: Caller,
    base: Address,
}

/// The limits that suit the register: it gives none of its own.
#[must_use]
pub fn settings() -> Settings {
    Settings::default()
}

impl Bcra {
    /// A client. `base` is [`BASE`], or a simulator's.
    #[must_use]
    pub fn new(
        base: Address,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Self {
        Self {
            caller: Caller::new(NAME, transport, clock, settings),
            base,
        }
    }

    /// Whether calls are let through now.
    #[must_use]
    pub fn circuit(&self) -> CircuitState {
        self.caller.circuit()
    }

    /// What each entity reports of somebody in the latest month (`Deudas/{id}`).
    ///
    /// # Errors
    /// [`ClientError::Failed`]; [`ClientError::Invalid`] for an id that is no CUIT or CUIL.
    pub async fn debts(&self, cuit: &TaxId) -> Result<Answer, ClientError> {
        self.get(DEBTS, &["Deudas"], cuit).await
    }

    /// The same for each of the last months (`Deudas/Historicas/{id}`).
    ///
    /// # Errors
    /// As [`debts`](Self::debts).
    pub async fn history(&self, cuit: &TaxId) -> Result<Answer, ClientError> {
        self.get(HISTORY, &["Deudas", "Historicas"], cuit).await
    }

    /// Cheques of somebody's that were rejected (`Deudas/ChequesRechazados/{id}`).
    ///
    /// # Errors
    /// As [`debts`](Self::debts).
    pub async fn rejected_cheques(&self, cuit: &TaxId) -> Result<Answer, ClientError> {
        self.get(REJECTED_CHEQUES, &["Deudas", "ChequesRechazados"], cuit)
            .await
    }

    async fn get(
        &self,
        endpoint: usize,
        operation: &[&str],
        cuit: &TaxId,
    ) -> Result<Answer, ClientError> {
        let TaxId::Cuit(_) = cuit else {
            return Err(ClientError::Invalid {
                provider: NAME,
                what: "the tax id",
                why: "is not a CUIT or CUIL",
            });
        };
        let digits = cuit.reveal().replace('-', "");
        let path = ["centraldedeudores", "v1.0"].iter().chain(operation);
        let url = self.base.below(path.copied().chain([digits.as_str()]));
        let ask = ask(&ENDPOINTS[endpoint], &url, None, Sent::Nothing);
        Ok(self.caller.call(ask, judge).await?)
    }
}

const fn get(path: &'static str) -> Endpoint {
    Endpoint {
        provider: NAME,
        method: Method::GET,
        path,
        repeat: Repeat::Harmless,
    }
}

/// The register's convention: the body repeats the status, and 404 with the register's own words
/// says that nobody reports the person. A 404 without them is a wrong address.
fn judge(status: StatusCode, body: &[u8]) -> Verdict {
    let envelope: Option<Envelope<OpenField>> = serde_json::from_slice(body).ok();
    let said = envelope.as_ref().and_then(said);
    match (status, said) {
        (StatusCode::NOT_FOUND, Some(StatusCode::NOT_FOUND)) => Verdict::Accepted,
        (StatusCode::OK, Some(said)) if said != StatusCode::OK => match said {
            StatusCode::NOT_FOUND => Verdict::Accepted,
            _ => Verdict::Refused {
                code: Some(said.as_u16().to_string()),
                again: Again::after_status(said),
            },
        },
        (StatusCode::OK, None) if envelope.is_none() => {
            Verdict::Unreadable("the body is not an object")
        }
        // Whether nobody reports the person, half an answer does not say.
        (StatusCode::NOT_FOUND, None) if is_cut_short(body) => {
            Verdict::Unreadable("the body ends too early")
        }
        _ => by_status(status, body),
    }
}

/// Whether a body is nothing, or the beginning of an object. A page is neither.
fn is_cut_short(body: &[u8]) -> bool {
    let begins = body.iter().find(|byte| !byte.is_ascii_whitespace());
    begins.is_none_or(|first| *first == b'{') && !is_json(body)
}

/// The status that a body gives; of 404 only together with a message, as the register writes it.
fn said(envelope: &Envelope<OpenField>) -> Option<StatusCode> {
    let status = tolerant::count(&envelope.status.0).ok()??;
    let status = StatusCode::from_u16(u16::try_from(status).ok()?).ok()?;
    let messages = matches!(&envelope.error_messages.0, Value::Array(items) if !items.is_empty());
    (status != StatusCode::NOT_FOUND || messages).then_some(status)
}
