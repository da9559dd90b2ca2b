//! What came of a shard's cases, in numbers. It stands within the file of the decisions.

use std::collections::BTreeMap;

use caudal_engine::batch::Decisions;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Numbers of one shard, or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tally {
    /// How many cases there are.
    pub(crate) cases: u64,
    /// How many came to which outcome.
    pub(crate) outcomes: BTreeMap<String, u64>,
    /// The sum over approvals of the largest amount that each is offered, in the policy's currency.
    pub(crate) offered: Decimal,
    /// How many cases have which reason.
    pub(crate) reasons: BTreeMap<String, u64>,
    /// In how many cases what was missing.
    pub(crate) missing: BTreeMap<String, u64>,
    /// Cases that could not be decided.
    pub(crate) rejects: Vec<Reject>,
}

/// A case that could not be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reject {
    /// Its id.
    pub(crate) case: String,
    /// Why.
    pub(crate) reason: String,
}

impl Tally {
    pub(super) fn of(decisions: &Decisions) -> Self {
        let mut tally = Self {
            cases: decisions.cases().len() as u64,
            ..Self::default()
        };
        for case in decisions.cases() {
            let brief = match &case.decision {
                Ok(brief) => brief,
                Err(error) => {
                    tally.rejects.push(Reject {
                        case: case.id.clone(),
                        reason: format!("failed to {error}"),
                    });
                    continue;
                }
            };
            count(&mut tally.outcomes, brief.outcome.name(), 1);
            for reason in &brief.reasons {
                count(&mut tally.reasons, &reason.code, 1);
            }
            for missing in &brief.missing {
                count(&mut tally.missing, &missing.name, 1);
            }
            let largest = brief.offers.iter().map(|offer| offer.amount).max();
            tally.offered = tally.offered.saturating_add(largest.unwrap_or_default());
        }
        tally
    }

    /// Adds the numbers of another shard.
    pub(super) fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.offered = self.offered.saturating_add(other.offered);
        for (name, cases) in other.outcomes {
            count(&mut self.outcomes, &name, cases);
        }
        for (name, cases) in other.reasons {
            count(&mut self.reasons, &name, cases);
        }
        for (name, cases) in other.missing {
            count(&mut self.missing, &name, cases);
        }
        self.rejects.extend(other.rejects);
    }
}

fn count(counts: &mut BTreeMap<String, u64>, name: &str, more: u64) {
    match counts.get_mut(name) {
        Some(count) => *count += more,
        None => {
            counts.insert(name.to_owned(), more);
        }
    }
}
