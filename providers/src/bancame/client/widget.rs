//! Starting banca.me's widget, in which the applicant goes on.

use std::fmt;

use caudal_facts::{Currency, Money};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use super::{Bancame, ID_MAX, NAME, WIDGET_START, invalid, judge, read};
use crate::client::{ClientError, Sent, hold_length};
use crate::secret::Secret;
use crate::tolerant::{View, text};

/// The longest address of electronic mail there is.
const EMAIL_MAX: usize = 254;

/// What the widget is started for.
#[derive(Clone)]
pub struct WidgetStart {
    /// How much is lent, in Chilean pesos and above zero.
    pub amount: Money,
    /// The caller's own id of the transaction, by which the loan is found again.
    pub external_trx_id: String,
    /// The entity that lends, by banca.me's id.
    pub entity_id: String,
    /// The applicant's electronic mail.
    pub email: String,
    /// The pre-approved offer that is taken; without one the widget asks who the applicant is.
    pub pre_approve_id: Option<String>,
}

/// A started widget. The browser shows it with this token, once, within ten minutes.
#[derive(Debug, Clone)]
pub struct WidgetSession {
    /// Opens the widget.
    pub token: Secret,
    /// When the token runs out; `None` when that was not said in a known way.
    pub valid_until: Option<DateTime<FixedOffset>>,
}

impl Bancame {
    /// Starts the widget (`POST /partner/widget/start`). Each start makes a token of its own, so it
    /// is asked again only when the first request surely did nothing.
    ///
    /// # Errors
    /// [`ClientError::Failed`]; [`ClientError::Invalid`] for an amount that is not in whole pesos
    /// above zero, and it and [`ClientError::TooLong`] for an id or mail that is none.
    pub async fn widget_start(&self, start: &WidgetStart) -> Result<WidgetSession, ClientError> {
        let form = start.form()?;
        let answer = self
            .call(WIDGET_START, &["widget", "start"], Sent::Form(form), judge)
            .await?;
        read(
            WIDGET_START,
            answer,
            "the answer carries no widget token",
            WidgetSession::read,
        )
    }
}

impl WidgetStart {
    fn form(&self) -> Result<Vec<(&'static str, String)>, ClientError> {
        if self.amount.currency() != Currency::Clp || self.amount.minor() <= 0 {
            return Err(invalid("amount", "is not in Chilean pesos above zero"));
        }
        let texts = [
            ("externalTrxId", &self.external_trx_id, ID_MAX),
            ("entityId", &self.entity_id, ID_MAX),
            ("email", &self.email, EMAIL_MAX),
        ];
        let mut form = vec![("amount", self.amount.amount().to_string())];
        let chosen = self.pre_approve_id.as_ref();
        let chosen = chosen.map(|id| ("preApproveId", id, ID_MAX));
        for (name, value, limit) in texts.into_iter().chain(chosen) {
            hold_length(NAME, name, value, limit)?;
            if value.trim().is_empty() {
                return Err(invalid(name, "is empty"));
            }
            form.push((name, value.clone()));
        }
        Ok(form)
    }
}

impl fmt::Debug for WidgetStart {
    /// Who the applicant is is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WidgetStart")
            .field("amount", &self.amount)
            .field("external_trx_id", &self.external_trx_id)
            .field("entity_id", &self.entity_id)
            .finish_non_exhaustive()
    }
}

impl WidgetSession {
    /// A session needs its token; without a known end it is as short as all are.
    fn read(value: &Value) -> Option<Self> {
        let view = View::object(value)?;
        let token = text(view.field(&["widgettoken"])).ok()??;
        let valid_until = text(view.field(&["validuntil"])).ok().flatten();
        Some(Self {
            token: Secret::new(token).ok()?,
            valid_until: valid_until
                .and_then(|millis| DateTime::from_timestamp_millis(millis.parse().ok()?))
                .map(|instant| instant.fixed_offset()),
        })
    }
}
