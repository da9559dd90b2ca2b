//! Reading a sheet's fields: the value, or nothing and a finding.

use std::fmt::Display;

use caudal_facts::facts::{FindingCode, Holder, Provenance};
use caudal_facts::{Country, Currency, Money, Month, TaxId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;

use super::Sheet;
use crate::tolerant::{self, Read, shown_word};

impl Sheet<'_> {
    /// What was read, or nothing and a finding about the field `name`.
    pub(crate) fn take<T>(&mut self, at: Provenance, name: &str, read: Read<T>) -> Option<T> {
        read.unwrap_or_else(|unread| {
            let message = format!("{name}: {unread}");
            self.finding(FindingCode::ValueUnreadable, Some(at), message);
            None
        })
    }

    /// An amount; rounding it to the currency's decimals is a finding.
    pub(crate) fn money(
        &mut self,
        at: Provenance,
        name: &str,
        value: &Value,
        currency: Currency,
    ) -> Option<Money> {
        let amount = self.take(at, name, tolerant::amount(value, currency))?;
        if amount.rounded {
            let message = format!("{name}: rounded half-even to {}", amount.money);
            self.finding(FindingCode::AmountRounded, Some(at), message);
        }
        Some(amount.money)
    }

    /// A local date.
    pub(crate) fn date(&mut self, at: Provenance, name: &str, value: &Value) -> Option<NaiveDate> {
        self.take(at, name, tolerant::date(value, self.zone))
    }

    /// A month.
    pub(crate) fn month(&mut self, at: Provenance, name: &str, value: &Value) -> Option<Month> {
        self.take(at, name, tolerant::month(value, self.zone))
    }

    /// Text or an id.
    pub(crate) fn text(&mut self, at: Provenance, name: &str, value: &Value) -> Option<String> {
        self.take(at, name, tolerant::text(value))
    }

    /// A count.
    pub(crate) fn count(&mut self, at: Provenance, name: &str, value: &Value) -> Option<u32> {
        self.take(at, name, tolerant::count(value))
    }

    /// A flag.
    pub(crate) fn flag(&mut self, at: Provenance, name: &str, value: &Value) -> Option<bool> {
        self.take(at, name, tolerant::flag(value))
    }

    /// A currency.
    pub(crate) fn currency(
        &mut self,
        at: Provenance,
        name: &str,
        value: &Value,
    ) -> Option<Currency> {
        self.take(at, name, tolerant::currency(value, self.country))
    }

    /// A rate documented as a fraction.
    pub(crate) fn fraction(
        &mut self,
        at: Provenance,
        name: &str,
        value: &Value,
    ) -> Option<Decimal> {
        self.take(at, name, tolerant::fraction(value))
    }

    /// A word that Caudal does not know.
    pub(crate) fn unknown_word(&mut self, at: Provenance, name: &str, word: &str) {
        let message = format!("{name}: {} is not known", shown_word(word));
        self.finding(FindingCode::UnknownWord, Some(at), message);
    }

    /// A row that cannot stand without what it lacks.
    pub(crate) fn left_out(&mut self, at: Provenance, table: &str, why: impl Display) {
        self.rows_left_out = self.rows_left_out.saturating_add(1);
        let message = format!("{table}: row left out, {why}");
        self.finding(FindingCode::ValueUnreadable, Some(at), message);
    }

    /// A tax id of the sheet's country; text that is none of its shape, or has a wrong check
    /// digit, is a finding.
    pub(crate) fn tax_id(&mut self, at: Provenance, name: &str, value: &Value) -> Option<TaxId> {
        let text = self.text(at, name, value)?;
        let Some(id) = self.country.read_tax_id(&text) else {
            let message = format!("{name}: not the shape of a tax id");
            self.finding(FindingCode::ValueUnreadable, Some(at), message);
            return None;
        };
        if !id.is_valid() {
            let message = format!("{name}: {id} has a wrong check digit or prefix");
            self.finding(FindingCode::CheckDigit, Some(at), message);
        }
        Some(id)
    }

    /// The country whose forms and ids the payload follows.
    pub(crate) const fn country(&self) -> Country {
        self.country
    }

    /// Notes an account that is only others'. A shared account is the applicant's too.
    pub(crate) fn holders_include_applicant(
        &mut self,
        at: Provenance,
        name: &str,
        holders: &[Holder],
    ) {
        let others = |holder: &Holder| holder.is_applicant == Some(false);
        if !holders.is_empty() && holders.iter().all(others) {
            let message = format!("{name}: none of the holders is the applicant");
            self.finding(FindingCode::HolderMismatch, Some(at), message);
        }
    }

    /// Whether an id is the applicant's.
    pub(crate) fn is_applicant(&self, id: &TaxId) -> bool {
        *id == self.context.application.tax_id
    }

    /// Notes when a report that names its subject names somebody else: none of it is then used.
    pub(crate) fn subject_is_applicant(&mut self, name: &str, value: &Value) {
        let here = self.place();
        if let Some(id) = self.tax_id(here, name, value)
            && !self.is_applicant(&id)
        {
            let message = format!("{name}: the report is about {id}, who is not the applicant");
            self.stranger = Some(message);
        }
    }
}
