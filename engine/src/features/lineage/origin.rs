//! Where a row came from: the payload it was read from, and what the provider calls it.

use caudal_facts::facts::PayloadRef;
use caudal_facts::{Facts, Money};
use chrono::NaiveDate;

use crate::features::case::date_of;
use crate::features::tracer::RowRef;
use crate::frames::{Table, View, currency_of};

/// A row that was read, and where it came from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The row.
    pub at: RowRef,
    /// The payload, with its provider, file and digest; `None` for rows that no payload lists, such
    /// as findings.
    pub payload: Option<PayloadRef>,
    /// The row's number in the payload.
    pub payload_row: Option<i64>,
    /// The provider's id of the movement, if it gives one.
    pub id: Option<String>,
    /// Its date, where it has one.
    pub date: Option<NaiveDate>,
    /// Its amount as the report states it, where it has one.
    pub amount: Option<Money>,
}

impl Origin {
    pub(super) fn of(view: &View<'_>, facts: &Facts, at: RowRef) -> Self {
        let table = view.table(at.table);
        let number = |name| {
            table
                .column(name)
                .ok()
                .and_then(|cells| cells.number(at.row))
        };
        let index = |name| number(name).and_then(|number| usize::try_from(number).ok());
        let date = number("date").and_then(|day| i32::try_from(day).ok());
        let currency = number("currency").and_then(currency_of);
        let mut origin = Self {
            at,
            payload: index("payload").and_then(|index| facts.payloads.get(index).cloned()),
            payload_row: number("row"),
            id: None,
            date: date.map(date_of),
            amount: number("amount")
                .zip(currency)
                .map(|(minor, currency)| Money::from_minor(minor, currency)),
        };
        if at.table == Table::Transactions {
            origin.id = origin.id_in(facts, number("payload"), number("account"));
        }
        origin
    }

    /// The id of the movement among the facts that stands where this row does.
    fn id_in(&self, facts: &Facts, payload: Option<i64>, account: Option<i64>) -> Option<String> {
        let place = (payload, self.payload_row, account);
        let found = facts.transactions.iter().find(|movement| {
            let read = movement.provenance;
            let here = (read.payload, read.row, movement.account);
            let here = (
                Some(here.0.into()),
                Some(here.1.into()),
                Some(here.2.into()),
            );
            here == place
                && Some(movement.date) == self.date
                && Some(movement.amount) == self.amount
        });
        found.and_then(|movement| movement.id.clone())
    }
}
