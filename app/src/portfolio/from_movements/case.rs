//! A case's rows as its facts.

use std::sync::Arc;

use caudal_facts::categories::{Categories, Movement};
use caudal_facts::evidence::{Sha256Digest, Status};
use caudal_facts::facts::{
    Account, AccountKind, Answer, PayloadRef, Provenance, Section, Transaction,
};
use caudal_facts::{Country, Currency, Facts, Money, Source, numeric};
use chrono::NaiveDate;

use super::rows::{Column, Columns, Counted, Row};
use crate::portfolio::{Case, Read, Request};

/// What all cases of a file share.
#[derive(Debug, Clone)]
pub(super) struct Shared<'c> {
    /// The file's name.
    pub(super) file: Arc<str>,
    /// Where its columns stand.
    pub(super) columns: Columns,
    /// How its rows are counted.
    pub(super) counted: Counted,
    /// The date that cases are looked at on.
    pub(super) as_of: NaiveDate,
    /// What movements are sorted by.
    pub(super) categories: &'c Categories,
}

impl Shared<'_> {
    /// The case of these rows.
    pub(super) fn case(&self, id: String, rows: &[Row]) -> Read {
        let first = rows.first().map_or(0, |row| row.place);
        let case = match id.as_str() {
            "" => Err("failed to read a case: it has no id".to_owned()),
            _ => self.facts(rows),
        };
        let request = Request::Nothing {
            id: id.clone(),
            country: self.categories.country(),
            as_of: self.as_of,
        };
        Read {
            from: self.counted.within(&self.file, first),
            id: Some(id),
            case: case.map(|facts| Case { request, facts }),
        }
    }

    fn facts(&self, rows: &[Row]) -> Result<Facts, String> {
        let mut facts = empty(self.categories, self.as_of, &self.file);
        for (number, row) in rows.iter().enumerate() {
            self.add(&mut facts, row).map_err(|reason| match number {
                // Where the case begins is told beside the reason.
                0 => reason,
                _ => format!("{}: {reason}", self.counted.name(row.place)),
            })?;
        }
        facts
            .transactions
            .sort_by_key(|row| (row.date, row.account, row.provenance));
        Ok(facts)
    }

    /// Adds a row to a case's facts.
    fn add(&self, facts: &mut Facts, row: &Row) -> Result<(), String> {
        let currency = self.categories.country().home_currency();
        let text = |column| self.columns.cell(row, column);
        let account = account(facts, text(Column::Account), currency);
        let date: NaiveDate = text(Column::Date)
            .parse()
            .map_err(|_| "failed to read date: expected one such as 2026-02-28".to_owned())?;
        let amount = money(text(Column::Amount), currency)?;
        let balance_after = match text(Column::BalanceAfter) {
            "" => None,
            balance => Some(money(balance, currency)?),
        };
        let description = text(Column::Description);
        let detail = Some(text(Column::Detail)).filter(|text| !text.is_empty());
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
fn empty(categories: &Categories, as_of: NaiveDate, file: &str) -> Facts {
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
