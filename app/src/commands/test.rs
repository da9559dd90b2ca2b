//! `caudal test`: policies' own cases, run.

use std::io::Write;

use caudal_engine::policy::{CaseResult, CaseSuite, RuleCoverage};
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
    /// Policies and files of cases that could not be read.
    unread: usize,
}

pub(crate) fn run(
    args: &TestArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let limits = Limits::default();
    let mut tally = Tally::default();
    for folder in &args.folders {
        for folder in files::policies_in(folder, &limits)? {
            policy(&folder, args.coverage, &mut tally, out, err)?;
        }
    }
    close(out, tally)?;
    Ok(if tally.failed == 0 && tally.unread == 0 {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn policy(
    folder: &PolicyFolder,
    coverage: bool,
    tally: &mut Tally,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<()> {
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
            return Ok(problem::write_all(err, &found, &|file| {
                folder.source(file)
            })?);
        }
    };
    let files = folder.case_files()?;
    if files.is_empty() {
        writeln!(out, "  no cases")?;
    }
    let width = files
        .iter()
        .map(|file| file.chars().count())
        .max()
        .unwrap_or(0);
    let mut results = Vec::new();
    for file in &files {
        write!(out, "  {file:width$}  ")?;
        match CaseSuite::load(&policy, &root, file, folder) {
            Ok(suite) => {
                let ran = suite.run(&policy);
                file_line(out, &ran)?;
                results.extend(ran);
            }
            Err(found) => {
                tally.unread += 1;
                writeln!(out, "{}", counted(found.len(), "problem", "problems"))?;
                problem::write_all(err, &found, &|file| folder.source(file))?;
            }
        }
    }
    for result in results.iter().filter(|result| !passed(result)) {
        failure(out, &root, result)?;
    }
    if coverage {
        let rulings = results.iter().filter_map(|result| result.ruling.as_ref());
        write_coverage(out, &RuleCoverage::of(rulings))?;
    }
    tally.failed += results.iter().filter(|result| !passed(result)).count();
    tally.passed += results.iter().filter(|result| passed(result)).count();
    Ok(writeln!(out)?)
}

fn passed(result: &CaseResult) -> bool {
    result.differences.is_empty()
}

fn file_line(out: &mut dyn Write, results: &[CaseResult]) -> std::io::Result<()> {
    let passed = results.iter().filter(|result| passed(result)).count();
    let (good, bad) = (style::GOOD, style::BAD);
    write!(out, "{good}{passed:>3} passed{good:#}")?;
    match results.len() - passed {
        0 => writeln!(out),
        failed => writeln!(out, "  {bad}{failed:>3} failed{bad:#}"),
    }
}

fn failure(out: &mut dyn Write, root: &str, result: &CaseResult) -> std::io::Result<()> {
    let (bad, bold) = (style::BAD, style::HEADING);
    writeln!(
        out,
        "\n  {bad}failed{bad:#} {bold}{}{bold:#}\n         {root}/{}:{}",
        print::clean(&result.name),
        result.file,
        result.line,
    )?;
    for difference in &result.differences {
        for (index, line) in print::wrapped(difference, print::WIDTH - 9)
            .iter()
            .enumerate()
        {
            let indent = if index == 0 { 9 } else { 11 };
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

fn write_coverage(out: &mut dyn Write, rules: &[RuleCoverage]) -> std::io::Result<()> {
    let bare: Vec<&RuleCoverage> = rules
        .iter()
        .filter(|rule| rule.fired == 0 || rule.not_fired == 0)
        .collect();
    writeln!(
        out,
        "\n  coverage: {} of {} fired by a case and not fired by another",
        rules.len() - bare.len(),
        counted(rules.len(), "rule", "rules"),
    )?;
    let mut table = print::Table::new(&[]);
    for rule in bare {
        let why = match (rule.fired, rule.not_fired) {
            (0, 0) => "no case reaches it",
            (0, _) => "no case fires it",
            _ => "no case reaches it without firing it",
        };
        table.row([
            format!("{}:{}", rule.file, rule.line),
            rule.name.clone(),
            why.to_owned(),
        ]);
    }
    table.write(out, 4)
}

fn close(out: &mut dyn Write, tally: Tally) -> std::io::Result<()> {
    let style = if tally.failed == 0 && tally.unread == 0 {
        style::GOOD
    } else {
        style::BAD
    };
    write!(
        out,
        "{style}{} passed, {} failed",
        tally.passed, tally.failed
    )?;
    if tally.unread > 0 {
        write!(
            out,
            ", {} could not be read",
            counted(tally.unread, "file or policy", "files or policies")
        )?;
    }
    writeln!(out, "{style:#}")
}
