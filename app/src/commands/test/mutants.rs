//! Small changes to a policy, tried on all cores: which of them no case notices.

use std::io::{self, Write};
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use caudal_engine::policy::{CaseResult, CaseSuite, Change, Mutant, Policy, Verdict, mutants};
use indicatif::{ProgressBar, ProgressStyle};

use super::passed;
use crate::files::PolicyFolder;
use crate::print::{Table, counted, style};

/// Tries every change, lists those that no case notices, and says how many they are.
pub(super) fn run(
    out: &mut dyn Write,
    folder: &PolicyFolder,
    policy: &Policy,
    mut suites: Vec<CaseSuite>,
    results: &[CaseResult],
) -> io::Result<usize> {
    // A case that fails anyway notices nothing.
    for suite in &mut suites {
        let failed = |line: usize| {
            let mut of_file = results.iter().filter(|result| result.file == suite.file);
            of_file.any(|result| result.line == line && !passed(result))
        };
        let keep: Vec<bool> = suite.cases.iter().map(|case| !failed(case.line)).collect();
        let mut keep = keep.into_iter();
        suite.cases.retain(|_| keep.next().unwrap_or_default());
    }
    let mutants = mutants(policy, folder);
    let verdicts = verdicts(policy, &mutants, folder, &suites);
    write(out, &mutants, &verdicts)
}

/// What became of each, in their order.
fn verdicts(
    policy: &Policy,
    mutants: &[Mutant],
    folder: &PolicyFolder,
    suites: &[CaseSuite],
) -> Vec<Verdict> {
    let root = folder.shown();
    let verdicts: Vec<OnceLock<Verdict>> = mutants.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let bar = bar(mutants.len());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (Some(mutant), Some(verdict)) = (mutants.get(at), verdicts.get(at)) else {
                return;
            };
            verdict.get_or_init(|| mutant.try_on(policy, &root, folder, suites));
            bar.inc(1);
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    bar.finish_and_clear();
    verdicts
        .into_iter()
        .map(|verdict| verdict.into_inner().unwrap_or(Verdict::Refused))
        .collect()
}

/// A line on standard error while the work goes on, if a terminal shows it.
fn bar(length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("  {bar:40} {pos} of {len} changes")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(u64::try_from(length).unwrap_or(u64::MAX)).with_style(style)
}

fn write(out: &mut dyn Write, mutants: &[Mutant], verdicts: &[Verdict]) -> io::Result<usize> {
    let of = |verdict: Verdict| verdicts.iter().filter(|each| **each == verdict).count();
    let survived = of(Verdict::Survived);
    let style = if survived == 0 {
        style::GOOD
    } else {
        style::WARN
    };
    writeln!(
        out,
        "\n  {}: {} noticed by a case, {} refused by the check, {style}{survived} not noticed{style:#}",
        counted(mutants.len(), "change", "changes"),
        of(Verdict::Noticed),
        of(Verdict::Refused),
    )?;
    let mut table = Table::new(&[]);
    for change in Change::ALL {
        let tried = mutants.iter().zip(verdicts);
        let survivors = tried.filter(|(_, verdict)| **verdict == Verdict::Survived);
        for (mutant, _) in survivors.filter(|(mutant, _)| mutant.change == change) {
            table.row([
                format!("{}:{}:{}", mutant.file, mutant.line, mutant.column),
                change.name().to_owned(),
                changed(mutant),
            ]);
        }
    }
    table.write(out, 4)?;
    Ok(survived)
}

fn changed(mutant: &Mutant) -> String {
    match mutant.becomes.as_str() {
        "" => format!("without {}", mutant.was),
        "#" => format!("without the row {}", mutant.was),
        becomes => format!("{} as {becomes}", mutant.was),
    }
}
