//! What a batch keeps of a decision: what was decided and why, without texts, trace and lineage.

use super::state::{Named, StateView};
use super::{MissingView, OfferView, assemble};

use crate::policy::{FeatureOf, Outcome, Policy, Ruling, Severity};

/// A decision without what only a person reads: the same outcome, offers, reasons, results and missing
/// data as the [`Decision`](super::Decision) of the same case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The outcome.
    pub outcome: Outcome,
    /// The stage that ended the run before its script did.
    pub stopped_at: Option<String>,
    /// What is offered; only on an approval.
    pub offers: Vec<OfferView>,
    /// What could be offered, if a person approves; only on a referral.
    pub indicative_offers: Vec<OfferView>,
    /// The codes of what an approval depends on.
    pub conditions: Vec<String>,
    /// Why, most severe first.
    pub reasons: Vec<BriefReason>,
    /// The queues of people that look at a referral.
    pub queues: Vec<String>,
    /// What was missing, and what was done about it.
    pub missing: Vec<MissingView>,
    /// The policy's named results.
    pub results: Named<StateView>,
}

/// A reason by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefReason {
    /// The code.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
}

impl Brief {
    /// What a ruling comes to; `missing` are the features of the case that are missing, each with its cause.
    pub(crate) fn of(
        policy: &Policy,
        ruling: &Ruling,
        missing: impl Iterator<Item = (FeatureOf, String)>,
    ) -> Self {
        let (offers, indicative_offers) = assemble::offers(policy, ruling);
        let conditions = match ruling.outcome {
            Outcome::Decline => &[][..],
            Outcome::Approve | Outcome::Refer => &ruling.conditions,
        };
        let events = conditions.iter().filter_map(|event| ruling.event(*event));
        let reasons = ruling.reasons.iter().map(|fired| BriefReason {
            code: fired.code.clone(),
            severity: fired.severity,
        });
        Self {
            outcome: ruling.outcome,
            stopped_at: ruling.stopped_at.clone(),
            offers,
            indicative_offers,
            conditions: events.map(|event| event.code.to_owned()).collect(),
            reasons: reasons.collect(),
            queues: assemble::queues(policy, ruling),
            missing: assemble::missing(policy, ruling, missing),
            results: assemble::results(ruling),
        }
    }

    /// The points of the policy's scorecard, where one was reached and could be told.
    #[must_use]
    pub fn score(&self) -> Option<&str> {
        let scored = self
            .results
            .0
            .iter()
            .find(|(name, _)| name.ends_with(".points"));
        match scored {
            Some((_, StateView::Text(points))) => Some(points),
            _ => None,
        }
    }
}
