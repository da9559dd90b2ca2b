//! The comparisons: each checks that all engines answer the same, then times them in turn.

mod contestants;
mod lending;
mod machine;
mod report;
mod rows;
mod starter;
mod table;
mod thirty;
mod timed;

use caudal_benches::Anything;
use report::Report;

/// Runs every comparison over so many cases each. Without `python3`, what it would do is left out.
///
/// # Errors
/// When an engine refuses its rules, or two engines answer differently.
pub(crate) fn compare(rows: usize) -> Result<Report, Anything> {
    let mut report = Report::new(machine::machine());
    report.add(thirty::compare(rows)?);
    report.add(lending::compare(rows)?);
    report.add(table::compare(rows)?);
    if let Some(comparison) = starter::compare(rows)? {
        report.add(comparison);
    }
    Ok(report)
}
