//! What a request to Khipu must be.

use serde_json::Value;
use url::Url;

use super::CALLBACK_URL_MAX;
use crate::server::Call;

/// Characters that an account's number may have.
const ACCOUNT_NUMBER_MAX: usize = 20;

/// What an operation wants of its request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// A user name and a password, at the top.
    Login,
    /// `RequestData`, which may be empty.
    Nothing,
    /// `RequestData.AccountNumber`.
    Account,
    /// `RequestData`, of a public service: no account and no account's credential.
    Service,
}

/// A request that is right.
#[derive(Debug)]
pub(super) struct Request {
    /// The account asked about.
    pub(super) account: Option<String>,
    /// Where to call back.
    pub(super) callback_url: Option<Url>,
    /// The other parameters.
    pub(super) data: Value,
}

/// Why a request is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// No credential.
    Unauthorised,
    /// A wrong parameter, with its code.
    Parameter(&'static str),
}

impl Request {
    /// Reads a call: one credential and no more, a body that has what the operation wants.
    pub(super) fn of(call: &Call, wants: Wants) -> Result<Self, Refusal> {
        let by_key = match (call.bearer(), call.api_key()) {
            (None, None) => return Err(Refusal::Unauthorised),
            (Some(_), Some(_)) => return Err(Refusal::Parameter("P003")),
            (bearer, _) => bearer.is_none(),
        };
        let body = call
            .json()
            .filter(Value::is_object)
            .ok_or(Refusal::Parameter("P001"))?;
        let callback_url = callback(&body)?;
        if wants == Wants::Login {
            let given = |name| text(&body, name).is_some_and(|text| !text.is_empty());
            if !given("Username") || !given("Password") {
                return Err(Refusal::Parameter("P001"));
            }
            return Ok(Self {
                account: None,
                callback_url,
                data: body,
            });
        }
        let data = body.get("RequestData").filter(|data| data.is_object());
        let data = data.cloned().ok_or(Refusal::Parameter("P001"))?;
        if by_key && wants != Wants::Service && data.get("AccountCredential").is_none() {
            return Err(Refusal::Parameter("P002"));
        }
        let account = text(&data, "AccountNumber").map(str::to_owned);
        let fits = |account: &String| (1..=ACCOUNT_NUMBER_MAX).contains(&account.chars().count());
        match &account {
            Some(account) if !fits(account) => return Err(Refusal::Parameter("P001")),
            None if wants == Wants::Account => return Err(Refusal::Parameter("P001")),
            _ => {}
        }
        Ok(Self {
            account,
            callback_url,
            data,
        })
    }

    /// A parameter that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        text(&self.data, name)
    }
}

/// Every text of a body that may say whom it is about, the account's credential first.
pub(super) fn names(body: &Value) -> Vec<&str> {
    let data = body.get("RequestData").unwrap_or(&Value::Null);
    let credential = data.get("AccountCredential").unwrap_or(&Value::Null);
    let places = [
        (credential, "AccountLink"),
        (credential, "Username"),
        (body, "Username"),
        (data, "RutAfectado"),
        (data, "DebtorId"),
        (data, "EmployeeId"),
        (data, "Username"),
    ];
    places
        .iter()
        .filter_map(|(value, name)| text(value, name))
        .collect()
}

fn callback(body: &Value) -> Result<Option<Url>, Refusal> {
    match body.get("CallbackUrl") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= CALLBACK_URL_MAX => Url::parse(text)
            .map(Some)
            .map_err(|_| Refusal::Parameter("P001")),
        Some(_) => Err(Refusal::Parameter("P001")),
    }
}

fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}
