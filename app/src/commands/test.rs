//! `caudal test`: policies' own cases, run.

mod coverage;
mod failure;
mod generate;
mod html;
mod lcov;
mod lines;
mod mutants;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context as _;
use caudal_engine::policy::{CaseResult, CaseSuite, Coverage, Policy};
use caudal_facts::Limits;

use crate::cli::TestArgs;
use crate::exit::Exit;
use crate::files::{self, PolicyFolder};
use crate::print::{self, counted, problem, style};

/// How many cases did what.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    /// Cases that nobody has confirmed, whether they passed or not.
    unconfirmed: usize,
    /// Policies and files of cases that could not be read.
    unread: usize,
    /// Policies without a case.
    untested: usize,
    /// Policies whose cases cover less than was asked for.
    uncovered: usize,
    /// Changes to policies that no case notices.
    unnoticed: usize,
}

/// A policy whose cases were run.
struct Tested<'f> {
    folder: &'f PolicyFolder,
    coverage: Coverage,
}

pub(crate) fn run(
    args: &TestArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let limits = Limits::default();
    let mut folders = Vec::new();
    for folder in &args.folders {
        folders.extend(files::policies_in(folder, &limits)?);
    }
    if args.generate {
        for folder in &folders {
            generate::run(folder, args.base.as_deref(), out)?;
        }
        return Ok(Exit::Done);
    }
    let mut tally = Tally::default();
    let mut tested = Vec::new();
    for folder in &folders {
        tested.extend(policy(folder, args, &mut tally, out, err)?);
    }
    if let Some(file) = &args.lcov {
        written(file, &lcov::tracefile(&tested))?;
    }
    if let Some(file) = &args.html {
        written(file, &html::page(&tested))?;
    }
    tally.close(out)?;
    Ok(if tally.is_good() {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn written(file: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(file, text).with_context(|| format!("write {}", file.display()))
}

/// Runs one policy's cases; nothing is known of a policy that cannot be loaded.
fn policy<'f>(
    folder: &'f PolicyFolder,
    args: &TestArgs,
    tally: &mut Tally,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Option<Tested<'f>>> {
    let root = folder.shown();
    print::heading(out, &root)?;
    let policy = match folder.load() {
        Ok(policy) => policy,
        Err(found) => {
            tally.unread += 1;
            writeln!(
                out,
                "  cannot be loaded: {}\n",
                counted(found.len(), "problem", "problems")
            )?;
            problem::write_all(err, &found, &|file| folder.source(file))?;
            return Ok(None);
        }
    };
    let (suites, results) = suites(folder, &policy, tally, out, err)?;
    for result in results.iter().filter(|result| !passed(result)) {
        failure::write(out, &root, result)?;
    }
    let coverage = Coverage::of(&policy, &results);
    if args.shows_coverage() {
        coverage::write(out, &coverage)?;
    }
    let whole = coverage.whole();
    if let Some(least) = args.coverage_min
        && whole.percent() < usize::from(least)
    {
        let bad = style::BAD;
        let found = whole.percent();
        writeln!(
            out,
            "  {bad}{found} % are covered, asked for {least} %{bad:#}"
        )?;
        tally.uncovered += 1;
    }
    if args.mutate {
        tally.unnoticed += mutants::run(out, folder, &policy, suites, &results)?;
    }
    tally.failed += results.iter().filter(|result| !passed(result)).count();
    tally.unconfirmed += results.iter().filter(|result| result.unconfirmed).count();
    tally.passed += results.iter().filter(|result| passed(result)).count();
    writeln!(out)?;
    Ok(Some(Tested { folder, coverage }))
}

/// Reads and runs every file of cases, a line each.
fn suites(
    folder: &PolicyFolder,
    policy: &Policy,
    tally: &mut Tally,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<(Vec<CaseSuite>, Vec<CaseResult>)> {
    let files = folder.case_files()?;
    let widths = files.iter().map(|file| file.chars().count());
    let width = widths.max().unwrap_or(0);
    let (mut suites, mut results) = (Vec::new(), Vec::new());
    let mut unread = 0;
    for file in &files {
        write!(out, "  {file:width$}  ")?;
        match CaseSuite::load(policy, &folder.shown(), file, folder) {
            Ok(suite) => {
                let ran = suite.run(policy);
                file_line(out, &ran)?;
                results.extend(ran);
                suites.push(suite);
            }
            Err(found) => {
                unread += 1;
                writeln!(out, "{}", counted(found.len(), "problem", "problems"))?;
                problem::write_all(err, &found, &|file| folder.source(file))?;
            }
        }
    }
    if results.is_empty() && unread == 0 {
        // Nothing that was tried is nothing that is known to work.
        let bad = style::BAD;
        writeln!(out, "  {bad}no cases{bad:#}")?;
        tally.untested += 1;
    }
    tally.unread += unread;
    Ok((suites, results))
}

fn passed(result: &CaseResult) -> bool {
    result.differences.is_empty()
}

fn file_line(out: &mut dyn Write, results: &[CaseResult]) -> std::io::Result<()> {
    let passed = results.iter().filter(|result| passed(result)).count();
    let (good, bad) = (style::GOOD, style::BAD);
    write!(out, "{good}{passed:>3} passed{good:#}")?;
    match results.len() - passed {
        0 => {}
        failed => write!(out, "  {bad}{failed:>3} failed{bad:#}")?,
    }
    match results.iter().filter(|result| result.unconfirmed).count() {
        0 => writeln!(out),
        open => {
            let warn = style::WARN;
            writeln!(out, "  {warn}{open:>3} unconfirmed{warn:#}")
        }
    }
}

impl Tally {
    const fn is_good(&self) -> bool {
        self.failed + self.unread + self.untested + self.uncovered + self.unnoticed == 0
    }

    fn close(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let style = if self.is_good() {
            style::GOOD
        } else {
            style::BAD
        };
        write!(out, "{style}{} passed, {} failed", self.passed, self.failed)?;
        if self.unconfirmed > 0 {
            write!(out, ", {} unconfirmed", self.unconfirmed)?;
        }
        let also = [
            (
                self.unread,
                ["file or policy", "files or policies"],
                "could not be read",
            ),
            (self.untested, ["policy", "policies"], "without cases"),
            (
                self.uncovered,
                ["policy", "policies"],
                "under the minimum of coverage",
            ),
            (
                self.unnoticed,
                ["change", "changes"],
                "that no case notices",
            ),
        ];
        for (count, [one, more], what) in also {
            if count > 0 {
                write!(out, ", {} {what}", counted(count, one, more))?;
            }
        }
        writeln!(out, "{style:#}")
    }
}
