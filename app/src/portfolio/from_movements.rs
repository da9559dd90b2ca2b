//! Cases from one file of movements, sorted by case: read a case at a time, whatever the file's size.

use std::cell::Cell;
use std::fs::File;
use std::io;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context as _, anyhow};
use caudal_facts::categories::{Categories, Movement};
use caudal_facts::evidence::{Sha256Digest, Status};
use caudal_facts::facts::{
    Account, AccountKind, Answer, PayloadRef, Provenance, Section, Transaction,
};
use caudal_facts::{Country, Currency, Facts, Limits, Money, Source, numeric};
use chrono::NaiveDate;
use csv::StringRecord;

use super::{Case, Read, Request};

/// Columns that every file has, and those that it may have.
const REQUIRED: [&str; 5] = ["case", "account", "date", "amount", "description"];
const OPTIONAL: [&str; 2] = ["detail", "balance_after"];

/// The cases of a file.
struct Movements<'c> {
    file: String,
    reader: csv::Reader<Watched<File>>,
    left: Rc<Cell<u64>>,
    columns: Vec<Option<usize>>,
    /// The first row of the case that comes next, with its line.
    next: Option<(StringRecord, u64)>,
    as_of: NaiveDate,
    categories: &'c Categories,
    limits: Limits,
    /// After an error there is nothing more.
    ended: bool,
}

/// Every case of a CSV file of movements in the currency of the categories' country, as of one date.
pub(crate) fn cases_of_movements<'c>(
    path: &Path,
    as_of: NaiveDate,
    categories: &'c Categories,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Read>> + use<'c>> {
    let file = path.display().to_string();
    let reading = || format!("read {file}");
    let limits = Limits::default();
    let left = Rc::new(Cell::new(limits.case_bytes));
    let watched = Watched {
        inner: File::open(path).with_context(reading)?,
        left: Rc::clone(&left),
    };
    let mut reader = csv::Reader::from_reader(watched);
    let header = reader.headers().with_context(reading)?.clone();
    let columns = columns(&file, &header)?;
    let mut movements = Movements {
        file,
        reader,
        left,
        columns,
        next: None,
        as_of,
        categories,
        limits,
        ended: false,
    };
    movements.next = movements.row()?;
    Ok(movements)
}

/// Where the columns stand, in the order of [`REQUIRED`] and [`OPTIONAL`].
fn columns(file: &str, header: &StringRecord) -> anyhow::Result<Vec<Option<usize>>> {
    let known = || REQUIRED.into_iter().chain(OPTIONAL);
    if let Some(unknown) = header
        .iter()
        .find(|name| !known().any(|known| known == *name))
    {
        let known: Vec<&str> = known().collect();
        return Err(anyhow!(
            "read {file}: unknown column {unknown:?}\nhint: known are {}",
            known.join(", ")
        ));
    }
    let place = |name: &str| header.iter().position(|column| column == name);
    if let Some(lacking) = REQUIRED.into_iter().find(|name| place(name).is_none()) {
        return Err(anyhow!("read {file}: it has no column {lacking:?}"));
    }
    Ok(known().map(place).collect())
}

impl Iterator for Movements<'_> {
    type Item = anyhow::Result<Read>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let (first, line) = self.next.take()?;
        let case = self.case(&first, line);
        self.ended = case.is_err();
        Some(case)
    }
}

impl Movements<'_> {
    /// The next row, with its line.
    fn row(&mut self) -> anyhow::Result<Option<(StringRecord, u64)>> {
        let mut row = StringRecord::new();
        let reading = || format!("read {}", self.file);
        let read = self.reader.read_record(&mut row).with_context(reading)?;
        // What was read ahead counts for this row; a row is far shorter than what is left.
        self.left.set(self.limits.case_bytes);
        let line = row.position().map_or(0, csv::Position::line);
        Ok(read.then_some((row, line)))
    }

    fn cell<'r>(&self, row: &'r StringRecord, column: usize) -> Option<&'r str> {
        let place = self.columns.get(column).copied().flatten()?;
        row.get(place)
    }

    /// Reads a case to its last row.
    fn case(&mut self, first: &StringRecord, line: u64) -> anyhow::Result<Read> {
        let id = self.cell(first, 0).unwrap_or_default().to_owned();
        let from = format!("{}:{line}", self.file);
        let mut facts = facts(self.categories, self.as_of, &self.file);
        let mut problem = self.add(&mut facts, first).err();
        let mut rows = 1;
        while let Some((row, line)) = self.row()? {
            let next = self.cell(&row, 0).unwrap_or_default();
            if next < id.as_str() {
                return Err(anyhow!(
                    "read {}:{line}: case {next:?} comes after case {id:?}\n\
                     hint: sort the file by case, byte by byte, so that each is in one place",
                    self.file
                ));
            }
            if next != id {
                self.next = Some((row, line));
                break;
            }
            rows += 1;
            if rows > self.limits.payload_rows {
                return Err(anyhow!(
                    "read {}:{line}: case {id:?} has more than {} movements, the limit",
                    self.file,
                    self.limits.payload_rows
                ));
            }
            if problem.is_none() {
                let added = self.add(&mut facts, &row);
                problem = added.err().map(|reason| format!("line {line}: {reason}"));
            }
        }
        facts
            .transactions
            .sort_by_key(|row| (row.date, row.account, row.provenance));
        let request = Request::Nothing {
            id: id.clone(),
            country: self.categories.country(),
            as_of: self.as_of,
        };
        Ok(Read {
            from,
            case: match problem {
                _ if id.is_empty() => Err("failed to read a case: it has no id".to_owned()),
                Some(reason) => Err(reason),
                None => Ok(Case { request, facts }),
            },
            id: Some(id),
        })
    }

    /// Adds a row to a case's facts.
    fn add(&self, facts: &mut Facts, row: &StringRecord) -> Result<(), String> {
        let currency = self.categories.country().home_currency();
        let text = |column| self.cell(row, column).unwrap_or_default();
        let account = account(facts, text(1), currency);
        let date: NaiveDate = text(2)
            .parse()
            .map_err(|_| "failed to read date: expected one such as 2026-02-28".to_owned())?;
        let amount = money(text(3), currency)?;
        let balance_after = match text(6) {
            "" => None,
            balance => Some(money(balance, currency)?),
        };
        let (description, detail) = (text(4), Some(text(5)).filter(|text| !text.is_empty()));
        let decided = self.categories.decide(&Movement {
            description,
            detail,
            amount,
            counterparty_is_applicant: false,
        });
        let place = Provenance {
            payload: 0,
            row: u32::try_from(facts.transactions.len()).unwrap_or(u32::MAX),
        };
        facts.transactions.push(Transaction {
            provenance: place,
            account,
            id: None,
            date,
            ordinal: 0,
            amount,
            description: description.to_owned(),
            detail: detail.map(str::to_owned),
            counterparty: None,
            category: decided.category,
            category_entry: decided.entry.map(str::to_owned),
            balance_after,
        });
        Ok(())
    }
}

/// A case of which only the bank is known.
fn facts(categories: &Categories, as_of: NaiveDate, file: &str) -> Facts {
    let (source, provider) = match categories.country() {
        Country::Ar => (Source::Cirenio, "cirenio"),
        Country::Cl => (Source::Khipu, "khipu"),
    };
    let mut facts = Facts {
        payloads: vec![PayloadRef {
            source,
            provider: provider.to_owned(),
            operation: "movements".to_owned(),
            file: file.to_owned(),
            // The file is read once, so that nobody knows its digest yet.
            sha256: Sha256Digest::of(&[]),
            obtained_at: None,
        }],
        answers: vec![Answer {
            source,
            provider: provider.to_owned(),
            status: Status::Complete,
            obtained_at: None,
            report_date: Some(as_of),
            covers_from: None,
            payloads: vec![0],
        }],
        categories_sha256: Some(categories.sha256()),
        ..Facts::default()
    };
    facts.note(Section::Accounts);
    facts
}

/// The place of an account among those of the case.
fn account(facts: &mut Facts, number: &str, currency: Currency) -> u32 {
    let known = facts.accounts.iter().position(|each| each.number == number);
    let position = known.unwrap_or_else(|| {
        facts.accounts.push(Account {
            provenance: Provenance { payload: 0, row: 0 },
            number: number.to_owned(),
            cbu: None,
            kind: AccountKind::Current,
            currency,
            balance: None,
            holders: Vec::new(),
            covers_from: None,
            opened_on: None,
        });
        facts.accounts.len() - 1
    });
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn money(text: &str, currency: Currency) -> Result<Money, String> {
    let amount = numeric::decimal(text).ok_or_else(|| {
        format!("failed to read amount {text:?}: expected a plain decimal such as -1350.69")
    })?;
    Money::exact(amount, currency).map_err(|error| format!("failed to {error}"))
}

/// Stops before a single row fills the memory: one whose quotes are never closed.
struct Watched<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: io::Read> io::Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            let text = "a row is too long; is a quote never closed?";
            return Err(io::Error::other(text));
        }
        let read = self.inner.by_ref().take(left).read(buffer)?;
        self.left.set(left - read as u64);
        Ok(read)
    }
}
