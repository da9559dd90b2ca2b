//! The report: a table for each comparison, with the machine it was run on.

use std::fmt::Write as _;
use std::time::Duration;

use caudal_benches::Anything;

use super::machine::Machine;
use super::timed::Timed;

/// One comparison's figures; the first is ours, and ratios are to it.
#[derive(Debug)]
pub(crate) struct Comparison {
    /// What was compared.
    pub title: &'static str,
    /// What each engine did, and what it was given.
    pub about: String,
    /// What one case took.
    pub timed: Vec<Timed>,
}

/// All comparisons of one run.
#[derive(Debug)]
pub(crate) struct Report {
    machine: Machine,
    comparisons: Vec<Comparison>,
    left_out: Vec<String>,
}

impl Report {
    /// An empty report of this machine.
    pub(crate) const fn new(machine: Machine) -> Self {
        Self {
            machine,
            comparisons: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Adds a comparison.
    pub(crate) fn add(&mut self, comparison: Comparison) {
        self.comparisons.push(comparison);
    }

    /// Says what could not be compared, and why.
    pub(crate) fn leave_out(&mut self, what: &str, why: &Anything) {
        self.left_out.push(format!("{what}: {why}"));
    }

    /// The report as Markdown.
    pub(crate) fn markdown(&self) -> String {
        let Machine {
            processor,
            cores,
            date,
            versions,
        } = &self.machine;
        let mut text = String::from("# Side by side\n\n");
        let _ = writeln!(
            text,
            "Written by `cargo run -p caudal-benches --release --features peers -- compare` on {date}: {processor}, {cores} cores; {}.\n\
             One core, one case at a time, unless it says otherwise. Times are of one case: the median of 41 samples, and where nine in ten of them lie.\n\
             Every engine gave the same answers before it was timed.",
            versions.join(", ")
        );
        for left_out in &self.left_out {
            let _ = writeln!(text, "\nLeft out: {left_out}.");
        }
        for comparison in &self.comparisons {
            let _ = write!(
                text,
                "\n## {}\n\n{}\n\n",
                comparison.title, comparison.about
            );
            let _ = writeln!(
                text,
                "| | median | from | to | beside ours |\n| --- | ---: | ---: | ---: | ---: |"
            );
            let Some(ours) = comparison.timed.first() else {
                continue;
            };
            for timed in &comparison.timed {
                let _ = writeln!(
                    text,
                    "| {} | {} | {} | {} | {} |",
                    timed.name,
                    microseconds(timed.median),
                    microseconds(timed.low),
                    microseconds(timed.high),
                    times(timed.median, ours.median),
                );
            }
        }
        text
    }
}

/// Microseconds to hundredths.
fn microseconds(time: Duration) -> String {
    let hundredths = time.as_nanos() / 10;
    format!("{}.{:02} µs", hundredths / 100, hundredths % 100)
}

/// How many times one time is another, to tenths.
fn times(time: Duration, ours: Duration) -> String {
    let tenths = time.as_nanos() * 10 / ours.as_nanos().max(1);
    format!("{}.{} times", tenths / 10, tenths % 10)
}
