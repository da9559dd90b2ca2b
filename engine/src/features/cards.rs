//! Credit cards: limits, what of them is used, and instalments still to come.

use caudal_facts::Country;

use super::case::CaseRows;
use super::evaluate::Evaluation;
use super::measure::CardOf;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::{fit, ratio};
use crate::frames::{Cells, Error, Table, account_kind};

pub(crate) fn value<T: Tracer>(on: &mut Evaluation<'_, '_, T>, of: CardOf) -> Result<Value, Error> {
    if on.case.country == Country::Cl {
        return card_accounts(on, of);
    }
    let table = match of {
        CardOf::NextMonth | CardOf::ToPay => Table::CardPurchases,
        _ => Table::Cards,
    };
    let rows = on.case.happened(table)?;
    for row in rows.clone() {
        on.tracer.row(on.feature, table, row);
    }
    let case = &on.case;
    Ok(match of {
        CardOf::Count => Value::Known(i64::try_from(rows.count()).unwrap_or(i64::MAX)),
        CardOf::Limit => total(rows.map(|row| case.limit(row, "limit")))?,
        CardOf::Available => total(rows.map(|row| case.limit(row, "available")))?,
        CardOf::Used => total(rows.map(|row| case.used(row, "limit", "available")))?,
        CardOf::CashAdvanceUsed => {
            total(rows.map(|row| case.used(row, "cash_advance_limit", "cash_advance_available")))?
        }
        CardOf::Utilisation if rows.clone().next().is_none() => Value::None,
        CardOf::Utilisation => {
            let used = sum(rows.clone().map(|row| case.used(row, "limit", "available")))?;
            let limit = sum(rows.map(|row| case.limit(row, "limit")))?;
            share(used, limit)
        }
        CardOf::NextMonth => total(rows.map(|row| case.installments(row, false)))?,
        CardOf::ToPay => total(rows.map(|row| case.installments(row, true)))?,
    })
}

type Read = Result<Result<i128, Cause>, Error>;

impl CaseRows<'_, '_> {
    /// A limit of a card, in the case's currency.
    fn limit(&self, row: usize, column: &'static str) -> Read {
        let view = self.table(Table::Cards);
        let currency = view.column("currency")?.number(row);
        Ok(view
            .column(column)?
            .number(row)
            .ok_or(Cause::NotStated)
            .and_then(|limit| self.convert(limit, currency, self.as_of))
            .map(i128::from))
    }

    /// What of a limit is used; nothing when more is available than the limit.
    fn used(&self, row: usize, limit: &'static str, available: &'static str) -> Read {
        let limit = self.limit(row, limit)?;
        let available = self.limit(row, available)?;
        Ok(limit.and_then(|limit| Ok((limit - available?).max(0))))
    }

    /// The instalment of a purchase that is charged next, or all that are still to come.
    fn installments(&self, row: usize, all: bool) -> Read {
        let view = self.table(Table::CardPurchases);
        let currency = view.column("currency")?.number(row);
        let Some(count) = view.column("installments")?.number(row) else {
            return Ok(Ok(0));
        };
        let (Some(next), Some(amount)) = (
            view.column("next_installment")?.number(row),
            view.column("amount")?.number(row),
        ) else {
            return Ok(Err(Cause::NotStated));
        };
        let left = i128::from((count - next + 1).max(0));
        Ok(self
            .convert(amount, currency, self.as_of)
            .map(|amount| i128::from(amount) * if all { left } else { left.min(1) }))
    }
}

/// In Chile a card is an account of the bank report: what is owed is its negative balance.
fn card_accounts<T: Tracer>(on: &mut Evaluation<'_, '_, T>, of: CardOf) -> Result<Value, Error> {
    let view = on.case.table(Table::Accounts);
    let kind = view.column("kind")?;
    let rows: Vec<usize> = on
        .case
        .rows(Table::Accounts)
        .filter(|row| kind.number(*row) == Some(account_kind::CREDIT_CARD))
        .collect();
    if rows.is_empty() {
        return Ok(Value::Missing(Cause::NotStated));
    }
    for &row in &rows {
        on.tracer.row(on.feature, Table::Accounts, row);
    }
    let (number, balance) = (view.column("account")?, view.column("balance")?);
    let currency = view.column("currency")?;
    let case = &on.case;
    let owed = rows.iter().map(|&row| {
        let balance = balance.number(row).ok_or(Cause::NotStated);
        Ok(balance
            .and_then(|balance| case.convert(balance, currency.number(row), case.as_of))
            .map(|balance| (-i128::from(balance)).max(0)))
    });
    let owed = sum(owed)?;
    Ok(match of {
        CardOf::Used => total(std::iter::once(Ok(owed)))?,
        CardOf::Utilisation => {
            let limits = rows
                .iter()
                .map(|&row| credit_line(case, number.number(row)));
            share(owed, sum(limits)?)
        }
        _ => Value::Missing(Cause::NotStated),
    })
}

/// The credit line that was stated last for an account.
fn credit_line(case: &CaseRows<'_, '_>, account: Option<i64>) -> Read {
    let view = case.table(Table::Balances);
    let columns: [Cells<'_>; 6] = [
        view.column("account")?,
        view.column("date")?,
        view.column("credit_line")?,
        view.column("currency")?,
        view.column("payload")?,
        view.column("row")?,
    ];
    let [of, date, line, currency, payload, number] = columns;
    let latest = case
        .rows(Table::Balances)
        .filter(|&row| of.number(row) == account && line.number(row).is_some())
        .filter(|&row| date.number(row) <= Some(case.as_of.into()))
        .max_by_key(|&row| (date.number(row), payload.number(row), number.number(row)));
    let line = latest.and_then(|row| Some((line.number(row)?, currency.number(row))));
    Ok(line
        .ok_or(Cause::NotStated)
        .and_then(|(line, currency)| case.convert(line, currency, case.as_of))
        .map(i128::from))
}

fn total(amounts: impl Iterator<Item = Read>) -> Result<Value, Error> {
    Ok(match sum(amounts)?.and_then(|total| Ok(fit(total)?)) {
        Ok(total) => Value::Known(total),
        Err(cause) => Value::Missing(cause),
    })
}

fn sum(amounts: impl Iterator<Item = Read>) -> Read {
    let mut total = 0;
    for amount in amounts {
        match amount? {
            Ok(amount) => total += amount,
            Err(cause) => return Ok(Err(cause)),
        }
    }
    Ok(Ok(total))
}

fn share(part: Result<i128, Cause>, whole: Result<i128, Cause>) -> Value {
    match part.and_then(|part| Ok(ratio(part, whole?)?)) {
        Ok(share) => Value::Known(share),
        Err(cause) => Value::Missing(cause),
    }
}
