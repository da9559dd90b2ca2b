//! What came of a portfolio, for people: outcomes, the commonest reasons, what was missing.

use std::collections::BTreeMap;
use std::io::{self, Write};

use caudal_engine::policy::{Language, Policy};
use rust_decimal::Decimal;

use super::table::{Column, Table};
use super::{heading, percent};
use crate::rescore::Summary;

/// Reasons and names that are told at most; summary.json has all.
const TOLD: usize = 12;

struct Words {
    /// The heads of the columns.
    outcomes: [&'static str; 3],
    all: &'static str,
    rejected: &'static str,
    offered: &'static str,
    reasons: &'static str,
    missing: &'static str,
}

/// Writes the summary.
pub(crate) fn write(
    out: &mut dyn Write,
    policy: &Policy,
    summary: &Summary,
    language: Language,
) -> io::Result<()> {
    let words = words(language);
    let hash = summary.made.policy_hash.get(..12).unwrap_or_default();
    let (id, version) = (&summary.made.policy, &summary.made.policy_version);
    heading(out, &format!("{id} {version} ({hash})"))?;
    let number = |count: u64| language.number(Decimal::from(count));
    let share = |count: u64| {
        let of = Decimal::from(summary.cases.max(1));
        percent(Decimal::from(count) / of, language)
    };
    let [outcome, cases, part] = words.outcomes;
    let columns = [
        Column::Left(outcome),
        Column::Right(cases),
        Column::Right(part),
    ];
    let mut table = Table::new(&columns);
    let mut row = |name: &str, count: u64| {
        table.row([name.to_owned(), number(count), share(count)]);
    };
    for (outcome, count) in &summary.outcomes {
        row(outcome, *count);
    }
    if summary.rejected > 0 {
        row(words.rejected, summary.rejected as u64);
    }
    row(words.all, summary.cases);
    writeln!(out)?;
    table.write(out, 0)?;
    writeln!(out)?;
    let currency = policy.manifest().currency;
    let offered = language.number(summary.offered);
    writeln!(out, "{}: {currency} {offered}", words.offered)?;
    for (head, counts) in [
        (words.reasons, &summary.reasons),
        (words.missing, &summary.missing),
    ] {
        commonest(out, [head, cases], counts, &number)?;
    }
    Ok(())
}

fn commonest(
    out: &mut dyn Write,
    [head, cases]: [&'static str; 2],
    counts: &BTreeMap<String, u64>,
    number: &dyn Fn(u64) -> String,
) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let mut counts: Vec<(&String, &u64)> = counts.iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    writeln!(out)?;
    let mut table = Table::new(&[Column::Left(head), Column::Right(cases)]);
    for (name, count) in counts.into_iter().take(TOLD) {
        table.row([name.clone(), number(*count)]);
    }
    table.write(out, 0)
}

const fn words(language: Language) -> Words {
    match language {
        Language::Spanish => Words {
            outcomes: ["Resultado", "Casos", "Parte"],
            all: "todos",
            rejected: "no decididos",
            offered: "Suma de las mayores ofertas",
            reasons: "Motivos más frecuentes",
            missing: "Lo que más falta",
        },
        Language::English => Words {
            outcomes: ["Outcome", "Cases", "Share"],
            all: "all",
            rejected: "not decided",
            offered: "Sum of the largest offers",
            reasons: "Commonest reasons",
            missing: "What is missing most",
        },
    }
}
