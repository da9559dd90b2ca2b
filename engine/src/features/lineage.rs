//! How one number came to be: the rows, what each counted as, and the arithmetic over them.
//!
//! It is the computation of the feature itself that tells, by the [`Tracer`](super::tracer::Tracer):
//! nothing here looks at a case's rows to find out which of them count.

mod origin;
mod reduction;
mod teller;

use caudal_facts::{Facts, Month, Party};
use chrono::NaiveDate;

use super::case::CaseContext;
use super::feature::{Feature, Unit};
use super::measure::{Series, Worth};
use super::price_index::IndexPair;
use super::program::Program;
use super::slots::Slots;
use super::tracer::{Heard, Movement, NumberOf, RowRef};
use super::value::Value;
use crate::frames::{Error, Frames, Table, View};

pub use origin::Origin;
pub use reduction::Reduction;
use teller::Teller;

/// How a feature's number came to be.
#[derive(Debug, Clone)]
pub struct Lineage {
    /// Whose it is.
    pub party: Party,
    /// The feature.
    pub feature: &'static Feature,
    /// Its value, the same as without a lineage.
    pub value: Value,
    /// What became of the terms.
    pub reduction: Reduction,
    /// The numbers that were reduced, in the order that the feature read them. Empty for a block
    /// that does not tell its terms, for a figure made of others, and for a value that nothing was
    /// reduced to.
    pub terms: Vec<Term>,
    /// Of a figure made of others: those others, in the order that the reduction names them.
    pub figures: Vec<Figure>,
    /// For a feature in real terms, the index of each month and the last one known.
    pub indexes: Vec<IndexPair>,
    /// Every row that was read, those that count for nothing included, and where each came from.
    pub rows: Vec<Origin>,
}

/// A figure that another is made of.
#[derive(Debug, Clone)]
pub enum Figure {
    /// A feature, and how it came to be.
    Feature(Box<Lineage>),
    /// The amount asked for.
    Requested(Value),
}

impl Lineage {
    /// What policies call the feature: `income.cv_6m`, `co.income.cv_6m`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}{}", self.party.prefix(), self.feature.name)
    }

    /// The same, of one of the persons.
    pub(crate) fn about(mut self, party: Party) -> Self {
        self.party = party;
        for figure in &mut self.figures {
            if let Figure::Feature(lineage) = figure {
                **lineage = (**lineage).clone().about(party);
            }
        }
        self
    }
}

impl Figure {
    /// Its value.
    #[must_use]
    pub fn value(&self) -> Value {
        match self {
            Self::Feature(lineage) => lineage.value,
            Self::Requested(value) => *value,
        }
    }
}

/// A number that was reduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is of.
    pub of: TermOf,
    /// Of which of the feature's series, from 0. A share has two: the part, then the whole.
    pub series: usize,
    /// What the number counts, which need not be what the feature does: a share is of money.
    pub unit: Unit,
    /// The number, at the unit's scale.
    pub number: i128,
    /// For a feature in real terms, the number at the last prices known, which is what is reduced.
    pub real: Option<i64>,
    /// The rows that add up to it, and what each counts as. Empty for a day.
    pub rows: Vec<Counted>,
}

/// What a term is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermOf {
    /// A calendar month.
    Month(Month),
    /// The run of days that is the feature's window.
    Days,
    /// The end of one day.
    Day(NaiveDate),
    /// One row of a register.
    Row,
}

/// A row, and what it counts as in a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The row.
    pub at: RowRef,
    /// What it counts as.
    pub number: i128,
}

/// How the one feature of a program came to be, for the one case that the tables hold.
///
/// # Errors
/// As [`compute`](super::compute); [`Error::NotOneFeature`] unless the program computes exactly one.
pub fn lineage(
    program: &Program,
    frames: &Frames,
    context: &CaseContext,
    facts: &Facts,
) -> Result<Lineage, Error> {
    let &[feature] = program.features() else {
        return Err(Error::NotOneFeature {
            features: program.features().len(),
        });
    };
    Teller {
        view: &View::of(frames)?,
        frames,
        context,
        facts,
    }
    .tell(feature)
}

/// The terms of the series that were read, then those that were told.
fn terms(feature: &Feature, heard: &Heard, movements: &[Movement], current: Month) -> Vec<Term> {
    let mut terms = Vec::new();
    for (position, &(series, slots)) in heard.series.iter().enumerate() {
        for back in slots.months_back() {
            let month = current.plus(-i32::try_from(back).unwrap_or_default());
            let rows = rows_of(movements, series, Slots::month(back));
            let mut term = sum(TermOf::Month(month), position, series, rows);
            let mut pairs = heard.indexes.iter();
            term.real = pairs
                .find(|pair| pair.month == month)
                .and_then(|pair| pair.real(term.number).ok());
            terms.push(term);
        }
        let days = slots.without_months();
        if !days.is_empty() {
            let rows = rows_of(movements, series, days);
            terms.push(sum(TermOf::Days, position, series, rows));
        }
    }
    for &(of, number) in &heard.numbers {
        let number = i128::from(number);
        let (of, unit, rows) = match of {
            NumberOf::Day(day) => (TermOf::Day(day), Unit::Money, Vec::new()),
            NumberOf::DayThatCounts(day) => (TermOf::Day(day), Unit::Count, Vec::new()),
            NumberOf::Row(at) => {
                let unit = match feature.unit {
                    Unit::Flag => Unit::Count,
                    unit => unit,
                };
                (TermOf::Row, unit, vec![Counted { at, number }])
            }
        };
        terms.push(Term {
            of,
            series: 0,
            unit,
            number,
            real: None,
            rows,
        });
    }
    terms
}

fn sum(of: TermOf, position: usize, series: Series, rows: Vec<Counted>) -> Term {
    Term {
        of,
        series: position,
        unit: if series.worth == Worth::One {
            Unit::Count
        } else {
            Unit::Money
        },
        number: rows.iter().map(|row| row.number).sum(),
        real: None,
        rows,
    }
}

/// The movements of a series in a span of time.
fn rows_of(movements: &[Movement], series: Series, span: Slots) -> Vec<Counted> {
    let within = movements
        .iter()
        .filter(|movement| movement.slots.meets(span));
    within
        .filter_map(|movement| {
            let at = RowRef {
                table: Table::Transactions,
                row: movement.row,
            };
            let number = movement.worth(series)?;
            Some(Counted { at, number })
        })
        .collect()
}
