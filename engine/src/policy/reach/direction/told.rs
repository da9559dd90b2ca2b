//! Rows of tables and ranges of scorecards that give something better for more risk.

use std::collections::BTreeSet;

use super::rows::Rows;
use super::wants::{Want, wants};
use super::ways::{Directions, Root, Way};
use crate::features::Riskier;
use crate::policy::findings;
use crate::policy::kind::Kind;
use crate::policy::manifest::HitPolicy;
use crate::policy::reach::Reach;
use crate::policy::script::Place;
use crate::policy::table::{Course, Given, Table};
use crate::policy::typed::{NodeId, What};
use crate::policy::value::Value;

impl Reach<'_> {
    /// Tables that answer better for more risk; gives the nodes that read such an answer.
    pub(super) fn tables(&self, directions: &Directions<'_>, rows: &Rows<'_>) -> BTreeSet<NodeId> {
        let wants = wants(self.typed, directions);
        let (mut read, mut told) = (BTreeSet::new(), BTreeSet::new());
        for (index, node) in self.typed.nodes.iter().enumerate() {
            let What::Property(owner, result) = &node.what else {
                continue;
            };
            let What::Table(name, values) = &self.typed.node(*owner).what else {
                continue;
            };
            let Some(table) = self.subject.tables.get(&**name) else {
                continue;
            };
            let Some(want) = self.want(table, result, wants[index]) else {
                continue;
            };
            for (column, value) in values.iter().enumerate() {
                let Some((riskier, root)) = directions.risk(*value) else {
                    continue;
                };
                let words = directions.words(*value);
                let course = rows.of_table(name, column, words, result);
                let Some((better, worse)) =
                    course.as_deref().and_then(|c| c.wrong(riskier, want.way))
                else {
                    continue;
                };
                read.insert(NodeId::new(index));
                if told.insert((name, column, result)) {
                    self.row_is_wrong(directions, (table, result, root), want, (better, worse));
                }
            }
        }
        read
    }

    /// What of a table's result is better: by its own order of risk, else by what it is used for.
    fn want(&self, table: &Table, result: &str, used: Option<Want>) -> Option<Want> {
        let mut results = table.results.iter();
        let (_, kind) = results.find(|(name, _)| **name == *result)?;
        if let Kind::Word(word) = kind {
            let way = match self.subject.manifest.words.get(word)?.riskier()? {
                Riskier::Higher => Way::Down,
                Riskier::Lower => Way::Up,
            };
            let place = Place::default();
            return Some(Want { way, place });
        }
        used.filter(|want| want.way != Way::Both)
    }

    fn row_is_wrong(
        &self,
        directions: &Directions<'_>,
        (table, result, root): (&Table, &str, &Root),
        want: Want,
        (better, worse): (&Given, &Given),
    ) {
        let finding = &findings::WRONG_DIRECTION;
        if self.is_accepted(finding, &directions.name(root)) {
            return;
        }
        let line = |given: &Given| {
            let row = given.row.and_then(|row| table.rows.get(row));
            row.map_or(table.header_line, |row| row.line)
        };
        let shown = |given: &Given| -> String {
            let row = given.row.and_then(|row| table.rows.get(row));
            let place = table.results.iter().position(|(name, _)| **name == *result);
            let cell = row
                .zip(place)
                .and_then(|(row, place)| row.results.get(place));
            match cell {
                Some(cell @ (Value::Text(_) | Value::Flag(_))) => cell.to_string(),
                _ => given.result.normalize().to_string(),
            }
        };
        let message = match table.hit {
            HitPolicy::Sum => format!(
                "{result:?} is better for more risk: {} in all here, {} beside it",
                shown(better),
                shown(worse)
            ),
            _ => format!(
                "{result:?} is better for more risk: {} here, {} in line {}",
                shown(better),
                shown(worse),
                line(worse)
            ),
        };
        let mut hint = directions.says(root);
        if want.place != Place::default() {
            let more = if want.way == Way::Up { "more" } else { "less" };
            hint = format!(
                "{hint}, and {more} of {result:?} is better in line {} of {}",
                want.place.line, self.subject.script
            );
        }
        self.report_line(
            finding,
            &table.file,
            (line(better), 0),
            message,
            Some(&hint),
        );
    }

    /// Ranges of scorecards that give better points for more risk.
    pub(super) fn scorecards(&self, directions: &Directions<'_>, rows: &Rows<'_>) {
        let finding = &findings::WRONG_DIRECTION;
        let mut told = BTreeSet::new();
        for node in &self.typed.nodes {
            let What::Scorecard(name, values) = &node.what else {
                continue;
            };
            let Some(card) = self.subject.scorecards.get(&**name) else {
                continue;
            };
            let better = if card.higher_is_better {
                Way::Up
            } else {
                Way::Down
            };
            for (index, (of, value)) in card.characteristics.iter().zip(values).enumerate() {
                let Some((riskier, root)) = directions.risk(*value) else {
                    continue;
                };
                let course = rows.of_card(name, index, directions.words(*value));
                let Some((better, worse)) =
                    course.as_deref().and_then(|c| c.wrong(riskier, better))
                else {
                    continue;
                };
                if !told.insert((name, index)) || self.is_accepted(finding, &directions.name(root))
                {
                    continue;
                }
                let line = |given: &Given| {
                    let range = given.row.and_then(|row| of.ranges.get(row));
                    range.map_or(1, |range| range.line)
                };
                let message = format!(
                    "{:?} gives better points for more risk: {} here, {} in line {}",
                    of.name,
                    better.result.normalize(),
                    worse.result.normalize(),
                    line(worse)
                );
                let hint = directions.says(root);
                self.report_line(finding, &card.file, (line(better), 0), message, Some(&hint));
            }
        }
    }
}

impl Course {
    /// Where more risk gets a better answer: that answer, and the one that less risk gets.
    fn wrong(&self, riskier: Riskier, better: Way) -> Option<(&Given, &Given)> {
        // As the column rises, the answer may not get better for more risk, nor worse for less.
        let pair = match (riskier, better) {
            (Riskier::Higher, Way::Up) | (Riskier::Lower, Way::Down) => self.rises.as_ref()?,
            (Riskier::Higher, Way::Down) | (Riskier::Lower, Way::Up) => self.falls.as_ref()?,
            (_, Way::Both) => return None,
        };
        Some(match riskier {
            Riskier::Higher => (&pair.after, &pair.before),
            Riskier::Lower => (&pair.before, &pair.after),
        })
    }
}
