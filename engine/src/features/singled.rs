//! Which features speak of nothing but some categories of movements: laws keep some of them out of decisions.

use caudal_facts::categories::Category;

use super::feature::Feature;
use super::measure::{Classes, Measure, Real};

impl Feature {
    /// Whether it, or a figure that it relates, is of nothing but movements of these categories. A sum of these and
    /// others tells nobody which of them there were.
    pub(crate) fn singles_out(&self, categories: &[Category]) -> bool {
        let of = Classes::both(categories);
        let only = |rows: Classes| rows.without(of) == Classes::default();
        match self.measure {
            Measure::Months(series, _)
            | Measure::Days(series, _)
            | Measure::Real(Real::Months(series, _)) => only(series.rows),
            Measure::MonthsShare(one, other) | Measure::Share(one, other) => {
                only(one.rows) || only(other.rows)
            }
            Measure::Dates(rows, _) | Measure::Seen(rows) => only(rows),
            Measure::Relation(relation) => relation
                .features()
                .any(|feature| feature.singles_out(categories)),
            _ => false,
        }
    }
}
