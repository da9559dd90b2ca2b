//! Whether two tables, or two ranges of characteristics, answer alike whatever they can be given.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::policy::cell::{Cell, Holds, Literal};
use crate::policy::manifest::HitPolicy;
use crate::policy::mutate::values::Values;
use crate::policy::scorecard::Characteristic;
use crate::policy::table::{Row, Shape, Table};
use crate::policy::value::Value;

/// How many combinations of values are tried.
const TRIALS_MAX: usize = 100_000;

/// What a column can be given.
pub(super) struct Given {
    /// What it is when it is known; numbers are told by `numbers`.
    pub(super) shape: Shape,
    pub(super) numbers: Values,
    pub(super) none: bool,
    pub(super) missing: bool,
}

/// Whether the rows of two tables are the same.
pub(super) fn same(one: &Table, other: &Table) -> bool {
    same_conditions(one, other) && rows(one, other).all(|(one, other)| one.results == other.results)
}

/// Whether the rows of two tables hold for the same as they are written.
pub(super) fn same_conditions(one: &Table, other: &Table) -> bool {
    one.rows.len() == other.rows.len()
        && rows(one, other).all(|(one, other)| {
            one.cells == other.cells && one.from == other.from && one.until == other.until
        })
}

/// The rows of two tables side by side.
pub(super) fn rows<'t>(
    one: &'t Table,
    other: &'t Table,
) -> impl Iterator<Item = (&'t Row, &'t Row)> {
    one.rows.iter().zip(&other.rows)
}

/// Whether two tables whose rows have the same results answer alike; `false` where that cannot be told.
pub(super) fn alike(one: &Table, other: &Table, columns: &[Given]) -> bool {
    let of = |table: &Table| -> Vec<Vec<Value>> {
        table.rows.iter().map(|row| row.results.clone()).collect()
    };
    if of(one) != of(other) {
        return false;
    }
    let both = || one.rows.iter().chain(&other.rows);
    let values: Option<Vec<Vec<Value>>> = columns
        .iter()
        .enumerate()
        .map(|(column, given)| {
            let cells: Vec<&Cell> = both().filter_map(|row| row.cells.get(column)).collect();
            values(given, &cells)
        })
        .collect();
    let Some(values) = values else {
        return false;
    };
    let dates = dates(both());
    let trials = values.iter().try_fold(dates.len(), |trials, values| {
        trials.checked_mul(values.len())
    });
    if trials.is_none_or(|trials| trials > TRIALS_MAX) {
        return false;
    }
    let mut picked = Vec::with_capacity(values.len());
    dates
        .iter()
        .all(|date| trial(one, other, *date, &values, &mut picked))
}

/// Whether the same range of a characteristic holds, whatever it can be given.
pub(super) fn alike_ranges(one: &Characteristic, other: &Characteristic, given: &Given) -> bool {
    let both = one.ranges.iter().chain(&other.ranges);
    let cells: Vec<&Cell> = both.map(|range| &range.cell).collect();
    values(given, &cells).is_some_and(|values| {
        values
            .iter()
            .all(|value| place(one, value) == place(other, value))
    })
}

/// Which of a characteristic's ranges holds.
pub(super) fn place(of: &Characteristic, value: &Value) -> Option<usize> {
    let holds = |cell: &Cell| cell.holds(value) == Holds::Yes;
    of.ranges.iter().position(|range| holds(&range.cell))
}

/// Holds both tables against each combination of the values.
fn trial(
    one: &Table,
    other: &Table,
    date: NaiveDate,
    values: &[Vec<Value>],
    picked: &mut Vec<Value>,
) -> bool {
    let Some((first, rest)) = values.split_first() else {
        if one.hit == HitPolicy::Rules {
            return rows(one, other).all(|(one, other)| {
                Table::holds(one, picked, date) == Table::holds(other, picked, date)
            });
        }
        return one.scan(picked, date) == other.scan(picked, date);
    };
    first.iter().all(|value| {
        picked.push(value.clone());
        let same = trial(one, other, date, rest, picked);
        picked.pop();
        same
    })
}

/// Values that stand for all that a column can be given, as far as some cells can tell them apart.
fn values(given: &Given, cells: &[&Cell]) -> Option<Vec<Value>> {
    let text = |text: &str| Value::Text(text.into());
    let mut values: Vec<Value> = match &given.shape {
        Shape::Numbers { .. } | Shape::Points(_) => {
            let figures: BTreeSet<Decimal> = cells.iter().flat_map(|cell| cell.numbers()).collect();
            let numbers = given.numbers.around(&figures);
            numbers.into_iter().map(Value::Number).collect()
        }
        Shape::Flags => vec![Value::Flag(false), Value::Flag(true)],
        Shape::Words(words) => words.iter().map(|word| text(word)).collect(),
        Shape::Texts => {
            let literals = cells.iter().flat_map(|cell| cell.literals());
            let named = literals.filter_map(|literal| match literal {
                Literal::Text(named) => Some(named.as_str()),
                _ => None,
            });
            // A cell is never blank.
            named.chain([""]).map(text).collect()
        }
        Shape::Dates { .. } => return None,
    };
    values.extend(given.none.then(|| Value::None("".into())));
    values.extend(given.missing.then(|| Value::missing("")));
    Some(values)
}

/// Days that stand for all, as far as rows begin and end.
fn dates<'t>(rows: impl Iterator<Item = &'t Row>) -> BTreeSet<NaiveDate> {
    let ends = rows.flat_map(|row| [row.from, row.until]).flatten();
    let mut dates: BTreeSet<NaiveDate> = ends
        .flat_map(|day| {
            [
                day.checked_sub_days(Days::new(1)),
                Some(day),
                day.checked_add_days(Days::new(1)),
            ]
        })
        .flatten()
        .collect();
    if dates.is_empty() {
        dates.insert(NaiveDate::default());
    }
    dates
}
