//! The parts of a decision's JSON that a letter rests on.

use std::collections::BTreeMap;

use anyhow::{Context as _, anyhow};
use caudal_facts::Party;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::law::Jurisdiction;

/// A decision, as far as an applicant is told of it.
#[derive(Debug, Deserialize)]
pub(crate) struct LetterDecision {
    pub(super) application_id: String,
    pub(super) as_of: NaiveDate,
    pub(super) requested: Requested,
    pub(super) outcome: Outcome,
    pub(super) automated: bool,
    #[serde(default)]
    trial: Vec<IgnoredAny>,
    pub(super) offers: Vec<Offer>,
    pub(super) offers_valid_until: Option<NaiveDate>,
    pub(super) reapply_from: Option<NaiveDate>,
    pub(super) conditions: Vec<Said>,
    pub(super) reasons_told: Vec<Told>,
    pub(super) solvency: BTreeMap<String, Value>,
    pub(super) sources_asked: Vec<Asked>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) policy: Policy,
    pub(super) review: Review,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    Approve,
    Refer,
    Decline,
}

#[derive(Debug, Deserialize)]
pub(super) struct Requested {
    pub(super) product: String,
    pub(super) amount: Option<Decimal>,
    pub(super) currency: String,
    pub(super) term_months: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Offer {
    pub(super) amount: Decimal,
    pub(super) term_months: u32,
    pub(super) monthly_rate: Decimal,
    pub(super) tna: Option<Decimal>,
    pub(super) tea: Option<Decimal>,
    pub(super) total_yearly_cost: Option<TotalCost>,
    pub(super) installment: Decimal,
    pub(super) total: Decimal,
}

#[derive(Debug, Deserialize)]
pub(super) struct TotalCost {
    pub(super) name: String,
    pub(super) value: Decimal,
}

/// Something said to the applicant.
#[derive(Debug, Deserialize)]
pub(super) struct Said {
    pub(super) text: Spanish,
}

#[derive(Debug, Deserialize)]
pub(super) struct Spanish {
    pub(super) es: String,
}

/// A reason as it is told.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    pub(super) text: Spanish,
    pub(super) can_act: bool,
    pub(super) source: Option<Source>,
    #[serde(default)]
    pub(super) explained_by: Vec<Said>,
    #[serde(default)]
    pub(super) asks: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) report_date: Option<NaiveDate>,
    pub(super) age_days: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Evidence {
    pub(super) source: String,
    pub(super) status: String,
    pub(super) report_date: Option<NaiveDate>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Policy {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) hash: String,
    pub(super) country: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Review {
    pub(super) contact: Option<String>,
}

impl LetterDecision {
    /// Reads a decision as `caudal decide --json` prints it. `name` is for messages.
    pub(crate) fn from_json(name: &str, bytes: &[u8]) -> anyhow::Result<Self> {
        let decision: Self = serde_json::from_slice(bytes)
            .map_err(|error| without_values(&error))
            .with_context(|| {
                format!("read decision {name}: it is not what `caudal decide --json` prints")
            })?;
        if !decision.trial.is_empty() {
            return Err(anyhow!(
                "write a letter of {name}: it is a trial with values that are not the applicant's"
            ));
        }
        Ok(decision)
    }

    /// What the applicant's reports say of themselves that the decision asked for. Others may be in the same folder,
    /// and what is known of a co-applicant is not the applicant's to read.
    pub(super) fn asked(&self) -> impl Iterator<Item = &Evidence> {
        let is_asked = |evidence: &&Evidence| {
            let mut asked = self.sources_asked.iter();
            is_their_own(&evidence.source) && asked.any(|asked| asked.source == evidence.source)
        };
        self.evidence.iter().filter(is_asked)
    }

    /// Whether a report about a co-applicant was asked for.
    pub(super) fn asked_of_co_applicant(&self) -> bool {
        let mut asked = self.sources_asked.iter();
        asked.any(|asked| !is_their_own(&asked.source))
    }

    /// The country whose law the letter follows; `None` for examples of no country.
    pub(super) fn jurisdiction(&self) -> Option<Jurisdiction> {
        let country = self.policy.country.as_deref()?;
        caudal_facts::Country::parse(country).map(Jurisdiction::of)
    }
}

/// Whether a report is about the applicant.
fn is_their_own(report: &str) -> bool {
    Party::split(report).0 == Party::Applicant
}

/// Where reading stopped, without what was read: a decision is about a person.
fn without_values(error: &serde_json::Error) -> anyhow::Error {
    anyhow!("line {}, column {}", error.line(), error.column())
}
