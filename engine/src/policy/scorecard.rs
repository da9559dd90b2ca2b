//! Scorecards: characteristics, each with ranges that give points, the reasons for points lost, and what points stand for.

mod scaling;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::Diagnostic;
use rust_decimal::Decimal;

use super::cell::{Cell, Holds, number};
use super::document::Problems;
use super::findings;
use super::manifest::{Baseline, ReasonPoints, Scaling, ScorecardDeclaration};
use super::sheet::Sheet;
use super::value::{Causes, Value};

/// A scorecard, ready to score.
#[derive(Debug, Clone)]
pub struct Scorecard {
    pub(crate) name: Arc<str>,
    pub(crate) file: String,
    pub(crate) initial: Decimal,
    pub(crate) higher_is_better: bool,
    reason_points: ReasonPoints,
    baseline: Baseline,
    pub(crate) scaling: Option<Scaling>,
    pub(crate) characteristics: Vec<Characteristic>,
}

/// One characteristic: the name it looks at, and its ranges in order.
#[derive(Debug, Clone)]
pub(crate) struct Characteristic {
    pub(crate) name: String,
    pub(crate) ranges: Vec<Range>,
}

/// One range of a characteristic.
#[derive(Debug, Clone)]
pub(crate) struct Range {
    pub(crate) line: usize,
    pub(crate) cell: Cell,
    pub(crate) points: Decimal,
    pub(crate) reason: String,
}

/// A score: its points, and per reason the points lost against the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The points; missing when a characteristic cannot be scored.
    pub points: Value,
    /// Reason codes with the points lost, most first; ties in file order. Nothing lost, not listed.
    pub lost: Vec<(String, Decimal)>,
    /// What the points stand for, where the scorecard says it, and whether more of them are better.
    scaling: Option<(Scaling, bool)>,
}

impl Score {
    /// One of its figures, as scripts and texts name it.
    pub(crate) fn property(&self, name: &str) -> Option<Value> {
        match name {
            "points" => Some(self.points.clone()),
            "odds" => self.odds(),
            _ => None,
        }
    }

    /// The odds, good to bad, that the points stand for; none where the scorecard does not say.
    pub(crate) fn odds(&self) -> Option<Value> {
        let (scaling, higher_is_better) = self.scaling?;
        Some(match &self.points {
            Value::Number(points) => scaling.odds(*points, higher_is_better),
            lacking => lacking.clone(),
        })
    }
}

const HEADER: [&str; 4] = ["characteristic", "range", "points", "reason"];

impl Scorecard {
    /// Reads a scorecard's file.
    pub(crate) fn read(
        name: &str,
        declaration: &ScorecardDeclaration,
        text: &str,
        problems: &Problems,
    ) -> Option<Self> {
        let sheet = Sheet::read(&declaration.file, text, problems)?;
        if sheet.header != HEADER {
            let message = format!("expected the header {}", HEADER.join(";"));
            let problem = Diagnostic::at(&sheet.name, (sheet.header_line, 0), message);
            problems.push(&findings::WRONG_COLUMN, problem);
            return None;
        }
        let mut characteristics: Vec<Characteristic> = Vec::new();
        for row in &sheet.rows {
            let [name, range, points, reason] = row.cells.as_slice() else {
                continue;
            };
            let report = |column, message: &str| {
                problems.push(
                    &findings::WRONG_CELL,
                    sheet.problem(row.line, column, message),
                );
            };
            let cell = Cell::parse(range, sheet.semicolons);
            let points = number(points, sheet.semicolons)
                .and_then(|points| points.ok_or_else(|| format!("{points:?} is no number")));
            match (cell, points) {
                (Ok(cell), Ok(points)) => {
                    let range = Range {
                        line: row.line,
                        cell,
                        points,
                        reason: reason.clone(),
                    };
                    match characteristics.iter_mut().find(|known| &known.name == name) {
                        Some(known) => known.ranges.push(range),
                        None => characteristics.push(Characteristic {
                            name: name.clone(),
                            ranges: vec![range],
                        }),
                    }
                }
                (cell, points) => {
                    if let Err(message) = cell {
                        report(1, &message);
                    }
                    if let Err(message) = points {
                        report(2, &message);
                    }
                }
            }
        }
        Some(Self {
            name: name.into(),
            file: declaration.file.clone(),
            initial: declaration.initial,
            higher_is_better: declaration.higher_is_better,
            reason_points: declaration.reason_points,
            baseline: declaration.baseline.clone(),
            scaling: declaration.scaling,
            characteristics,
        })
    }

    /// Scores the values of the characteristics, in their order.
    pub(crate) fn score<V: Borrow<Value>>(&self, values: &[V]) -> Score {
        let mut points = Value::Number(self.initial);
        let mut lost: Vec<(&str, Decimal)> = Vec::new();
        for (characteristic, value) in self.characteristics.iter().zip(values) {
            match characteristic.range(value.borrow()) {
                Ok(Some(range)) => {
                    points = add(points, range.points);
                    let loss = self.loss(characteristic, range.points);
                    if loss > Decimal::ZERO {
                        let reason = range.reason.as_str();
                        match lost.iter_mut().find(|(known, _)| *known == reason) {
                            Some((_, so_far)) => *so_far += loss,
                            None => lost.push((reason, loss)),
                        }
                    }
                }
                Ok(None) => points = lack(points, Causes::gap(Arc::clone(&self.name))),
                Err(causes) => points = lack(points, causes),
            }
        }
        lost.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
        let lost = lost.into_iter();
        let lost = lost.map(|(reason, points)| (reason.to_owned(), points));
        Score {
            points,
            lost: lost.collect(),
            scaling: self.scaling.map(|scaling| (scaling, self.higher_is_better)),
        }
    }

    /// The lines of the ranges that hold for the values of the characteristics.
    pub(crate) fn answering(&self, values: &[Value]) -> Vec<usize> {
        let pairs = self.characteristics.iter().zip(values);
        pairs
            .filter_map(|(characteristic, value)| characteristic.range(value).ok().flatten())
            .map(|range| range.line)
            .collect()
    }

    /// How many points a range is off the characteristic's baseline, on the side that gives reasons.
    fn loss(&self, characteristic: &Characteristic, points: Decimal) -> Decimal {
        let all = characteristic.ranges.iter().map(|range| range.points);
        let baseline = match &self.baseline {
            Baseline::Most => all.max(),
            Baseline::Fewest => all.min(),
            Baseline::Points(points) => Some(*points),
            Baseline::Each(each) => each.get(&characteristic.name).copied(),
        };
        let baseline = baseline.unwrap_or(points);
        let off = match self.reason_points {
            ReasonPoints::Below => baseline.checked_sub(points),
            ReasonPoints::Above => points.checked_sub(baseline),
        };
        off.unwrap_or_default()
    }

    /// The characteristics that baselines are given for, where each has its own.
    pub(crate) fn baselines(&self) -> Option<&BTreeMap<String, Decimal>> {
        match &self.baseline {
            Baseline::Each(each) => Some(each),
            _ => None,
        }
    }
}

impl Characteristic {
    /// The range that holds, `None` if none does, or why it cannot be told.
    fn range(&self, value: &Value) -> Result<Option<&Range>, Causes> {
        for range in &self.ranges {
            match range.cell.holds(value) {
                Holds::Yes => return Ok(Some(range)),
                Holds::No => {}
                // A row for missing values may still follow; only without one is it unknown.
                Holds::Unknown(causes) => {
                    let answers = |range: &&Range| range.cell.holds(value) == Holds::Yes;
                    return self.ranges.iter().find(answers).map(Some).ok_or(causes);
                }
            }
        }
        Ok(None)
    }
}

fn add(points: Value, more: Decimal) -> Value {
    match points {
        Value::Number(points) => points
            .checked_add(more)
            .map_or_else(|| Value::missing("overflow"), Value::Number),
        other => other,
    }
}

fn lack(points: Value, causes: Causes) -> Value {
    match points {
        Value::Missing(so_far) => Value::Missing(so_far.and(&causes)),
        _ => Value::Missing(causes),
    }
}
