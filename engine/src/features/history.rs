//! How far the bank report reaches, how fresh it is, and what is wrong with it.

use super::evaluate::Evaluation;
use super::feature::Sources;
use super::measure::CoverageOf;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::frames::{Error, Table, finding, source_number};

pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    of: CoverageOf,
) -> Result<Value, Error> {
    Ok(match of {
        CoverageOf::HistoryDays => {
            let coverage = &on.coverage;
            match coverage.from {
                Some(from) => Value::Known(i64::from(coverage.to) - i64::from(from) + 1),
                None => Value::Missing(Cause::NotCovered),
            }
        }
        CoverageOf::FullMonths => {
            let current = on.case.month();
            Value::Known(on.coverage.full_months(current))
        }
        CoverageOf::RecencyDays => {
            let as_of = i64::from(on.case.as_of);
            on.coverage
                .last_movement
                .map_or(Value::Missing(Cause::NotStated), |last| {
                    Value::Known(as_of - i64::from(last))
                })
        }
        CoverageOf::Accounts => {
            let accounts = on.coverage.deposits.iter().filter(|counts| **counts);
            Value::Known(i64::try_from(accounts.count()).unwrap_or(i64::MAX))
        }
        CoverageOf::HolderMatches => holder_matches(on)?,
        CoverageOf::WithoutRate => {
            let flows = on.flows()?;
            let count = i64::from(flows.without_rate);
            if T::LISTENS {
                for row in flows.rows_without_rate.clone() {
                    on.tracer.row(on.feature, Table::Transactions, row);
                }
            }
            Value::Known(count)
        }
        CoverageOf::StatedMonthsDiffer => findings(on, &[finding::STATED_MONTH_DIFFERS])?,
        CoverageOf::Unreadable => findings(
            on,
            &[
                finding::PAYLOAD_UNREADABLE,
                finding::SECTION_UNREADABLE,
                finding::VALUE_UNREADABLE,
            ],
        )?,
    })
}

fn holder_matches<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    let is_applicant = on.case.table(Table::Holders).column("is_applicant")?;
    let mut known = false;
    for row in on.case.rows(Table::Holders) {
        match is_applicant.number(row) {
            Some(0) => {
                on.tracer.row(on.feature, Table::Holders, row);
                return Ok(Value::flag(false));
            }
            Some(_) => {
                on.tracer.row(on.feature, Table::Holders, row);
                known = true;
            }
            None => {}
        }
    }
    Ok(if known {
        Value::flag(true)
    } else {
        Value::Missing(Cause::NotStated)
    })
}

fn findings<T: Tracer>(on: &mut Evaluation<'_, '_, T>, codes: &[i64]) -> Result<Value, Error> {
    let view = on.case.table(Table::Findings);
    let (code, source) = (view.column("code")?, view.column("source")?);
    // What another report has wrong is for its own features to say, once it is asked.
    let bank = Sources::BANK.of(on.case.country).iter();
    let bank: Vec<i64> = bank.map(|source| source_number(*source).into()).collect();
    let mut count = 0;
    for row in on.case.rows(Table::Findings) {
        let of_bank = source
            .number(row)
            .is_none_or(|source| bank.contains(&source));
        if of_bank && code.number(row).is_some_and(|code| codes.contains(&code)) {
            on.tracer.row(on.feature, Table::Findings, row);
            count += 1;
        }
    }
    Ok(Value::Known(count))
}
