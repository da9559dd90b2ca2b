//! Caudal beside what users would pick instead, on the same inputs, in one run:
//! `cargo run -p caudal-benches --release --features peers -- compare`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its report is what it is run for"
)]

mod compare;

use std::path::PathBuf;
use std::process::ExitCode;

use caudal_benches::Anything;

/// What the program can do.
const USAGE: &str = "usage: caudal-benches compare [--out FILE] [--rows N]

Runs Caudal and its peers on the same inputs, checks that their answers are equal, and writes
medians, spread and ratios to FILE (benches/RESULTS.md unless given). --rows is how many cases
each engine decides (1000 unless given).";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match options(&arguments) {
        Some((out, rows)) => match run(&out, rows) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::FAILURE
            }
        },
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Where the report goes and how many rows are decided, or nothing when it was asked for something else.
fn options(arguments: &[String]) -> Option<(PathBuf, usize)> {
    let (command, mut rest) = arguments.split_first()?;
    if command != "compare" {
        return None;
    }
    let mut out = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/RESULTS.md"));
    let mut rows = 1_000;
    while let Some((name, values)) = rest.split_first() {
        let (value, after) = values.split_first()?;
        match name.as_str() {
            "--out" => out = PathBuf::from(value),
            "--rows" => rows = value.parse().ok().filter(|rows| *rows > 0)?,
            _ => return None,
        }
        rest = after;
    }
    Some((out, rows))
}

fn run(out: &std::path::Path, rows: usize) -> Result<(), Anything> {
    let report = compare::compare(rows)?;
    let text = report.markdown();
    print!("{text}");
    std::fs::write(out, text)?;
    eprintln!("written to {}", out.display());
    Ok(())
}
