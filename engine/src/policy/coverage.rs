//! What a policy's cases cover: rules, conditions, rows of tables and ranges of scorecards.

mod condition;
mod decisions;
mod text;

use std::collections::BTreeMap;

use super::Policy;
use super::case::{CaseResult, RuleCoverage};
use super::manifest::HitPolicy;
use super::run::Watched;

pub use condition::ConditionCoverage;

/// What the cases of a policy cover.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Each rule, in the order of the files.
    pub rules: Vec<RuleCoverage>,
    /// Each atomic condition, in the order of the script.
    pub conditions: Vec<ConditionCoverage>,
    /// Each row of a table that answers and each range of a scorecard, in the order of the files. Rows of tables of
    /// rules are rules.
    pub rows: Vec<RowCoverage>,
}

/// How often a row of a table or a range of a scorecard answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCoverage {
    /// The table or scorecard.
    pub table: String,
    /// Its file, relative to the policy.
    pub file: String,
    /// The row's line.
    pub line: usize,
    /// In how many runs it answered.
    pub cases: usize,
}

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// What is covered.
    pub covered: usize,
    /// What there is.
    pub of: usize,
}

impl Coverage {
    /// What these cases cover of the policy that they were run with.
    #[must_use]
    pub fn of(policy: &Policy, results: &[CaseResult]) -> Self {
        let watched: Vec<&Watched> = results
            .iter()
            .filter(|result| result.ruling.is_some())
            .map(|result| &result.watched)
            .collect();
        let rulings = results.iter().filter_map(|result| result.ruling.as_ref());
        Self {
            rules: RuleCoverage::of(policy, rulings),
            conditions: condition::of(policy, &watched),
            rows: rows(policy, &watched),
        }
    }

    /// Rules fired by a case and not fired by another.
    #[must_use]
    pub fn of_rules(&self) -> Share {
        Share::of(self.rules.iter().map(RuleCoverage::is_covered))
    }

    /// Conditions that decided both ways.
    #[must_use]
    pub fn of_conditions(&self) -> Share {
        Share::of(self.conditions.iter().map(ConditionCoverage::is_covered))
    }

    /// Rows and ranges that answered.
    #[must_use]
    pub fn of_rows(&self) -> Share {
        Share::of(self.rows.iter().map(|row| row.cases > 0))
    }

    /// All three together.
    #[must_use]
    pub fn whole(&self) -> Share {
        [self.of_rules(), self.of_conditions(), self.of_rows()]
            .into_iter()
            .fold(Share::default(), |sum, share| Share {
                covered: sum.covered + share.covered,
                of: sum.of + share.of,
            })
    }
}

impl Share {
    fn of(items: impl Iterator<Item = bool>) -> Self {
        items.fold(Self::default(), |sum, covered| Self {
            covered: sum.covered + usize::from(covered),
            of: sum.of + 1,
        })
    }

    /// Per cent, rounded down: a hundred is everything. Of nothing, everything is covered.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.of).unwrap_or(100)
    }
}

fn rows(policy: &Policy, watched: &[&Watched]) -> Vec<RowCoverage> {
    let parts = &policy.parts;
    let tables = parts
        .tables
        .values()
        .filter(|table| table.hit != HitPolicy::Rules)
        .flat_map(|table| {
            let rows = table.rows.iter();
            rows.map(|row| (&table.file, row.line, &table.name))
        });
    let cards = parts.scorecards.values().flat_map(|card| {
        let ranges = card.characteristics.iter().flat_map(|each| &each.ranges);
        ranges.map(|range| (&card.file, range.line, &card.name))
    });
    let mut rows: BTreeMap<(&str, usize), RowCoverage> = tables
        .chain(cards)
        .map(|(file, line, table)| {
            let row = RowCoverage {
                table: table.to_string(),
                file: file.clone(),
                line,
                cases: 0,
            };
            ((file.as_str(), line), row)
        })
        .collect();
    for run in watched {
        let mut hit: Vec<&(String, usize)> = run.rows.iter().collect();
        hit.sort_unstable();
        hit.dedup();
        for (file, line) in hit {
            if let Some(row) = rows.get_mut(&(file.as_str(), *line)) {
                row.cases += 1;
            }
        }
    }
    rows.into_values().collect()
}
