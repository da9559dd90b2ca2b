//! What gathering came to, for people: a line a source, then why something did not come.

use std::io::{self, Write};

use caudal_providers::{Origin, SourceReport};

use super::style;
use super::table::{Column, Table};
use super::text::{packed, wrapped};

/// Columns that reasons are broken at: they are read in terminals of the usual 80.
const NARROW: usize = 76;

/// Writes the sources and why what did not come did not.
pub(crate) fn write(out: &mut dyn Write, reports: &[SourceReport]) -> io::Result<()> {
    if reports.is_empty() {
        return writeln!(out, "The policy decides without asking anybody.");
    }
    let mut table = Table::new(&[
        Column::Left("Source"),
        Column::Left("Status"),
        Column::Right("Payloads"),
        Column::Right("Attempts"),
        Column::Right("Seconds"),
        Column::Right("Cost"),
        Column::Left("From"),
    ]);
    for report in reports {
        let arrived = report.payloads.iter().filter(|each| each.arrived).count();
        table.row([
            report.source.to_owned(),
            report.status.to_owned(),
            format!("{arrived} of {}", report.payloads.len()),
            report.effort.attempts.to_string(),
            seconds(report.effort.took_ms),
            report.cost.join(", "),
            origins(report),
        ]);
    }
    table.write(out, 0)?;
    for report in reports {
        reasons(out, report)?;
    }
    Ok(())
}

/// Where the payloads that came are from, each place once.
fn origins(report: &SourceReport) -> String {
    let mut origins: Vec<String> = Vec::new();
    for payload in report.payloads.iter().filter(|each| each.arrived) {
        let origin = format!("the {}", payload.origin);
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    origins.join(", ")
}

/// Why payloads did not come, those with the same reason together.
fn reasons(out: &mut dyn Write, report: &SourceReport) -> io::Result<()> {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for payload in &report.payloads {
        let Some(why) = payload.why.as_deref() else {
            continue;
        };
        let name = match payload.origin {
            // What nobody could be asked for has no payload to name.
            Origin::Nobody => report.source.to_owned(),
            _ => payload.payload.clone(),
        };
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => reasons.push((why, vec![name])),
        }
    }
    let warn = style::WARN;
    for (why, names) in reasons {
        writeln!(out)?;
        for line in packed(&names, ", ", NARROW) {
            writeln!(out, "{warn}{line}{warn:#}")?;
        }
        for line in wrapped(why, NARROW) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Milliseconds as seconds with one decimal, rounded down.
fn seconds(ms: u64) -> String {
    format!("{}.{}", ms / 1_000, ms % 1_000 / 100)
}
