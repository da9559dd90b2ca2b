//! The rows that may still be known: what the law of a country leaves out of a single case's facts is left
//! out of a shard's tables.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::features::{context_of, date_of};
use crate::frames::{Error, Frames, Table, View};
use crate::policy::{Law, cleared};

/// What dates a debt in a table, and what says that it was settled.
const DATED: [(Table, &str, Settled); 3] = [
    (Table::Protests, "date", Settled::Flag("cleared")),
    (Table::Delinquencies, "due_on", Settled::Never),
    (
        Table::RejectedCheques,
        "rejected_on",
        Settled::On("paid_on"),
    ),
];

/// Which column says that a debt was settled.
#[derive(Clone, Copy)]
enum Settled {
    /// None does.
    Never,
    /// One that says when.
    On(&'static str),
    /// One that says whether.
    Flag(&'static str),
}

/// The tables without debts that are too old on the date of their case, or were settled too long ago.
pub(super) fn lawful<'f>(
    frames: &'f Frames,
    law: &Law,
    as_of: Option<NaiveDate>,
) -> Result<Cow<'f, Frames>, Error> {
    let mut lawful = Cow::Borrowed(frames);
    if law.facts.is_empty() {
        return Ok(lawful);
    }
    let view = View::of(frames)?;
    for (table, date, settled) in DATED {
        let mask = may_know(&view, law, as_of, (table, date, settled))?;
        if mask.contains(&false) {
            lawful = Cow::Owned(lawful.into_owned().keep(table, &mask)?);
        }
    }
    Ok(lawful)
}

fn may_know(
    view: &View<'_>,
    law: &Law,
    as_of: Option<NaiveDate>,
    (table, date, settled): (Table, &'static str, Settled),
) -> Result<Vec<bool>, Error> {
    let rows = view.table(table);
    let due = rows.column(date)?;
    let settled_by = match settled {
        Settled::Never => None,
        Settled::On(column) | Settled::Flag(column) => Some(rows.column(column)?),
    };
    let day = |number: Option<i64>| {
        let day = number.and_then(|day| i32::try_from(day).ok());
        day.map(date_of)
    };
    let mut mask = Vec::with_capacity(rows.case.len());
    for (row, case) in rows.case.iter().enumerate() {
        let as_of = match as_of {
            Some(as_of) => as_of,
            None => context_of(view, usize::try_from(*case).unwrap_or(usize::MAX))?.1,
        };
        let said = settled_by.and_then(|column| column.number(row));
        let settled = match settled {
            Settled::Flag(_) => cleared(said.map(|said| said == 1), as_of),
            Settled::On(_) | Settled::Never => day(said),
        };
        mask.push(law.may_know(as_of, day(due.number(row)), settled));
    }
    Ok(mask)
}
