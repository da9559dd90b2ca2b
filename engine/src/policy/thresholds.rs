//! The figures that a policy holds a value against: in comparisons, in tables' cells and in scorecards' ranges.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Policy;
use super::cell::Cell;
use super::manifest::ParamValue;
use super::typed::{Node, NodeId, SlotOf, What};

impl Policy {
    /// The figures that the value of this name is held against directly, each once and in order. What is computed
    /// from the value first is not followed.
    #[must_use]
    pub fn thresholds(&self, name: &str) -> BTreeSet<Decimal> {
        let typed = self.typed();
        let reads = |id: &NodeId| match &typed.node(*id).what {
            What::Read(slot, _) => &*typed.slot(*slot).name == name,
            _ => false,
        };
        let mut found = BTreeSet::new();
        for node in &typed.nodes {
            match &node.what {
                What::Apply(operator, one, other) if operator.compares() => {
                    let against = match (reads(one), reads(other)) {
                        (true, false) => other,
                        (false, true) => one,
                        _ => continue,
                    };
                    found.extend(self.constant(typed.node(*against)));
                }
                What::Table(table, values) => {
                    let Some(table) = self.parts.tables.get(&**table) else {
                        continue;
                    };
                    for (column, _) in values.iter().enumerate().filter(|(_, id)| reads(id)) {
                        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
                        found.extend(cells.flat_map(Cell::numbers));
                    }
                }
                What::Scorecard(card, values) => {
                    let Some(card) = self.parts.scorecards.get(&**card) else {
                        continue;
                    };
                    let parts = card.characteristics.iter().zip(values);
                    for (part, _) in parts.filter(|(_, id)| reads(id)) {
                        found.extend(part.ranges.iter().flat_map(|range| range.cell.numbers()));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// A figure that is written out, or a parameter's.
    fn constant(&self, node: &Node) -> Option<Decimal> {
        match &node.what {
            What::Number(number) => Some(*number),
            What::Read(slot, _) => match &self.typed().slot(*slot).of {
                SlotOf::Param(ParamValue::Number(number)) => Some(*number),
                _ => None,
            },
            _ => None,
        }
    }
}
