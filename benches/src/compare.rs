//! The comparisons: each checks that all engines answer the same, then times them in turn.

mod contestants;
mod lending;
mod machine;
mod monthly;
mod report;
mod rows;
mod starter;
mod table;
mod thirty;
mod timed;

use caudal_benches::{Anything, peers_python};
use report::Report;

/// Runs every comparison over so many cases each, and the one of a portfolio over so many movements.
/// Without `python3`, or its packages, what it would do is left out.
///
/// # Errors
/// When an engine refuses its rules, or two engines answer differently.
pub(crate) fn compare(rows: usize, movements: u32) -> Result<Report, Anything> {
    let mut report = Report::new(machine::machine());
    report.add(thirty::compare(rows)?);
    report.add(lending::compare(rows)?);
    report.add(table::compare(rows)?);
    if let Some(comparison) = starter::compare(rows)? {
        report.add(comparison);
    }
    let environment = std::env::current_exe()?.with_file_name("peers-python");
    match peers_python(&environment) {
        Ok(python) => report.add(monthly::compare(movements, &python)?),
        Err(why) => report.leave_out("DuckDB and pandas", &why),
    }
    Ok(report)
}
