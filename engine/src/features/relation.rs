//! Figures made of two others: a share of income, a change against what was declared.

use super::evaluate::Evaluation;
use super::measure::{Figure, Related, Relation};
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::ratio;
use crate::frames::{Error, Table};
use caudal_facts::Country;

/// Two figures related; missing or none where one of them is.
pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    of: &Relation,
) -> Result<Value, Error> {
    let left = match figure(on, of.left)? {
        Value::Known(left) => i128::from(left),
        unknown => return Ok(unknown),
    };
    let right = match figure(on, of.right)? {
        Value::Known(right) => i128::from(right),
        unknown => return Ok(unknown),
    };
    Ok(match of.how {
        Related::Ratio => ratio(left, right),
        Related::Change { spans } => {
            let right = right * i128::from(spans);
            ratio(left - right, right)
        }
        Related::RatioWithRequest => match figure(on, Figure::Requested)? {
            Value::Known(requested) => ratio(left + i128::from(requested), right),
            unknown => return Ok(unknown),
        },
    }
    .into())
}

fn figure<T: Tracer>(on: &mut Evaluation<'_, '_, T>, figure: Figure) -> Result<Value, Error> {
    let name = match (figure, on.case.country) {
        (Figure::Requested, _) => return requested(on),
        (Figure::Of(name), _)
        | (Figure::Each { ar: name, .. }, Country::Ar)
        | (Figure::Each { cl: name, .. }, Country::Cl) => name,
    };
    on.named(name)
}

/// The amount asked for; not stated where the question is how much could be lent.
fn requested<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    let amount = on.case.table(Table::Cases).column("amount")?;
    let mut rows = on.case.rows(Table::Cases);
    let known = rows.next().and_then(|row| {
        on.tracer.row(on.feature, Table::Cases, row);
        amount.number(row)
    });
    Ok(known.map_or(Value::Missing(Cause::NotStated), Value::Known))
}
