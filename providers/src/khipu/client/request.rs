//! What Khipu is asked, held to the vendor's limits before anything is sent.

use std::fmt;

use caudal_facts::Country;
use serde_json::{Map, Value, json};
use url::Url;

use super::{NAME, invalid};
use crate::address::secure;
use crate::client::{ClientError, hold_length};
use crate::secret::Secret;

/// The vendor's limit for `AccountNumber`, in characters.
const ACCOUNT_NUMBER_MAX: usize = 20;

/// The vendor's limit for `CallbackUrl`, in characters.
const CALLBACK_URL_MAX: usize = 255;

/// The longest name that a host can have.
const HOST_MAX: usize = 253;

/// The longest path below a bank or site. The vendor gives no limit; its own are far shorter.
const OPERATION_MAX: usize = 128;

/// Names that [`BankRequest`] writes itself.
const WRITTEN: [&str; 2] = ["AccountNumber", "AccountCredential"];

/// How a client shows who it is: one of two, never both.
#[derive(Debug, Clone)]
pub enum Authentication {
    /// A token of Khipu's OAuth server: an applicant's own, or for services one of the lender's.
    Jwt(Secret),
    /// An API key, which the vendor withdraws.
    ApiKey(Secret),
}

/// Whose accounts a bank's site is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Segment {
    /// People.
    Personal,
    /// Companies.
    Business,
    /// People with a business.
    Entrepreneur,
}

/// A bank's site as Khipu's paths name it: `/v1/cl/banking/personal/demo-bank.khipu.com`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BankPath {
    country: Country,
    segment: Segment,
    bank: String,
}

/// What an operation is asked. It prints none of it.
#[derive(Clone, Default)]
pub struct BankRequest {
    /// The account; needed by all operations on one account. At most 20 characters.
    pub account_number: Option<String>,
    /// The applicant's credential: with an API key only, and deprecated with it.
    pub credential: Option<AccountCredential>,
    /// Where the answer goes. With it the operation is accepted, and answered later. At most 255
    /// characters, https or on this machine.
    pub callback_url: Option<Url>,
    /// Further fields that some banks and services take: `BookingDateStart` and `BookingDateEnd`
    /// (`YYYY-MM`), `Currency`, `LastDigits`, `TransactionType`, …
    pub more: Map<String, Value>,
}

/// The applicant's credential at the bank.
#[derive(Debug, Clone)]
pub enum AccountCredential {
    /// A link that [`deprecated_token`](super::Khipu::deprecated_token) made.
    Link(Secret),
    /// The credential itself.
    Password {
        /// The user name: in Chile the RUT.
        username: Secret,
        /// The password.
        password: Secret,
    },
}

impl Segment {
    /// As paths write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Business => "business",
            Self::Entrepreneur => "entrepreneur",
        }
    }
}

impl BankPath {
    /// The site of a bank, by its host name.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] and [`ClientError::TooLong`] when it is no host name: labels of
    /// letters, digits and dashes, with dots between.
    ///
    /// # Example
    /// ```
    /// use caudal_facts::Country;
    /// use caudal_providers::khipu::{BankPath, Segment};
    ///
    /// assert!(BankPath::new(Country::Cl, Segment::Personal, "demo-bank.khipu.com").is_ok());
    /// // It would lead to another endpoint.
    /// assert!(BankPath::new(Country::Cl, Segment::Personal, "../services").is_err());
    /// ```
    pub fn new(country: Country, segment: Segment, bank: &str) -> Result<Self, ClientError> {
        host("the bank", bank)?;
        Ok(Self {
            country,
            segment,
            bank: bank.to_owned(),
        })
    }

    pub(super) fn segments(&self) -> [&str; 5] {
        let country = match self.country {
            Country::Ar => "ar",
            Country::Cl => "cl",
        };
        ["v1", country, "banking", self.segment.name(), &self.bank]
    }
}

impl BankRequest {
    /// A request about one account.
    #[must_use]
    pub fn of_account(number: impl Into<String>) -> Self {
        Self {
            account_number: Some(number.into()),
            ..Self::default()
        }
    }

    /// The same request with one more field, instead of the one of this name that it has.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.more.insert(name.to_owned(), value.into());
        self
    }

    /// The request's body.
    pub(super) fn body(&self) -> Result<Value, ClientError> {
        let mut data = self.more.clone();
        if WRITTEN.iter().any(|name| data.contains_key(*name)) {
            let why = "hold AccountNumber or AccountCredential, which have a place of their own";
            return Err(invalid("the further fields", why));
        }
        if let Some(number) = &self.account_number {
            hold_length(NAME, "AccountNumber", number, ACCOUNT_NUMBER_MAX)?;
            if number.trim().is_empty() {
                return Err(invalid("AccountNumber", "is empty"));
            }
            data.insert("AccountNumber".to_owned(), Value::from(number.as_str()));
        }
        if let Some(credential) = &self.credential {
            data.insert("AccountCredential".to_owned(), credential.body());
        }
        let mut body = json!({ "RequestData": data });
        if let Some(url) = &self.callback_url {
            body["CallbackUrl"] = Value::from(callback_url(url)?);
        }
        Ok(body)
    }
}

impl fmt::Debug for BankRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BankRequest")
            .field("account_number", &self.account_number.is_some())
            .field("credential", &self.credential.is_some())
            .field("callback_url", &self.callback_url.is_some())
            .field("more", &self.more.len())
            .finish()
    }
}

impl AccountCredential {
    fn body(&self) -> Value {
        match self {
            Self::Link(link) => json!({ "AccountLink": link.expose() }),
            Self::Password { username, password } => {
                json!({ "Username": username.expose(), "Password": password.expose() })
            }
        }
    }
}

/// A callback's address, held to the vendor's limit and ours.
pub(in crate::khipu) fn callback_url(url: &Url) -> Result<&str, ClientError> {
    secure(url.as_str())?;
    hold_length(NAME, "CallbackUrl", url.as_str(), CALLBACK_URL_MAX)?;
    Ok(url.as_str())
}

/// Holds a text to the form of a host name.
pub(super) fn host(what: &'static str, text: &str) -> Result<(), ClientError> {
    hold_length(NAME, what, text, HOST_MAX)?;
    let is_label = |label: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty()
            && label.bytes().all(allowed)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if text.split('.').all(is_label) {
        Ok(())
    } else {
        Err(invalid(
            what,
            "is not a host name: letters, digits and dashes, with dots between",
        ))
    }
}

/// The segments of a path below a bank or site, each of which leads downwards.
pub(super) fn segments<'t>(
    what: &'static str,
    text: &'t str,
) -> Result<impl Iterator<Item = &'t str> + use<'t>, ClientError> {
    hold_length(NAME, what, text, OPERATION_MAX)?;
    let is_segment = |segment: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !segment.is_empty() && segment.bytes().all(allowed)
    };
    if text.split('/').all(is_segment) {
        Ok(text.split('/'))
    } else {
        let why = "is not a path: letters, digits, dashes and underscores, with slashes between";
        Err(invalid(what, why))
    }
}
