//! Reading hand-written TOML: typed, with numbers as their own text, every problem with its line.

mod layer;
mod places;
mod problems;
mod section;

use std::ops::Range;

use caudal_facts::Diagnostic;
use caudal_facts::numeric::decimal;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::findings::{self, Finding};

pub(crate) use layer::Layer;
pub(crate) use places::Places;
pub(crate) use problems::Problems;
pub(crate) use section::Section;

/// A TOML file under the name that its problems are reported by.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) problems: &'a Problems,
}

impl<'a> File<'a> {
    /// The file's table, or `None` after reporting why it cannot be read.
    pub(crate) fn parse(self) -> Option<DeTable<'a>> {
        self.problems.know(self.name, self.text);
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                self.report(&findings::SYNTAX, span, error.message().to_owned(), None);
                None
            }
        }
    }

    pub(crate) fn report(
        self,
        finding: &'static Finding,
        span: Range<usize>,
        message: String,
        hint: Option<String>,
    ) {
        let mut problem = Diagnostic::at_offset(self.name, self.text, span.start, message);
        problem.hint = hint;
        self.problems.push(finding, problem);
    }
}

/// A value with its place.
pub(crate) struct Entry<'a, 't> {
    pub(crate) file: File<'a>,
    /// The dotted name, for messages.
    pub(crate) name: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: &'t Spanned<DeValue<'a>>,
}

impl<'a, 't> Entry<'a, 't> {
    /// Reports a value that is not understood.
    pub(crate) fn report(&self, message: impl Into<String>) {
        self.report_as(&findings::WRONG_VALUE, message, None);
    }

    /// Reports a value that is not understood, and says what to do.
    pub(crate) fn report_with(&self, message: impl Into<String>, hint: impl Into<String>) {
        self.report_as(&findings::WRONG_VALUE, message, Some(hint.into()));
    }

    /// Reports a problem of another kind with the value.
    pub(crate) fn report_as(
        &self,
        finding: &'static Finding,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.file
            .report(finding, self.value.span(), message.into(), hint);
    }

    /// Reports a name that the script language keeps for itself; whether it does.
    pub(crate) fn is_reserved(&self, name: &str) -> bool {
        let reserved = super::names::is_reserved(name);
        if reserved {
            let message = format!("{name:?} is a reserved word of the script language");
            let hint = "choose another name".to_owned();
            self.report_as(&findings::RESERVED_WORD, message, Some(hint));
        }
        reserved
    }

    fn expected<T>(&self, what: &str) -> Option<T> {
        let found = self.value.get_ref().type_str();
        self.report(format!("{} is {found}: expected {what}", self.name));
        None
    }

    /// The line and column that the value begins at.
    pub(crate) fn line(&self) -> (usize, usize) {
        let place = Diagnostic::at_offset("", self.file.text, self.value.span().start, "");
        (place.line, place.column)
    }

    pub(crate) fn string(&self) -> Option<String> {
        match self.value.get_ref().as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.expected("text"),
        }
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        match self.value.get_ref().as_bool() {
            Some(flag) => Some(flag),
            None => self.expected("true or false"),
        }
    }

    pub(crate) fn decimal(&self) -> Option<Decimal> {
        if let Some(message) = thousands(self.value.get_ref()) {
            self.report_with(message, "thousands are written 500_000, decimals 1.5000");
            return None;
        }
        let number = number(self.value.get_ref());
        if number.is_none() {
            return self.expected("a number");
        }
        number
    }

    /// A whole number of at least zero.
    pub(crate) fn whole(&self) -> Option<u32> {
        let number = self.decimal()?;
        let whole = number.is_integer().then(|| u32::try_from(number).ok());
        match whole.flatten() {
            Some(whole) => Some(whole),
            None => {
                self.report(format!(
                    "{} is {number}: expected a whole number",
                    self.name
                ));
                None
            }
        }
    }

    pub(crate) fn date(&self) -> Option<NaiveDate> {
        match date(self.value.get_ref()) {
            Some(date) => Some(date),
            None => self.expected("a date such as 2026-10-20"),
        }
    }

    pub(crate) fn list(&self) -> Option<Vec<Entry<'a, 't>>> {
        match self.value.get_ref().as_array() {
            Some(items) => Some(
                items
                    .iter()
                    .enumerate()
                    .map(|(index, value)| Entry {
                        file: self.file,
                        name: format!("{}[{index}]", self.name),
                        key_span: value.span(),
                        value,
                    })
                    .collect(),
            ),
            None => self.expected("a list"),
        }
    }

    pub(crate) fn strings(&self) -> Option<Vec<String>> {
        self.list()?.iter().map(Entry::string).collect()
    }

    pub(crate) fn section(&self) -> Option<Section<'a, 't>> {
        match self.value.get_ref().as_table() {
            Some(table) => Some(Section::of(self, table)),
            None => self.expected("a table"),
        }
    }
}

/// A TOML number from its own text; binary floats are never made.
pub(crate) fn number(value: &DeValue<'_>) -> Option<Decimal> {
    match value {
        DeValue::Integer(integer) if integer.radix() == 10 => decimal(integer.as_str()),
        DeValue::Float(float) => decimal(float.as_str()),
        _ => None,
    }
}

/// What is doubtful about a number written like `500.000`: TOML reads five hundred, and people of Chile
/// and Argentina half a million.
pub(crate) fn thousands(value: &DeValue<'_>) -> Option<String> {
    let text = value.as_float()?.as_str();
    let (whole, decimals) = text.split_once('.')?;
    let whole = whole.trim_start_matches(['-', '+']);
    let doubtful = decimals.len() == 3 && whole.len() <= 3 && whole != "0";
    doubtful.then(|| format!("{text} could be read with thousands or with decimals"))
}

/// A TOML local date.
pub(crate) fn date(value: &DeValue<'_>) -> Option<NaiveDate> {
    let datetime = value.as_datetime()?;
    let date = datetime.date?;
    if datetime.time.is_some() || datetime.offset.is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
