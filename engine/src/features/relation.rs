//! Figures made of two others: a share of income, a change against what was declared.

use super::catalogue::Catalogue;
use super::evaluate::Evaluation;
use super::feature::Feature;
use super::measure::{Figure, Related, Relation};
use super::program::Columns;
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
    if matches!(figure, Figure::Requested) {
        return requested(on);
    }
    match feature_in(figure, on.case.country) {
        Some(feature) => on.value(feature, &Columns::of(feature)),
        None => Ok(Value::Missing(Cause::NotStated)),
    }
}

/// The feature that a figure is in a country; `None` for the amount asked for.
pub(crate) fn feature_in(figure: Figure, country: Country) -> Option<&'static Feature> {
    let name = match (figure, country) {
        (Figure::Requested, _) => return None,
        (Figure::Feature(feature), _) => return Some(feature),
        (Figure::Of(name), _)
        | (Figure::Each { ar: name, .. }, Country::Ar)
        | (Figure::Each { cl: name, .. }, Country::Cl) => name,
    };
    Catalogue::standard().get(name)
}

/// The figures that are related, in the order that the reduction names them.
pub(crate) fn figures(of: &Relation) -> Vec<Figure> {
    let request = (of.how == Related::RatioWithRequest).then_some(Figure::Requested);
    [Some(of.left), request, Some(of.right)]
        .into_iter()
        .flatten()
        .collect()
}

/// The amount asked for; not stated where the question is how much could be lent.
pub(crate) fn requested<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    let amount = on.case.table(Table::Cases).column("amount")?;
    let mut rows = on.case.rows(Table::Cases);
    let known = rows.next().and_then(|row| {
        on.tracer.row(on.feature, Table::Cases, row);
        amount.number(row)
    });
    Ok(known.map_or(Value::Missing(Cause::NotStated), Value::Known))
}
