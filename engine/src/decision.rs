//! A decision: the outcome, why, what is offered, and everything it rests on.
//!
//! It serialises to JSON in the order of its fields. Amounts, rates and shares are decimal text at
//! their declared scale; texts are in both languages, so that the same inputs give the same bytes
//! whoever reads them.

mod assemble;
mod brief;
mod offer;
mod quote;
mod reason;
mod reference;
mod state;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::policy::Evaluator;

pub(crate) use assemble::{Case, assemble};
pub use brief::{Brief, BriefReason};
pub use offer::{OfferView, TotalCostView, WithheldView};
pub use quote::{InstallmentView, QuoteView};
pub use reason::{ConditionView, ExplainedBy, ReasonView, RuleView, SourceView, Told};
pub use reference::{FigureView, ReferenceView};
pub use state::{Named, StateView};

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// Spanish.
    pub es: String,
    /// English.
    pub en: String,
}

/// What a policy decided for an application, and all that it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The application's id.
    pub application_id: String,
    /// The local date it was decided as of.
    pub as_of: NaiveDate,
    /// What was asked for.
    pub requested: Requested,
    /// `approve`, `refer` or `decline`.
    pub outcome: &'static str,
    /// Values that were tried in place of the application's own. With any, this is nobody's decision.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trial: Vec<TrialView>,
    /// Whether no person has to look at it.
    pub automated: bool,
    /// The stage that ended the run before its script did.
    pub stopped_at: Option<String>,
    /// What is offered; only on an approval.
    pub offers: Vec<OfferView>,
    /// What could be offered, if a person approves; only on a referral.
    pub indicative_offers: Vec<OfferView>,
    /// The last day on which the offers of an approval hold, where the policy says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers_valid_until: Option<NaiveDate>,
    /// The first day on which asking again after a decline makes sense, where the policy says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reapply_from: Option<NaiveDate>,
    /// What is not offered, and why.
    pub withheld: Vec<WithheldView>,
    /// What an approval depends on.
    pub conditions: Vec<ConditionView>,
    /// Why, most severe first.
    pub reasons: Vec<ReasonView>,
    /// What the applicant is told, in order: at most as many as the policy says, and the stand-in for
    /// reasons that are not told.
    pub reasons_told: Vec<Told>,
    /// What was missing, and what was done about it.
    pub missing: Vec<MissingView>,
    /// The policy's named results.
    pub results: Named<StateView>,
    /// Income, payments, capacity and what else of the policy's results shows solvency.
    pub solvency: Named<StateView>,
    /// The sources that were asked, in order.
    pub sources_asked: Vec<AskedView>,
    /// The sources that the policy knows and did not need.
    pub sources_not_asked: Vec<AskedView>,
    /// Which policy decided.
    pub policy: PolicyView,
    /// Which engine ran it.
    pub engine: EngineView,
    /// What the providers answered.
    pub evidence: Vec<EvidenceView>,
    /// What was noticed in the reports.
    pub findings: Vec<FindingView>,
    /// The dated series that the policy knows and somebody gave.
    pub reference: Vec<ReferenceView>,
    /// The features that the policy reads; those of a co-applicant as `co.…`.
    pub features: Named<StateView>,
    /// The months, oldest first.
    pub monthly: Vec<MonthView>,
    /// The months of a co-applicant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub co_monthly: Vec<MonthView>,
    /// Every rule, in the order it ran.
    pub trace: Vec<TraceView>,
    /// Where to ask for an explanation or a person's review.
    pub review: ReviewView,
    /// What evaluated the policy. It changes nothing else, so it stands in no JSON that is compared or replayed.
    #[serde(skip)]
    pub evaluator: Evaluator,
}

/// A value that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrialView {
    /// Its name.
    pub name: String,
    /// What it is.
    pub was: Option<StateView>,
    /// What was tried.
    pub value: StateView,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Requested {
    /// The product.
    pub product: String,
    /// The amount; none when the question is how much could be lent.
    pub amount: Option<Decimal>,
    /// The policy's currency, which all amounts of the decision are in.
    pub currency: &'static str,
    /// The term.
    pub term_months: Option<u32>,
    /// Whether somebody asks together with the applicant.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub with_co_applicant: bool,
}

/// Something that was missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingView {
    /// The feature, input or series.
    pub name: String,
    /// Why: the source that was silent, `not_covered`, ….
    pub cause: String,
    /// `unknown` (rules on it could not be told), `answered` (the policy has an answer for it), or the
    /// value that stood in and why.
    pub handled: String,
}

/// A source and its cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedView {
    /// The source.
    pub source: &'static str,
    /// What asking costs, in the policy's currency.
    pub cost: Option<Decimal>,
    /// Whether its facts could be used.
    pub answered: bool,
    /// Why not.
    pub why: Option<String>,
}

/// Which policy decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyView {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The country whose applications it decides; none for examples.
    pub country: Option<&'static str>,
    /// The digest over every file that it reads.
    pub hash: String,
    /// Whether it is in force on the date.
    pub in_force: bool,
    /// Who signed it off.
    pub approved: Vec<String>,
}

/// Which engine ran it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EngineView {
    /// The engine's version.
    pub version: &'static str,
    /// The catalogue's version.
    pub catalogue_version: &'static str,
    /// The digest of the categories file.
    pub categories_sha256: Option<String>,
}

/// One source's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// The source; of a co-applicant's report `co.cmf`.
    pub source: &'static str,
    /// Who brought it.
    pub provider: String,
    /// `complete`, `partial` or `unavailable`.
    pub status: &'static str,
    /// Why it is not complete.
    pub why: Option<String>,
    /// When it was obtained.
    pub obtained_at: Option<DateTime<FixedOffset>>,
    /// The date that the report is of.
    pub report_date: Option<NaiveDate>,
    /// The payloads it came in.
    pub payloads: Vec<PayloadView>,
}

/// One payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PayloadView {
    /// Its file in the evidence.
    pub file: String,
    /// Its digest.
    pub sha256: String,
}

/// Something noticed in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingView {
    /// What kind of thing.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// Whether it is about a co-applicant's report.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub of_co_applicant: bool,
    /// The payload's file, where it has a place.
    pub file: Option<String>,
    /// The row in the payload.
    pub row: Option<u32>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthView {
    /// The month.
    pub month: String,
    /// Whether every account was looked at for all of it.
    pub covered: bool,
    /// Money in, own transfers netted.
    pub inflow: Decimal,
    /// Money out, positive.
    pub outflow: Decimal,
    /// The difference.
    pub net: Decimal,
    /// The balance at its end, where known.
    pub closing: Option<Decimal>,
    /// The part of the inflow that is income.
    pub income: Decimal,
}

/// One rule as it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TraceView {
    /// The stage it stands in; none before any.
    pub stage: Option<String>,
    /// `decline`, `refer`, `withhold`, ….
    pub verb: &'static str,
    /// The rule's name.
    pub rule: String,
    /// Its file, relative to the policy.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// Its condition as written.
    pub expression: String,
    /// What it read.
    pub operands: Named<StateView>,
    /// `fired`, `not_fired`, `unknown`, `not_evaluated` or `skipped`.
    pub state: &'static str,
    /// Why it could not be told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<String>,
    /// In a loop, the loop's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<StateView>,
}

/// Where to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    /// The queues that a referred case goes to.
    pub queues: Vec<String>,
    /// Where the applicant can ask.
    pub contact: Option<String>,
}

/// Details by name.
pub type Details = BTreeMap<String, StateView>;
