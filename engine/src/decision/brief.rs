//! What a batch keeps of a decision: what was decided and why, without texts, trace and lineage.

use std::borrow::Borrow;

use serde::ser::{SerializeMap as _, Serializer as _};

use super::state::Shown;
use super::{MissingView, OfferView, assemble};
use crate::policy::{FeatureOf, Outcome, Policy, Ruling, Severity, Value};

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
    /// The policy's named results: a JSON object, as a decision has it.
    pub results: String,
    /// The points of the policy's scorecard, where one was reached and could be told.
    pub score: Option<String>,
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
        let (results, score) = written(ruling.results());
        Self {
            outcome: ruling.outcome,
            stopped_at: ruling.stopped_at.clone(),
            offers,
            indicative_offers,
            conditions: events.map(|event| event.code.to_owned()).collect(),
            reasons: reasons.collect(),
            queues: assemble::queues(policy, ruling),
            missing: assemble::missing(policy, ruling, missing),
            results,
            score,
        }
    }
}

/// Named results as JSON, and the points among them. Nothing of them is kept but the text: a shard has many cases.
fn written<'r, V: Borrow<Value>>(
    results: impl Iterator<Item = (&'r str, V)>,
) -> (String, Option<String>) {
    let mut text = Vec::new();
    let (mut points, mut found) = (None, false);
    let mut serializer = serde_json::Serializer::new(&mut text);
    // Writing to memory fails for nothing that results hold: names and values are text.
    if let Ok(mut map) = serializer.serialize_map(None) {
        for (name, value) in results {
            let value = value.borrow();
            if !found && name.ends_with(".points") {
                points = value.number().map(|_| value.to_string());
                found = true;
            }
            if map.serialize_entry(name, &Shown(value)).is_err() {
                break;
            }
        }
        let _ = map.end();
    }
    (String::from_utf8(text).unwrap_or_default(), points)
}
