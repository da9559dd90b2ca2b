//! The same, for programs.

use std::io::{self, Write};

use caudal_facts::Diagnostic;
use caudal_facts::categories::{Categories, Category};
use serde::Serialize;

use super::Found;
use crate::commands::categories::{Share, Text};

#[derive(Serialize)]
struct ProblemsJson<'j> {
    problems: Vec<ProblemJson<'j>>,
}

#[derive(Serialize)]
struct ProblemJson<'j> {
    file: &'j str,
    line: usize,
    column: usize,
    message: &'j str,
    hint: Option<&'j str>,
}

#[derive(Serialize)]
struct EntriesJson<'j> {
    file: &'j str,
    version: &'j str,
    sha256: String,
    country: &'static str,
    entries: Vec<EntryJson<'j>>,
}

#[derive(Serialize)]
struct EntryJson<'j> {
    id: &'j str,
    category: &'static str,
    sign: Option<&'static str>,
    patterns: usize,
    line: usize,
}

#[derive(Serialize)]
struct TextsJson<'j> {
    file: &'j str,
    version: &'j str,
    sha256: String,
    texts: Vec<TextJson<'j>>,
    shares: Vec<ShareJson>,
}

#[derive(Serialize)]
struct TextJson<'j> {
    text: &'j str,
    sign: &'static str,
    currency: &'static str,
    amount: Option<String>,
    count: usize,
    category: &'static str,
    entry: Option<&'j str>,
    pattern: Option<&'j str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'static str>,
}

#[derive(Serialize)]
struct ShareJson {
    currency: &'static str,
    movements: usize,
    uncategorised_movements: usize,
    amount: String,
    uncategorised_amount: String,
    uncategorised_share: Option<String>,
}

/// What is wrong in the file.
pub(crate) fn problems_json(out: &mut dyn Write, found: &[Diagnostic]) -> io::Result<()> {
    let problems = found.iter().map(|found| ProblemJson {
        file: &found.file,
        line: found.line,
        column: found.column,
        message: &found.message,
        hint: found.hint.as_deref(),
    });
    write(
        out,
        &ProblemsJson {
            problems: problems.collect(),
        },
    )
}

/// The entries, in the order in which they are tried.
pub(crate) fn entries_json(
    out: &mut dyn Write,
    file: &str,
    categories: &Categories,
) -> io::Result<()> {
    let entries = categories.entries().iter().map(|entry| EntryJson {
        id: entry.id(),
        category: entry.category().name(),
        sign: entry.sign(),
        patterns: entry.patterns(),
        line: entry.line(),
    });
    write(
        out,
        &EntriesJson {
            file,
            version: categories.version(),
            sha256: categories.sha256().to_string(),
            country: categories.country().code(),
            entries: entries.collect(),
        },
    )
}

/// What decided each text, and the uncategorised share.
pub(crate) fn texts_json(out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
    write(
        out,
        &TextsJson {
            file: found.file,
            version: found.categories.version(),
            sha256: found.categories.sha256().to_string(),
            texts: found.texts.iter().map(TextJson::from).collect(),
            shares: found.shares.iter().map(ShareJson::from).collect(),
        },
    )
}

impl<'j> From<&'j Text> for TextJson<'j> {
    fn from(text: &'j Text) -> Self {
        Self {
            text: &text.text,
            sign: if text.paid { "out" } else { "in" },
            currency: text.currency.code(),
            amount: text.amount().map(|amount| amount.to_string()),
            count: text.count,
            category: text.category.name(),
            entry: text.entry.as_deref(),
            pattern: text.pattern.as_deref(),
            expected: text.expected.map(Category::name),
        }
    }
}

impl From<&Share> for ShareJson {
    fn from(share: &Share) -> Self {
        let part = share.of_amount();
        Self {
            currency: share.currency.code(),
            movements: share.movements,
            uncategorised_movements: share.uncategorised_movements,
            amount: share.amount.to_string(),
            uncategorised_amount: share.uncategorised_amount.to_string(),
            // Six decimals, half-even, as features have them.
            uncategorised_share: part.map(|part| part.round_dp(6).to_string()),
        }
    }
}

fn write(out: &mut dyn Write, answer: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, answer)?;
    writeln!(out)
}
