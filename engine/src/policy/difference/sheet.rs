//! Changes of decision tables, scorecards, dated series and legal maximum rates, row by row.

use std::collections::BTreeMap;

use caudal_facts::Diagnostic;

use super::align::{Pair, align};
use super::words::{self, Spoken};
use super::{Change, How, Part, Version};
use crate::policy::cell::{Literal, literal, number};
use crate::policy::document::Problems;
use crate::policy::script::Place;
use crate::policy::sheet::{Sheet, SheetRow};

/// A file of rows: what it is, and its name as rules use it.
type Named = (Part, String);

/// Two versions of one file of rows.
struct Beside<'b> {
    part: Part,
    name: &'b str,
    file: &'b str,
    before: &'b Sheet,
    after: &'b Sheet,
}

pub(super) fn changes(
    before: Version<'_>,
    after: Version<'_>,
    problems: &Problems,
) -> Result<Vec<Change>, Diagnostic> {
    let (first, second) = (files(before), files(after));
    let mut changes = Vec::new();
    // What only one of them declares is told with its declaration.
    for ((part, name), file) in &second {
        let Some(was) = first.get(&(*part, name.clone())) else {
            continue;
        };
        let (was, is) = (before.text(was)?, after.text(file)?);
        let file = &after.path(file);
        let read = |text: &str| Sheet::read(file, text, problems);
        if let (Some(was), Some(is)) = (read(&was), read(&is)) {
            let beside = Beside {
                part: *part,
                name,
                file,
                before: &was,
                after: &is,
            };
            changes.extend(beside.columns());
            changes.extend(beside.rows());
        }
    }
    Ok(changes)
}

/// The files of rows that a policy reads.
fn files(version: Version<'_>) -> BTreeMap<Named, String> {
    let manifest = version.policy.manifest();
    let tables = manifest.tables.iter().map(|(name, table)| {
        let named = (Part::Table, format!("tables.{name}"));
        (named, table.file.clone())
    });
    let cards = manifest.scorecards.iter().map(|(name, card)| {
        let named = (Part::Scorecard, format!("scorecards.{name}"));
        (named, card.file.clone())
    });
    let series = manifest.reference.iter().filter_map(|(name, series)| {
        let named = (Part::Series, format!("reference.{name}"));
        Some((named, series.file.clone()?))
    });
    let rates = version.policy.law().rates.iter().map(|rate| {
        let file = &rate.table.file;
        let name = file.rsplit('/').next().unwrap_or(file);
        let named = (Part::Law, format!("monthly_rate_max {name}"));
        (named, file.clone())
    });
    tables.chain(cards).chain(series).chain(rates).collect()
}

impl Beside<'_> {
    fn columns(&self) -> Vec<Change> {
        let (was, is) = (&self.before.header, &self.after.header);
        let added = is.iter().filter(|column| !was.contains(column));
        let added = added.map(|column| self.change(How::Added, None, Some(column), None));
        let gone = was.iter().filter(|column| !is.contains(column));
        let gone = gone.map(|column| self.change(How::Removed, Some(column), None, None));
        added.chain(gone).collect()
    }

    fn rows(&self) -> Vec<Change> {
        let common: Vec<(usize, usize)> = self
            .before
            .header
            .iter()
            .enumerate()
            .filter_map(|(at, column)| {
                let other = self.after.header.iter().position(|other| other == column)?;
                Some((at, other))
            })
            .collect();
        let keys = |sheet: &Sheet, columns: &[usize]| -> Vec<Vec<String>> {
            let rows = sheet.rows.iter();
            rows.map(|row| key(sheet, row, columns)).collect()
        };
        let (left, right): (Vec<usize>, Vec<usize>) = common.iter().copied().unzip();
        let (was, is) = (keys(self.before, &left), keys(self.after, &right));
        let conditions: Vec<usize> = (0..common.len())
            .filter(|at| is_condition(&self.before.header[left[*at]]))
            .collect();
        let mut pairs = Vec::new();
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        for pair in align(&was, &is) {
            match pair {
                Pair::Both(..) => settle(&mut gone, &mut new, &mut pairs),
                Pair::First(at) => gone.push(at),
                Pair::Second(at) => new.push(at),
            }
        }
        settle(&mut gone, &mut new, &mut pairs);
        self.paired(&was, &is, &conditions, &pairs)
    }

    /// The changes of rows: those that are elsewhere now, those whose results changed, the rest.
    fn paired(
        &self,
        was: &[Vec<String>],
        is: &[Vec<String>],
        conditions: &[usize],
        pairs: &[(Option<usize>, Option<usize>)],
    ) -> Vec<Change> {
        let when = |row: &[String]| {
            conditions
                .iter()
                .map(|at| row[*at].clone())
                .collect::<Vec<_>>()
        };
        let gone: Vec<usize> = pairs.iter().filter_map(|(gone, _)| *gone).collect();
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut taken: Vec<usize> = Vec::new();
        let new: Vec<usize> = pairs.iter().filter_map(|(_, new)| *new).collect();
        for wholly in [true, false] {
            for at in &new {
                let alike = |gone: &&usize| {
                    !taken.contains(gone)
                        && if wholly {
                            was[**gone] == is[*at]
                        } else {
                            when(&was[**gone]) == when(&is[*at])
                        }
                };
                if of.contains_key(at) {
                    continue;
                }
                if let Some(found) = gone.iter().find(alike).copied() {
                    taken.push(found);
                    of.insert(*at, found);
                }
            }
        }
        for (gone, new) in pairs {
            if let (Some(gone), Some(new)) = (gone, new)
                && !taken.contains(gone)
                && !of.contains_key(new)
            {
                taken.push(*gone);
                of.insert(*new, *gone);
            }
        }
        let mut changes: Vec<Change> = new
            .iter()
            .map(|at| self.row(of.get(at).copied(), Some(*at), was, is))
            .collect();
        let lost = gone.iter().filter(|at| !taken.contains(at));
        changes.extend(lost.map(|at| self.row(Some(*at), None, was, is)));
        changes
    }

    fn row(
        &self,
        before: Option<usize>,
        after: Option<usize>,
        was: &[Vec<String>],
        is: &[Vec<String>],
    ) -> Change {
        let first = before.map(|at| &self.before.rows[at]);
        let second = after.map(|at| &self.after.rows[at]);
        let how = match (before, after) {
            (None, _) => How::Added,
            (_, None) => How::Removed,
            (Some(a), Some(b)) if was[a] == is[b] => How::Moved,
            _ => How::Changed,
        };
        let first = first.map(|row| shown(self.before, row));
        let second = second.map(|row| shown(self.after, row));
        let line = |sheet: &Sheet, at: Option<usize>| at.map(|at| sheet.rows[at].line);
        let line = line(self.after, after).or_else(|| line(self.before, before));
        if how == How::Moved {
            let place = |at: Option<usize>| at.map(|at| words::ordinal(at + 1));
            let row = second.unwrap_or_default();
            return self.spoken(how, &format!("[{row}]"), place(before), place(after), line);
        }
        let text = |row: Option<String>| row.map(|row| words::either(&row));
        self.spoken(how, "", text(first), text(second), line)
    }

    fn change(
        &self,
        how: How,
        before: Option<&String>,
        after: Option<&String>,
        line: Option<usize>,
    ) -> Change {
        let text = |column: Option<&String>| column.map(|column| words::either(column));
        self.spoken(how, "column", text(before), text(after), line)
    }

    fn spoken(
        &self,
        how: How,
        field: &str,
        before: Option<crate::decision::Bilingual>,
        after: Option<crate::decision::Bilingual>,
        line: Option<usize>,
    ) -> Change {
        words::change(Spoken {
            part: self.part,
            how,
            name: self.name.to_owned(),
            field,
            before,
            after,
            direction: None,
            file: self.file,
            place: Place {
                line: line.unwrap_or(self.after.header_line),
                column: 1,
            },
        })
    }
}

/// Rows that replace each other between two that stayed, as pairs.
fn settle(
    gone: &mut Vec<usize>,
    new: &mut Vec<usize>,
    pairs: &mut Vec<(Option<usize>, Option<usize>)>,
) {
    let same_number = gone.len() == new.len();
    if same_number {
        pairs.extend(gone.drain(..).map(Some).zip(new.drain(..).map(Some)));
    } else {
        pairs.extend(gone.drain(..).map(|at| (Some(at), None)));
        pairs.extend(new.drain(..).map(|at| (None, Some(at))));
    }
}

/// Whether a column says when a row holds, and not what it gives.
fn is_condition(header: &str) -> bool {
    header.starts_with("when ") || matches!(header, "characteristic" | "range" | "from")
}

/// A row with its columns' names: `income ≥ 500: ceiling 0.3`.
fn shown(sheet: &Sheet, row: &SheetRow) -> String {
    let cells = sheet.header.iter().zip(&row.cells);
    let (conditions, results): (Vec<_>, Vec<_>) =
        cells.partition(|(header, _)| is_condition(header));
    let list = |cells: Vec<(&String, &String)>| {
        let cells = cells.into_iter().filter(|(_, cell)| *cell != "any");
        let cells = cells.map(|(header, cell)| {
            let name = header
                .split_once(' ')
                .map_or(header.as_str(), |(_, name)| name);
            format!("{name} {cell}")
        });
        cells.collect::<Vec<_>>().join(", ")
    };
    format!("{} → {}", list(conditions), list(results))
}

/// A row's cells as they are compared: numbers as plain decimals, flags in one spelling.
fn key(sheet: &Sheet, row: &SheetRow, columns: &[usize]) -> Vec<String> {
    let cells = columns.iter().map(|at| row.cells[*at].as_str());
    cells.map(|cell| plain(cell, sheet.semicolons)).collect()
}

fn plain(cell: &str, semicolons: bool) -> String {
    if let Ok(Literal::Flag(flag)) = literal(cell, semicolons) {
        return flag.to_string();
    }
    let parts = cell.split("..").map(|part| {
        let mut told = String::new();
        let mut digits = String::new();
        for letter in part.chars().chain([' ']) {
            if letter.is_ascii_digit() || matches!(letter, '.' | ',') {
                digits.push(letter);
                continue;
            }
            match number(&digits, semicolons) {
                Ok(Some(number)) => told.push_str(&number.normalize().to_string()),
                _ => told.push_str(&digits),
            }
            digits.clear();
            told.push(letter);
        }
        told.trim().to_owned()
    });
    parts.collect::<Vec<_>>().join("..")
}
