//! Dated series that a lender keeps beside its policies: exchange rates, price indexes, minimum
//! wages.
//!
//! A file is CSV with the columns `series;from;value`, parted by `;` or `,`: the name of a series, the
//! first date that a figure holds for, and the figure. Lines that begin with `#` are comments. One
//! file may hold several series, a series stands in one file.

use std::collections::BTreeMap;

use caudal_facts::evidence::Sha256Digest;
use caudal_facts::{DatedValue, Diagnostic, Limits, names};

use crate::policy::{Dated, Policy, Problems, Sheet, findings, too_low};

const COLUMNS: [&str; 3] = ["series", "from", "value"];

/// Dated series read from files.
///
/// # Example
/// ```
/// use caudal_engine::Reference;
/// use caudal_facts::Limits;
///
/// let text = "series;from;value\nusd_official;2026-10-01;1405,50\nusd_official;2026-10-02;1406\n";
/// let mut reference = Reference::default();
/// reference.read("rates.csv", text, &Limits::default()).unwrap();
/// assert_eq!(reference.series("usd_official").unwrap().values().len(), 2);
/// assert!(reference.series("usd_parallel").is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    series: BTreeMap<String, ReferenceSeries>,
    figures: u64,
}

/// One dated series, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceSeries {
    values: Vec<DatedValue>,
    file: String,
    sha256: Sha256Digest,
    line: usize,
    /// The first figure that is not above zero, and its line.
    lowest: Option<(DatedValue, usize)>,
}

impl ReferenceSeries {
    /// Its figures, by date.
    #[must_use]
    pub fn values(&self) -> &[DatedValue] {
        &self.values
    }

    /// The file that it stands in.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The digest of that file.
    #[must_use]
    pub const fn sha256(&self) -> Sha256Digest {
        self.sha256
    }
}

impl Reference {
    /// Reads one more file; `file` is the name that problems and decisions tell it by.
    ///
    /// # Errors
    /// Everything that is wrong in it, each with its line; then nothing of it is kept.
    pub fn read(&mut self, file: &str, text: &str, limits: &Limits) -> Result<(), Vec<Diagnostic>> {
        let problems = Problems::default();
        let read = self.series_of(file, text, &problems);
        let figures = read.values().map(|series| series.values.len() as u64);
        let figures = figures.sum::<u64>() + self.figures;
        if let Err(error) = Limits::hold(file, figures, limits.reference_figures, "figures") {
            let problem = Diagnostic::at(file, (0, 0), format!("failed to {error}"));
            problems.push(&findings::UNREADABLE_FILE, problem);
        }
        if problems.has_errors() {
            return Err(problems.into_vec());
        }
        self.figures = figures;
        self.series.extend(read);
        Ok(())
    }

    /// A digest over the series' names and the files that they stand in.
    #[must_use]
    pub fn sha256(&self) -> Sha256Digest {
        let mut text = Vec::new();
        for (name, series) in &self.series {
            text.extend(name.len().to_le_bytes());
            text.extend(name.as_bytes());
            text.extend(series.sha256.bytes());
        }
        Sha256Digest::of(&text)
    }

    /// A series by its name.
    #[must_use]
    pub fn series(&self, name: &str) -> Option<&ReferenceSeries> {
        self.series.get(name)
    }

    /// Series that a policy does not know but whose names are near to one that it knows and nothing
    /// gives: misspelt ones. Others belong to other policies.
    pub(crate) fn misspelt(&self, policy: &Policy) -> Vec<Diagnostic> {
        let manifest = policy.manifest();
        let known = policy.series_names();
        let open: Vec<&str> = known
            .iter()
            .copied()
            .filter(|name| policy.series(name).is_none() && !self.series.contains_key(*name))
            .collect();
        let unknown = self
            .series
            .iter()
            .filter(|(name, _)| !known.contains(&name.as_str()));
        unknown
            .filter_map(|(name, series)| {
                let near = names::nearest(name, &open)?;
                let message = format!("policy {} knows no series {name:?}", manifest.id);
                let problem = Diagnostic::at(&series.file, (series.line, 0), message);
                Some(problem.hint(format!("did you mean {near:?}?")))
            })
            .collect()
    }

    /// Series with a figure that is not above zero, of those that a policy converts, deflates or pays with.
    pub(crate) fn too_low(&self, policy: &Policy) -> Vec<Diagnostic> {
        let manifest = policy.manifest();
        let read = policy.series_names().into_iter();
        let read = read.filter(|name| manifest.is_above_zero(name));
        read.filter_map(|name| {
            let series = self.series.get(name)?;
            let (figure, line) = series.lowest?;
            let message = too_low(name, figure);
            Some(Diagnostic::at(&series.file, (line, 0), message))
        })
        .collect()
    }

    /// The series of a file's text.
    fn series_of(
        &self,
        file: &str,
        text: &str,
        problems: &Problems,
    ) -> BTreeMap<String, ReferenceSeries> {
        let Some(sheet) = Sheet::read(file, text, problems) else {
            return BTreeMap::new();
        };
        if sheet.header != COLUMNS {
            let message = format!("expected the header {}", COLUMNS.join(";"));
            let problem = Diagnostic::at(file, (sheet.header_line, 0), message);
            problems.push(&findings::WRONG_COLUMN, problem);
            return BTreeMap::new();
        }
        let mut found: BTreeMap<&str, (Dated, usize)> = BTreeMap::new();
        for row in &sheet.rows {
            let name = row.cells.first().map_or("", String::as_str);
            if name.is_empty() {
                let problem = sheet.problem(row.line, 0, "the cell is blank");
                problems.push(&findings::WRONG_CELL, problem);
                continue;
            }
            if !found.contains_key(name)
                && let Some(known) = self.series.get(name)
            {
                let message = format!("{name:?} stands in {} already", known.file);
                let problem = sheet.problem(row.line, 0, &message);
                problems.push(&findings::WRONG_CELL, problem);
            }
            let (series, _) = found
                .entry(name)
                .or_insert_with(|| (Dated::default(), row.line));
            series.take(name, &sheet, row, (1, 2), problems);
        }
        let sha256 = Sha256Digest::of(text.as_bytes());
        let series = found.into_iter().map(|(name, (series, line))| {
            let lowest = series.not_above_zero().next();
            let series = ReferenceSeries {
                lowest,
                values: series.into_values(),
                file: file.to_owned(),
                sha256,
                line,
            };
            (name.to_owned(), series)
        });
        series.collect()
    }
}
