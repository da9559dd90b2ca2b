//! The address of Cirenio's widget, where the applicant connects their bank themselves.

use url::Url;

use super::client::NAME;
use crate::address::{AddressError, secure};
use crate::client::ClientError;

/// Where the widget is.
pub const WIDGET: &str = "https://app.cirenio.com";

/// The widget's address with its parameters: send the applicant there, or show it in a frame.
///
/// # Example
/// ```
/// use caudal_providers::cirenio::Widget;
///
/// let url = Widget::new("PUBLIC_KEY", "https://lender.example/back")?
///     .webhook("https://lender.example/webhook")?
///     .external_id("A-1 & co")
///     .url();
/// assert_eq!(
///     url.as_str(),
///     "https://app.cirenio.com/?public_key=PUBLIC_KEY&callback=https%3A%2F%2Flender.example%2Fback\
///      &webhook=https%3A%2F%2Flender.example%2Fwebhook&external_id=A-1+%26+co",
/// );
/// // Both addresses must be https.
/// assert!(Widget::new("PUBLIC_KEY", "http://lender.example/back").is_err());
/// # Ok::<(), caudal_providers::ClientError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Widget {
    base: Url,
    public_key: String,
    callback: Url,
    webhook: Option<Url>,
    external_id: Option<String>,
}

impl Widget {
    /// The widget for a public key, which sends the applicant back to `callback`.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] for an empty key, [`ClientError::Address`] for a callback that is
    /// not https.
    pub fn new(public_key: &str, callback: &str) -> Result<Self, ClientError> {
        if public_key.trim().is_empty() {
            return Err(ClientError::Invalid {
                provider: NAME,
                what: "the public key",
                why: "is empty",
            });
        }
        Ok(Self {
            base: secure(WIDGET)?,
            public_key: public_key.trim().to_owned(),
            callback: secure(callback)?,
            webhook: None,
            external_id: None,
        })
    }

    /// The same widget elsewhere: a simulator's.
    ///
    /// # Errors
    /// [`ClientError::Address`] when it is neither https nor on this machine.
    pub fn at(mut self, base: &str) -> Result<Self, AddressError> {
        self.base = secure(base)?;
        Ok(self)
    }

    /// Cirenio calls this address when the job has ended.
    ///
    /// # Errors
    /// [`ClientError::Address`] when it is not https.
    pub fn webhook(mut self, webhook: &str) -> Result<Self, ClientError> {
        self.webhook = Some(secure(webhook)?);
        Ok(self)
    }

    /// The caller's own id of the application, given back with callback, webhook and report.
    #[must_use]
    pub fn external_id(mut self, external_id: &str) -> Self {
        self.external_id = Some(external_id.to_owned());
        self
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> Url {
        let mut url = self.base.clone();
        let mut query = url.query_pairs_mut();
        query
            .clear()
            .append_pair("public_key", &self.public_key)
            .append_pair("callback", self.callback.as_str());
        if let Some(webhook) = &self.webhook {
            query.append_pair("webhook", webhook.as_str());
        }
        if let Some(external_id) = &self.external_id {
            query.append_pair("external_id", external_id);
        }
        drop(query);
        url
    }
}
