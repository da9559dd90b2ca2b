//! Movements as a risk analyst has them: a CSV file of texts and amounts.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use caudal_facts::categories::Category;
use caudal_facts::{Currency, Diagnostic, Limits, Money, names};
use csv::{ReaderBuilder, StringRecord};

use super::input::read_limited;
use crate::problems::Problems;

const COLUMNS: [&str; 4] = ["description", "detail", "amount", "category"];

/// A line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatementRow {
    pub(crate) description: String,
    pub(crate) detail: Option<String>,
    pub(crate) amount: Money,
    /// What the movement should be, where the file says it.
    pub(crate) expected: Option<Category>,
}

/// Reads a statement, parted by `;` or `,` as its header is; lines that begin with `#` are comments.
///
/// Problems name the line and never the text, which may name a person.
pub(crate) fn statement(
    path: &Path,
    currency: Currency,
    limits: &Limits,
) -> anyhow::Result<Vec<StatementRow>> {
    let shown = path.display().to_string();
    let bytes = read_limited(path, limits.payload_bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let header = bytes
        .split(|byte| *byte == b'\n')
        .find(|line| !line.starts_with(b"#"));
    let delimiter = match header {
        Some(line) if line.contains(&b';') => b';',
        _ => b',',
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .from_reader(bytes);
    let header = reader.headers().with_context(|| format!("read {shown}"))?;
    let columns = Columns::of(header, &shown)?;
    let mut rows = Vec::new();
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&shown, &error))?;
        let line = record.position().map_or(0, csv::Position::line);
        match columns.row(&record, currency) {
            Ok(row) => rows.push(row),
            Err(message) => {
                let line = usize::try_from(line).unwrap_or_default();
                found.push(Diagnostic::at(&shown, (line, 0), message));
            }
        }
        Limits::hold(&shown, rows.len() as u64, limits.payload_rows, "rows")?;
    }
    if found.is_empty() {
        Ok(rows)
    } else {
        Err(Problems::in_personal_data(format!("read statement {shown}"), found).into())
    }
}

/// The reader's own words may quote the line.
fn unreadable(shown: &str, error: &csv::Error) -> anyhow::Error {
    let place = error.position().map_or(0, csv::Position::line);
    anyhow!(
        "read statement {shown}: line {place} is not UTF-8 text or has other columns than the header"
    )
}

/// Where each column stands.
struct Columns([Option<usize>; 4]);

impl Columns {
    fn of(header: &StringRecord, shown: &str) -> anyhow::Result<Self> {
        for name in header {
            if !COLUMNS.contains(&name.trim()) {
                let hint = names::hint(name.trim(), &COLUMNS);
                return Err(anyhow!(
                    "read statement {shown}: unknown column {:?}\nhint: {hint}",
                    name.trim()
                ));
            }
        }
        let place = |wanted: &str| header.iter().position(|name| name.trim() == wanted);
        let places = COLUMNS.map(place);
        for (name, place) in COLUMNS.iter().zip(places) {
            if place.is_none() && matches!(*name, "description" | "amount") {
                return Err(anyhow!("read statement {shown}: it has no column {name:?}"));
            }
        }
        Ok(Self(places))
    }

    fn row(&self, record: &StringRecord, currency: Currency) -> Result<StatementRow, String> {
        let [description, detail, amount, category] = self
            .0
            .map(|place| place.and_then(|place| record.get(place)).map(str::trim));
        let filled =
            |cell: Option<&str>| cell.filter(|text| !text.is_empty()).map(ToOwned::to_owned);
        // No cell is quoted: in a file with shifted columns it may be a name.
        let amount = Money::parse(amount.unwrap_or_default(), currency).map_err(|_| {
            let decimals = currency.decimals();
            format!("the amount is no plain decimal such as -1350 with at most {decimals} decimals")
        })?;
        let expected = match category.filter(|name| !name.is_empty()) {
            None => None,
            Some(name) => Some(Category::parse(name).ok_or_else(|| {
                let known: Vec<_> = Category::ALL.iter().map(|known| known.name()).collect();
                format!("the category is unknown: {}", names::hint(name, &known))
            })?),
        };
        Ok(StatementRow {
            description: description.unwrap_or_default().to_owned(),
            detail: filled(detail),
            amount,
            expected,
        })
    }
}
