//! A case as the table of cases has it.

use std::collections::HashMap;

use caudal_facts::{Country, Given, Money};
use chrono::NaiveDate;

use super::{Batch, Dated};
use crate::error::Error;
use crate::features::context_of;
use crate::frames::{self, Table, View};

/// One row of `cases`, read.
pub(super) struct CaseRow {
    pub(super) id: String,
    pub(super) country: Country,
    pub(super) as_of: NaiveDate,
    pub(super) amount: Option<Money>,
    pub(super) term_months: Option<u32>,
    pub(super) product: Option<String>,
    /// What the lender gives, unless it cannot be read.
    pub(super) given: Result<Given, Error>,
    /// Dated series, where the case has some of its own.
    own: Option<Dated>,
}

impl CaseRow {
    /// The dated series that hold for the case.
    pub(super) fn dated<'b>(&'b self, batch: &'b Batch<'_>) -> &'b Dated {
        self.own.as_ref().unwrap_or(&batch.shared)
    }
}

/// Every row of `cases`.
pub(super) fn cases(view: &View<'_>, batch: &Batch<'_>) -> Result<Vec<CaseRow>, frames::Error> {
    let table = view.table(Table::Cases);
    let column = |name| table.column(name);
    let (id, amount, term) = (column("id")?, column("amount")?, column("term_months")?);
    let (product, inputs, reference) =
        (column("product")?, column("inputs")?, column("reference")?);
    let mut known: HashMap<&str, usize> = HashMap::with_capacity(table.case.len());
    let mut rows = Vec::with_capacity(table.case.len());
    for row in 0..table.case.len() {
        let (currency, stated, country) = context_of(view, row)?;
        let id = id.text(row).unwrap_or_default();
        if let Some(first) = known.insert(id, row)
            && !id.is_empty()
        {
            return Err(frames::Error::TwoCases {
                first,
                second: row,
                id: id.to_owned(),
            });
        }
        let given = Given::from_json(inputs.text(row), reference.text(row));
        let given = given.map_err(|error| match error {
            caudal_facts::Error::Invalid(found) => Error::Inputs(found),
            other => Error::Facts(other.to_string()),
        });
        let own = given.as_ref().ok();
        let own = own.filter(|given| !given.reference.is_empty());
        rows.push(CaseRow {
            own: own.map(|given| Dated::of(batch.engine, &given.reference)),
            id: id.to_owned(),
            country,
            as_of: batch.as_of.unwrap_or(stated),
            amount: amount
                .number(row)
                .map(|minor| Money::from_minor(minor, currency)),
            term_months: term.number(row).and_then(|term| u32::try_from(term).ok()),
            product: product.text(row).map(str::to_owned),
            given,
        });
    }
    Ok(rows)
}
