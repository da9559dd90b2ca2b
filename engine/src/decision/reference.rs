//! The dated series that a decision rests on.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

/// A dated series: exchange rates, a price index, a minimum wage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReferenceView {
    /// Its name.
    pub name: String,
    /// Who gave it: `policy`, `application` or `reference`, the lender's reference files.
    pub given_by: &'static str,
    /// The file that it stands in, if it does.
    pub file: Option<String>,
    /// The digest of that file.
    pub sha256: Option<String>,
    /// The figures that the decision can rest on, by date.
    pub figures: Vec<FigureView>,
}

/// One figure of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// The first date that it holds for.
    pub from: NaiveDate,
    /// The figure.
    pub value: Decimal,
}
