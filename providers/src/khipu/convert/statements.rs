//! `/statements`.

use std::collections::BTreeMap;

use caudal_facts::facts::{Balance, FindingCode, Provenance, StatedMonth};
use caudal_facts::{Currency, Money, Month};
use chrono::NaiveDate;
use serde_json::Value;

use super::shared::{account, amounts, must_be_there, signed};
use crate::khipu::wire::{Data, Statement, StatementAmount};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::open_enum;

open_enum! {
    /// Which figure of a statement.
    #[derive(Hash, PartialOrd, Ord)]
    AmountType {
        /// The balance at the end.
        Closing = "ClosingBalance",
        /// The balance at the beginning.
        Opening = "PreviousClosingBalance" | "StartingBalance",
        /// Money in.
        Credits = "TotalCredits",
        /// Money out.
        Debits = "TotalDebits",
    }
}

/// The figures of one currency of a statement.
type Figures = BTreeMap<AmountType, Money>;

pub(super) fn read(sheet: &mut Sheet<'_>, data: &Data, _: &Value) -> Result<(), Trouble> {
    let rows = sheet.rows(Table::StatedMonths, "Statement", &data.statement);
    let rows = must_be_there(rows, "Statement")?;
    for (at, row) in rows {
        statement(sheet, at, &row);
    }
    Ok(())
}

fn statement(sheet: &mut Sheet<'_>, at: Provenance, row: &Statement) {
    let id = sheet.text(at, "Statement.AccountId", &row.account_id.0);
    let start = sheet.date(at, "Statement.StartDateTime", &row.start_date_time.0);
    let end = sheet.date(at, "Statement.EndDateTime", &row.end_date_time.0);
    let (Some(id), Some(start), Some(end)) = (id, start, end) else {
        return sheet.left_out(at, "Statement", "it lacks an AccountId or a period");
    };
    for (currency, figures) in figures(sheet, at, row) {
        let account = account(sheet, at, &id, currency);
        covers_from(sheet, account, start);
        stated(sheet, at, account, (start, end), &figures);
    }
}

/// A figure that stands twice with two amounts says nothing that can be relied on.
fn figures(sheet: &mut Sheet<'_>, at: Provenance, row: &Statement) -> BTreeMap<Currency, Figures> {
    let name = "Statement.StatementAmount";
    let rows = sheet.take(at, name, row.statement_amount.rows());
    let mut found: BTreeMap<Currency, BTreeMap<AmountType, Vec<Money>>> = BTreeMap::new();
    for row in rows.unwrap_or_default() {
        let Some(row) = sheet.take(at, name, row.map(Some)) else {
            continue;
        };
        for (kind, amount) in figure(sheet, at, name, &row) {
            let of_currency = found.entry(amount.currency()).or_default();
            of_currency.entry(kind).or_default().push(amount);
        }
    }
    let mut figures = BTreeMap::new();
    for (currency, kinds) in found {
        let of_currency: &mut Figures = figures.entry(currency).or_default();
        for (kind, mut amounts) in kinds {
            amounts.dedup();
            if let [amount] = amounts.as_slice() {
                of_currency.insert(kind, *amount);
            } else {
                let message = format!("{name}: {} amounts for one figure", amounts.len());
                sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
            }
        }
    }
    figures
}

fn figure(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    name: &str,
    row: &StatementAmount,
) -> Vec<(AmountType, Money)> {
    let word = sheet.text(at, name, &row.kind.0).unwrap_or_default();
    let kind = AmountType::of(&word);
    // Banks state some twenty more figures that no fact is made of.
    if matches!(kind, AmountType::Other(_)) {
        return Vec::new();
    }
    amounts(sheet, at, name, &row.amount)
        .into_iter()
        .filter_map(|amount| {
            let amount = match kind {
                AmountType::Credits | AmountType::Debits => unsigned(amount)?,
                _ => signed(sheet, at, name, &row.credit_debit_indicator, amount)?,
            };
            Some((kind.clone(), amount))
        })
        .collect()
}

fn unsigned(money: Money) -> Option<Money> {
    let minor = money.minor().checked_abs()?;
    Some(Money::from_minor(minor, money.currency()))
}

fn covers_from(sheet: &mut Sheet<'_>, account: u32, start: NaiveDate) {
    let at = usize::try_from(account).unwrap_or(usize::MAX);
    if let Some(account) = sheet.facts.accounts.get_mut(at) {
        account.covers_from = Some(account.covers_from.map_or(start, |known| known.min(start)));
    }
}

fn stated(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    account: u32,
    (start, end): (NaiveDate, NaiveDate),
    figures: &Figures,
) {
    let figure = |kind: AmountType| figures.get(&kind).copied();
    let (opening, closing) = (figure(AmountType::Opening), figure(AmountType::Closing));
    let net = opening.zip(closing).and_then(|(opening, closing)| {
        let minor = closing.minor().checked_sub(opening.minor())?;
        Some(Money::from_minor(minor, closing.currency()))
    });
    let month = Month::of(start);
    if start == month.first_day() && end == month.last_day() {
        sheet.facts.stated_months.push(StatedMonth {
            provenance: at,
            account: Some(account),
            month,
            inflow: figure(AmountType::Credits),
            outflow: figure(AmountType::Debits),
            net,
            closing,
        });
    }
    if let Some(amount) = closing {
        sheet.facts.balances.push(Balance {
            provenance: at,
            account,
            date: end,
            amount,
            credit_line: None,
        });
    }
}
