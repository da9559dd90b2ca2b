//! Small changes to a policy, tried on all cores: which of them no case notices.

use std::io::{self, Write};
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use caudal_engine::policy::{
    CaseResult, CaseSuite, Mutant, Mutation, Policy, Tried, Verdict, mutants,
};
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
    let tried = tried(policy, &mutants, folder, &suites);
    write(out, &tried)
}

/// What became of each, in their order.
fn tried(
    policy: &Policy,
    mutants: &[Mutant],
    folder: &PolicyFolder,
    suites: &[CaseSuite],
) -> Vec<Tried> {
    let root = folder.shown();
    let all: Vec<OnceLock<Tried>> = mutants.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let bar = bar(mutants.len());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (Some(mutant), Some(tried)) = (mutants.get(at), all.get(at)) else {
                return;
            };
            tried.get_or_init(|| mutant.try_on(policy, &root, folder, suites));
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
    all.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// A line on standard error while the work goes on, if a terminal shows it.
fn bar(length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("  {bar:40} {pos} of {len} changes")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(u64::try_from(length).unwrap_or(u64::MAX)).with_style(style)
}

fn write(out: &mut dyn Write, tried: &[Tried]) -> io::Result<usize> {
    let of = |verdict: Verdict| tried.iter().filter(|each| each.verdict == verdict).count();
    let survived = of(Verdict::Survived);
    let style = if survived == 0 {
        style::GOOD
    } else {
        style::WARN
    };
    writeln!(
        out,
        "\n  {}: {} noticed by a case, {} refused by the check, {} that change no answer, {style}{survived} not noticed{style:#}",
        counted(tried.len(), "change", "changes"),
        of(Verdict::Noticed),
        of(Verdict::Refused),
        of(Verdict::Alike),
    )?;
    let mut table = Table::new(&[]);
    for change in Mutation::ALL {
        let survivors = tried
            .iter()
            .filter(|each| each.verdict == Verdict::Survived);
        let mutants = survivors.map(|each| &each.mutant);
        for mutant in mutants.filter(|mutant| mutant.change == change) {
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
