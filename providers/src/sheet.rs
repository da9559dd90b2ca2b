//! One payload's rows for one source while they are read: provenance, findings, limits.

mod part;
mod read;

use std::collections::BTreeMap;
use std::fmt::Display;

use caudal_facts::evidence::Status;
use caudal_facts::facts::{Account, Finding, FindingCode, Provenance};
use caudal_facts::{Application, Country, Facts, Limits, Source};
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::de::DeserializeOwned;

use crate::tolerant::{ListField, Outcome, SectionField};

pub(crate) use part::{Part, Subject, Trouble};

/// How many findings of one kind a payload may give before the rest are only counted: a payload of
/// sixty thousand unreadable rows says one thing, not sixty thousand.
const FINDINGS_OF_A_KIND: u32 = 50;

/// What conversion knows besides the payload.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) application: &'a Application,
    pub(crate) limits: &'a Limits,
}

/// The tables whose rows are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Accounts,
    Transactions,
    Balances,
    StatedMonths,
    Cards,
    CardPurchases,
    Loans,
    Deposits,
    Contributions,
    FeeReceipts,
    TaxReturns,
    MedicalLeaves,
    Debts,
    CreditLines,
    Situations,
    RejectedCheques,
    Protests,
    Delinquencies,
    Alimony,
    PreApprovals,
}

/// A part being written.
pub(crate) struct Sheet<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) zone: Tz,
    pub(crate) facts: Facts,
    pub(crate) report_date: Option<NaiveDate>,
    pub(crate) subject: Subject,
    source: Source,
    country: Country,
    payload: u32,
    rows: BTreeMap<Table, u32>,
    found: BTreeMap<FindingCode, u32>,
    rows_left_out: u32,
    /// Who the report is about, when that is not the applicant.
    stranger: Option<String>,
    parts_unread: Vec<String>,
    account_keys: Vec<String>,
}

/// The zone whose calendar a country's reports follow.
pub(crate) fn zone_of(country: Country) -> Tz {
    match country {
        Country::Ar => chrono_tz::America::Argentina::Buenos_Aires,
        Country::Cl => chrono_tz::America::Santiago,
    }
}

/// A length as the `u32` that rows carry; the row limit keeps real ones far below its end.
pub(crate) fn index_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl<'a> Sheet<'a> {
    /// An empty sheet for what `payload` says to `source` about a person in `country`.
    pub(crate) fn new(
        context: Context<'a>,
        source: Source,
        country: Country,
        payload: u32,
    ) -> Self {
        Self {
            context,
            zone: zone_of(country),
            facts: Facts::default(),
            report_date: None,
            subject: Subject::Whole,
            source,
            country,
            payload,
            rows: BTreeMap::new(),
            found: BTreeMap::new(),
            rows_left_out: 0,
            stranger: None,
            parts_unread: Vec::new(),
            account_keys: Vec::new(),
        }
    }

    /// The finished part, partial when `doubt` says so or something in it could not be read. Past the
    /// row limit it holds nothing but the finding that says so.
    pub(crate) fn finish(mut self, doubt: Option<&str>) -> Part {
        let rows = self.rows.values().map(|rows| u64::from(*rows)).sum();
        let limit = self.context.limits.payload_rows;
        if let Err(error) = Limits::hold("payload", rows, limit, "rows") {
            return self.failed(Trouble::unreadable(error.to_string()));
        }
        for (code, count) in std::mem::take(&mut self.found) {
            if let Some(more) = count
                .checked_sub(FINDINGS_OF_A_KIND)
                .filter(|more| *more > 0)
            {
                let message = format!("{more} more like those before");
                self.facts.findings.push(Finding {
                    code,
                    provenance: None,
                    message,
                });
            }
        }
        if let Some(why) = self.stranger.take() {
            return self.failed(Trouble {
                code: FindingCode::HolderMismatch,
                why,
            });
        }
        // A register of which some row is lacking does not say "none": what it lacks may be the debt.
        // A bank's movements have a count of their own, and an offer that is not read is only not made.
        let register = !matches!(
            self.source,
            Source::Cirenio | Source::Khipu | Source::Bancame
        );
        if self.rows_left_out > 0 && register {
            self.facts.sections.clear();
        }
        let mut whys: Vec<String> = doubt.map(ToOwned::to_owned).into_iter().collect();
        whys.append(&mut self.parts_unread);
        if self.rows_left_out > 0 {
            whys.push(format!("{} rows could not be read", self.rows_left_out));
        }
        self.part(if whys.is_empty() {
            Status::Complete
        } else {
            Status::Partial {
                why: whys.join(", "),
            }
        })
    }

    /// A part that says only why it could not be read.
    pub(crate) fn failed(mut self, trouble: Trouble) -> Part {
        self.facts = Facts::default();
        self.account_keys.clear();
        self.found.clear();
        let Trouble { code, why } = trouble;
        let here = self.place();
        self.finding(code, Some(here), why.clone());
        self.part(Status::Unavailable { why })
    }

    /// A part of a source that the payload says nothing about, which is nothing to report.
    pub(crate) fn absent(self, why: &str) -> Part {
        self.part(Status::Unavailable {
            why: why.to_owned(),
        })
    }

    fn part(self, status: Status) -> Part {
        Part {
            source: self.source,
            status,
            report_date: self.report_date,
            subject: self.subject,
            facts: self.facts,
            account_keys: self.account_keys,
        }
    }

    /// The payload as a whole, as a place.
    pub(crate) const fn place(&self) -> Provenance {
        Provenance {
            payload: self.payload,
            row: 0,
        }
    }

    /// The next row of a table. Rows that are then left out keep their number, so that a number
    /// always finds its row in the payload.
    pub(crate) fn row(&mut self, table: Table) -> Provenance {
        let next = self.rows.entry(table).or_default();
        let row = *next;
        *next = next.saturating_add(1);
        Provenance {
            payload: self.payload,
            row,
        }
    }

    /// The rows of a list, numbered; `None` when there is no list to read.
    pub(crate) fn rows<T: DeserializeOwned>(
        &mut self,
        table: Table,
        name: &str,
        list: &ListField<T>,
    ) -> Option<Vec<(Provenance, T)>> {
        let rows = list.rows().unwrap_or_else(|unread| {
            self.part_unread(FindingCode::SectionUnreadable, name, unread);
            None
        })?;
        let mut numbered = Vec::with_capacity(rows.len());
        for row in rows {
            let at = self.row(table);
            match row {
                Ok(row) => numbered.push((at, row)),
                Err(unread) => self.left_out(at, name, unread),
            }
        }
        Some(numbered)
    }

    /// The rows of a list that belongs in every answer of its kind: without it the answer is partial,
    /// because nothing says that there are none.
    pub(crate) fn rows_expected<T: DeserializeOwned>(
        &mut self,
        table: Table,
        name: &str,
        list: &ListField<T>,
    ) -> Option<Vec<(Provenance, T)>> {
        if list.0.is_null() {
            self.part_unread(FindingCode::SectionUnreadable, name, "the list is missing");
            return None;
        }
        self.rows(table, name, list)
    }

    /// A section, if it is there; one that failed or cannot be read is a finding.
    pub(crate) fn section<T: DeserializeOwned>(
        &mut self,
        name: &str,
        section: &SectionField<T>,
    ) -> Option<T> {
        let (code, why) = match section.read() {
            Outcome::Missing => return None,
            Outcome::Here(section) => return Some(section),
            Outcome::Failed(why) => (FindingCode::SectionFailed, why),
            Outcome::Unreadable(unread) => (FindingCode::SectionUnreadable, unread.to_string()),
        };
        self.part_unread(code, name, why);
        None
    }

    /// Records a part of the payload that failed or could not be read; the rest stands.
    pub(crate) fn part_unread(&mut self, code: FindingCode, name: &str, why: impl Display) {
        let part = format!("{name} could not be read");
        if !self.parts_unread.contains(&part) {
            self.parts_unread.push(part);
        }
        let here = self.place();
        self.finding(code, Some(here), format!("{name}: {why}"));
    }

    /// Records something noticed; past the first of a kind, more are only counted.
    pub(crate) fn finding(
        &mut self,
        code: FindingCode,
        provenance: Option<Provenance>,
        message: String,
    ) {
        let count = self.found.entry(code).or_default();
        *count = count.saturating_add(1);
        if *count <= FINDINGS_OF_A_KIND {
            self.facts.findings.push(Finding {
                code,
                provenance,
                message,
            });
        }
    }

    /// The place of the account that `key` identifies, which `make` gives when it is new.
    pub(crate) fn account(&mut self, key: String, make: impl FnOnce() -> Account) -> u32 {
        if let Some(at) = self.account_keys.iter().position(|known| *known == key) {
            return index_of(at);
        }
        self.facts.accounts.push(make());
        self.account_keys.push(key);
        index_of(self.account_keys.len().saturating_sub(1))
    }
}
