//! Khipu's API over the wire: a bank's operations, and the public services.

mod endpoint;
mod operation;
mod request;
mod services;

use std::sync::Arc;
use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use crate::address::Address;
use crate::caller::{Answer, Caller, CircuitState, Endpoint, Failure, Settings};
use crate::client::{ClientError, Sent, ask};
use crate::clock::Clock;
use crate::secret::Secret;
use crate::transport::Transport;

pub use endpoint::ENDPOINTS;
pub use operation::{Operation, Outcome};
pub use request::{AccountCredential, Authentication, BankPath, BankRequest, Segment};
pub use services::TaxFolder;

use endpoint::{Asking, of_bank};
use operation::{account_link, judge};

pub(super) use request::callback_url;

/// The provider's name in logs, errors and manifests.
pub(super) const NAME: &str = "khipu";

/// Where Khipu's API is.
pub const BASE: &str = "https://api.khipu.com";

/// The limits that suit Khipu: it reads the bank while the call waits, so an attempt may take two
/// minutes. It gives no rate limit.
#[must_use]
pub fn settings() -> Settings {
    Settings {
        timeout: Duration::from_mins(2),
        ..Settings::default()
    }
}

/// A client of Khipu's API. Cheap to clone; clones share connections and limits.
///
/// Operations that name a `CallbackUrl` or carry the applicant's credential are asked again only
/// when the first request surely did nothing: asking twice would begin two extractions, or try a
/// password twice.
#[derive(Debug, Clone)]
pub struct Khipu {
    caller: Caller,
    base: Address,
    authentication: Option<Authentication>,
}

impl Khipu {
    /// A client that is yet [to be authenticated](Self::with_authentication). `base` is [`BASE`],
    /// or a simulator's.
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
            authentication: None,
        }
    }

    /// The same client for another token: one belongs to one applicant. Connections, limits and
    /// the circuit breaker are shared.
    #[must_use]
    pub fn with_authentication(&self, authentication: Authentication) -> Self {
        Self {
            authentication: Some(authentication),
            ..self.clone()
        }
    }

    /// Whether it has been authenticated.
    #[must_use]
    pub fn is_authenticated(&self) -> bool {
        self.authentication.is_some()
    }

    /// Whether calls are let through now.
    #[must_use]
    pub fn circuit(&self) -> CircuitState {
        self.caller.circuit()
    }

    /// The applicant's accounts and cards (`POST …/accounts`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation).
    pub async fn accounts(
        &self,
        path: &BankPath,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        self.operation(path, "accounts", request).await
    }

    /// An account's balances (`POST …/balance`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation), and [`ClientError::Invalid`] without an account.
    pub async fn balance(
        &self,
        path: &BankPath,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        self.of_account(path, "balance", request).await
    }

    /// An account's statements (`POST …/statements`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation), and [`ClientError::Invalid`] without an account.
    pub async fn statements(
        &self,
        path: &BankPath,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        self.of_account(path, "statements", request).await
    }

    /// An account's movements (`POST …/transactions`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation), and [`ClientError::Invalid`] without an account.
    pub async fn transactions(
        &self,
        path: &BankPath,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        self.of_account(path, "transactions", request).await
    }

    /// Any operation of a bank, by what stands after the bank in its path: `products/loans`,
    /// `booked/month/LCY/statements`.
    ///
    /// # Errors
    /// [`ClientError::Failed`], with the vendor's [`Code`](super::Code) when the envelope says
    /// `ERROR`, whatever its HTTP status. Before anything is sent: [`ClientError::TooLong`] and
    /// [`ClientError::Invalid`] for what Khipu would not take, [`ClientError::Address`] for a
    /// callback that is not https.
    pub async fn operation(
        &self,
        path: &BankPath,
        suffix: &str,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        let below = request::segments("the operation", suffix)?;
        let endpoint = of_bank(suffix, Asking::of(request));
        let segments = path.segments().into_iter().chain(below);
        self.read(endpoint, segments, request).await
    }

    /// A link that stands for the applicant's user name and password in later calls
    /// (`POST …/token`).
    ///
    /// Deprecated by the vendor, who withdraws it together with API keys: with a token of the
    /// applicant's own, the password stays between them and Khipu.
    ///
    /// # Errors
    /// As [`operation`](Self::operation). The link is in no error.
    pub async fn deprecated_token(
        &self,
        path: &BankPath,
        username: &Secret,
        password: &Secret,
    ) -> Result<Secret, ClientError> {
        let endpoint = of_bank("token", Asking::Once);
        let body = json!({ "Username": username.expose(), "Password": password.expose() });
        let segments = path.segments().into_iter().chain(["token"]);
        let answer = self.call(endpoint, segments, body).await?;
        match account_link(&answer.body) {
            Some(link) => Ok(link),
            None => {
                let why = "the answer carries no account link";
                Err(Failure::unreadable(endpoint, answer, why).into())
            }
        }
    }

    async fn of_account(
        &self,
        path: &BankPath,
        suffix: &str,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        if request.account_number.is_none() {
            return Err(invalid(
                "AccountNumber",
                "is missing, and this operation needs it",
            ));
        }
        self.operation(path, suffix, request).await
    }

    async fn read<'s>(
        &self,
        endpoint: &'static Endpoint,
        segments: impl IntoIterator<Item = &'s str>,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        let answer = self.call(endpoint, segments, request.body()?).await?;
        Ok(Operation::of(answer))
    }

    async fn call<'s>(
        &self,
        endpoint: &'static Endpoint,
        segments: impl IntoIterator<Item = &'s str>,
        body: Value,
    ) -> Result<Answer, ClientError> {
        let url = self.base.below(segments);
        let header = self.header()?;
        let ask = ask(endpoint, &url, Some(header), Sent::Json(body));
        Ok(self.caller.call(ask, judge).await?)
    }

    fn header(&self) -> Result<(HeaderName, HeaderValue), ClientError> {
        match &self.authentication {
            Some(Authentication::Jwt(token)) => Ok((AUTHORIZATION, token.header("Bearer "))),
            Some(Authentication::ApiKey(key)) => {
                Ok((HeaderName::from_static("x-api-key"), key.header("")))
            }
            None => Err(invalid(
                "the authentication",
                "is missing: a token or an API key",
            )),
        }
    }
}

/// An argument that Khipu cannot take.
pub(super) const fn invalid(what: &'static str, why: &'static str) -> ClientError {
    ClientError::Invalid {
        provider: NAME,
        what,
        why,
    }
}
