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

use caudal_benches::{Anything, CASE_MOVEMENTS};

/// What the program can do.
const USAGE: &str = "usage: caudal-benches compare [--out FILE] [--rows N] [--movements N]

Runs Caudal and its peers on the same inputs, checks that their answers are equal, and writes
medians, spread and ratios to FILE (benches/RESULTS.md unless given). --rows is how many cases
each engine decides (1000 unless given), --movements how many movements the portfolio has that
DuckDB and pandas compute statistics of (1000000 unless given). They are installed into a virtual
environment beside the program; without a network that comparison is left out.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match options(&arguments) {
        Some(options) => match run(&options) {
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

/// What was asked for.
struct Options {
    out: PathBuf,
    rows: usize,
    movements: u32,
}

/// What was asked for, or nothing when that is something else than a comparison.
fn options(arguments: &[String]) -> Option<Options> {
    let (command, mut rest) = arguments.split_first()?;
    if command != "compare" {
        return None;
    }
    let mut options = Options {
        out: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/RESULTS.md")),
        rows: 1_000,
        movements: 1_000_000,
    };
    while let Some((name, values)) = rest.split_first() {
        let (value, after) = values.split_first()?;
        match name.as_str() {
            "--out" => options.out = PathBuf::from(value),
            "--rows" => options.rows = value.parse().ok().filter(|rows| *rows > 0)?,
            "--movements" => {
                let movements = value.parse().ok();
                options.movements = movements.filter(|count| *count >= CASE_MOVEMENTS)?;
            }
            _ => return None,
        }
        rest = after;
    }
    Some(options)
}

fn run(options: &Options) -> Result<(), Anything> {
    let report = compare::compare(options.rows, options.movements)?;
    let text = report.markdown();
    print!("{text}");
    std::fs::write(&options.out, text)?;
    eprintln!("written to {}", options.out.display());
    Ok(())
}
