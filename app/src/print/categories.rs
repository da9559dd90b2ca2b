//! A categories file, and what it makes of movements.

mod json;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use caudal_engine::policy::Language;
use caudal_facts::Diagnostic;
use caudal_facts::categories::{Categories, Category, Entry};
use rust_decimal::Decimal;

use super::number::percent;
use super::table::{Column, Table};
use super::text::heading;
use super::{WIDTH, counted, problem, style, wrapped};
use crate::commands::categories::{Share, Text};

pub(crate) use json::{entries_json, problems_json, texts_json};

/// A pattern longer than this is cut: the entry's line tells the rest.
const PATTERN_COLUMNS: usize = 22;

/// What a categories file made of movements.
pub(crate) struct Found<'f> {
    pub(crate) file: &'f str,
    pub(crate) categories: &'f Categories,
    pub(crate) texts: Vec<Text>,
    pub(crate) shares: Vec<Share>,
}

const fn pick(language: Language, spanish: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Spanish => spanish,
        Language::English => english,
    }
}

/// What is wrong in the file, each with the line it is on.
pub(crate) fn problems(
    out: &mut dyn Write,
    found: &[Diagnostic],
    source: &str,
    language: Language,
) -> io::Result<()> {
    problem::write_all(out, found, &|_| Some(source.to_owned()))?;
    let (one, many) = match language {
        Language::Spanish => ("problema", "problemas"),
        Language::English => ("problem", "problems"),
    };
    writeln!(out, "\n{}", counted(found.len(), one, many))
}

/// The entries by category, in the order in which they are tried.
pub(crate) fn entries(
    out: &mut dyn Write,
    file: &str,
    categories: &Categories,
    language: Language,
) -> io::Result<()> {
    let mut unused = Vec::new();
    for category in &Category::ALL[1..] {
        let of_category = |entry: &&Entry| entry.category() == *category;
        let entries: Vec<_> = categories.entries().iter().filter(of_category).collect();
        if entries.is_empty() {
            unused.push(category.name());
            continue;
        }
        heading(out, category.name())?;
        let mut table = Table::new(&[]);
        for entry in entries {
            let patterns = match language {
                Language::Spanish => counted(entry.patterns(), "patrón", "patrones"),
                Language::English => counted(entry.patterns(), "pattern", "patterns"),
            };
            let line = format!("{} {}", pick(language, "línea", "line"), entry.line());
            let sign = match entry.sign() {
                Some("in") => pick(language, "entra", "in"),
                Some(_) => pick(language, "sale", "out"),
                None => pick(language, "ambos", "both"),
            };
            table.row([entry.id().to_owned(), sign.to_owned(), line, patterns]);
        }
        table.write(out, 2)?;
    }
    let patterns: usize = categories.entries().iter().map(Entry::patterns).sum();
    let count = categories.entries().len();
    let version = categories.version();
    writeln!(out)?;
    if !unused.is_empty() {
        let label = pick(language, "sin entrada:", "without an entry:");
        writeln!(out, "{label} {}", unused.join(", "))?;
    }
    match language {
        Language::Spanish => writeln!(
            out,
            "{file}, versión {version}: {count} entradas, {patterns} patrones, sin problemas"
        ),
        Language::English => writeln!(
            out,
            "{file}, version {version}: {count} entries, {patterns} patterns, no problems"
        ),
    }
}

/// What decided each text: what nothing matched first, then entry by entry.
pub(crate) fn texts(out: &mut dyn Write, found: &Found<'_>, language: Language) -> io::Result<()> {
    let differing: Vec<_> = found.texts.iter().filter(|text| text.differs()).collect();
    if !differing.is_empty() {
        let (bad, label) = (
            style::BAD,
            pick(
                language,
                "Otra categoría que la esperada",
                "Another category than expected",
            ),
        );
        writeln!(out, "{bad}{label}{bad:#}")?;
        for text in &differing {
            differing_text(out, text, language)?;
        }
        writeln!(out)?;
    }
    let mut by_entry: BTreeMap<usize, Vec<&Text>> = BTreeMap::new();
    let mut without = Vec::new();
    let entries = found.categories.entries();
    for text in &found.texts {
        let id = text.entry.as_deref();
        match entries.iter().position(|entry| Some(entry.id()) == id) {
            Some(number) => by_entry.entry(number).or_default().push(text),
            None => without.push(text),
        }
    }
    if !without.is_empty() {
        let (warn, label) = (
            style::WARN,
            pick(language, "Sin categoría", "Uncategorised"),
        );
        writeln!(out, "{warn}{label}{warn:#}")?;
        rows(out, &without, language)?;
        writeln!(out)?;
    }
    for (number, texts) in &by_entry {
        let entry = &entries[*number];
        let (bold, quiet) = (style::HEADING, style::QUIET);
        writeln!(
            out,
            "{bold}{}{bold:#}  {}  {quiet}{} {}{quiet:#}",
            entry.category().name(),
            entry.id(),
            pick(language, "línea", "line"),
            entry.line(),
        )?;
        rows(out, texts, language)?;
    }
    if !by_entry.is_empty() {
        writeln!(out)?;
    }
    for share in &found.shares {
        share_line(out, share, language)?;
    }
    Ok(())
}

/// What decided one text.
pub(crate) fn described(
    out: &mut dyn Write,
    found: &Found<'_>,
    language: Language,
) -> io::Result<()> {
    for text in &found.texts {
        let id = text.entry.as_deref();
        let entry = found
            .categories
            .entries()
            .iter()
            .find(|entry| Some(entry.id()) == id);
        let entry = entry.map_or_else(
            || "—".to_owned(),
            |entry| format!("{} ({}:{})", entry.id(), found.file, entry.line()),
        );
        let pattern = text.pattern.clone().unwrap_or_else(|| "—".to_owned());
        let mut table = Table::new(&[]);
        for (label, value) in [
            (pick(language, "texto", "text"), text.text.clone()),
            (
                pick(language, "categoría", "category"),
                text.category.name().to_owned(),
            ),
            (pick(language, "entrada", "entry"), entry),
            (pick(language, "patrón", "pattern"), pattern),
        ] {
            table.row([label.to_owned(), value]);
        }
        table.write(out, 0)?;
    }
    Ok(())
}

fn differing_text(out: &mut dyn Write, text: &Text, language: Language) -> io::Result<()> {
    let expected = text.expected.unwrap_or(Category::Uncategorised).name();
    let entry = match &text.entry {
        Some(entry) => format!("{} ({entry}: {})", text.category.name(), pattern(text)),
        None => text.category.name().to_owned(),
    };
    for line in wrapped(&text.text, WIDTH - 2) {
        writeln!(out, "  {line}")?;
    }
    match language {
        Language::Spanish => writeln!(out, "    se esperaba {expected}, es {entry}"),
        Language::English => writeln!(out, "    expected {expected}, is {entry}"),
    }
}

fn rows(out: &mut dyn Write, texts: &[&Text], language: Language) -> io::Result<()> {
    let mut table = Table::new(&[
        Column::Right(pick(language, "Monto", "Amount")),
        Column::Right(pick(language, "N.º", "No.")),
        Column::Left(pick(language, "Patrón", "Pattern")),
        Column::Left(pick(language, "Texto", "Text")),
    ]);
    for text in texts {
        table.row([
            amount(text, language),
            text.count.to_string(),
            pattern(text).into_owned(),
            text.text.clone(),
        ]);
    }
    table.write(out, 2)
}

fn amount(text: &Text, language: Language) -> String {
    let number = text.amount().map(|amount| language.number(amount));
    format!(
        "{} {}",
        text.currency.code(),
        number.unwrap_or_else(|| "…".to_owned())
    )
}

fn pattern(text: &Text) -> Cow<'_, str> {
    match text.pattern.as_deref() {
        None => Cow::Borrowed("—"),
        Some(pattern) if pattern.chars().count() > PATTERN_COLUMNS => {
            let kept: String = pattern.chars().take(PATTERN_COLUMNS - 1).collect();
            Cow::Owned(format!("{kept}…"))
        }
        Some(pattern) => Cow::Borrowed(pattern),
    }
}

fn share_line(out: &mut dyn Write, share: &Share, language: Language) -> io::Result<()> {
    let number = |amount: Decimal| language.number(amount);
    let part = share.of_amount().unwrap_or_default();
    let (code, part) = (share.currency.code(), percent(part, language));
    let (of, all) = (number(share.uncategorised_amount), number(share.amount));
    let (movements, without) = (share.movements, share.uncategorised_movements);
    match language {
        Language::Spanish => writeln!(
            out,
            "{code}: {part} del monto sin categoría ({of} de {all}; {without} de {movements} movimientos)"
        ),
        Language::English => writeln!(
            out,
            "{code}: {part} of the amount uncategorised ({of} of {all}; {without} of {movements} movements)"
        ),
    }
}
