//! How a feature came to be: the arithmetic, the rows under it, the payloads under them.

mod json;
mod words;

use std::collections::BTreeMap;
use std::io::{self, Write};

use caudal_engine::features::{Figure, Lineage, Term, TermOf, Unit, Value};
use caudal_engine::policy::Language;
use caudal_facts::{Currency, DatedValue};
use rust_decimal::Decimal;

use super::table::{Column, Table};
use super::text::{heading, item};
use words::Words;

pub(crate) use json::write as json;

/// The lineage, for people.
pub(crate) fn write(
    out: &mut dyn Write,
    lineage: &Lineage,
    currency: Currency,
    language: Language,
) -> io::Result<()> {
    let view = View {
        lineage,
        place: "",
        payloads: &payloads(lineage),
        currency,
        language,
        words: Words::of(language),
    };
    view.section(out)?;
    view.write_payloads(out)
}

/// The payloads by file: the number that the rows name each by, and its digest.
type Payloads<'l> = BTreeMap<&'l str, (usize, String)>;

fn payloads(lineage: &Lineage) -> Payloads<'_> {
    let mut payloads = Payloads::new();
    gather(lineage, &mut payloads);
    for (number, payload) in (1..).zip(payloads.values_mut()) {
        payload.0 = number;
    }
    payloads
}

/// Those of a feature's rows, and of the figures that it is made of.
fn gather<'l>(lineage: &'l Lineage, payloads: &mut Payloads<'l>) {
    let read = lineage.rows.iter().filter_map(|row| row.payload.as_ref());
    payloads.extend(read.map(|payload| (payload.file.as_str(), (0, payload.sha256.to_string()))));
    for figure in &lineage.figures {
        if let Figure::Feature(lineage) = figure {
            gather(lineage, payloads);
        }
    }
}

/// A number at its unit's scale; `None` when it is longer than a decimal.
fn decimal(number: i128, unit: Unit, currency: Currency) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(number, unit.decimals(currency)).ok()
}

struct View<'l> {
    lineage: &'l Lineage,
    /// Where it stands among the figures of another, such as `2.1`; nothing for the one asked for.
    place: &'l str,
    payloads: &'l Payloads<'l>,
    currency: Currency,
    language: Language,
    words: &'static Words,
}

impl View<'_> {
    /// A feature with all that is under it.
    fn section(&self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        if !self.lineage.figures.is_empty() {
            return self.figures(out);
        }
        self.terms(out)?;
        self.indexes(out)?;
        self.rows(out)
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let feature = self.lineage.feature;
        let value = self.value(self.lineage.value, feature.unit);
        let place = match self.place {
            "" => String::new(),
            place => format!("{place} · "),
        };
        heading(out, &format!("{place}{} = {value}", self.lineage.name()))?;
        let meaning = match self.language {
            Language::Spanish => feature.es,
            Language::English => feature.en,
        };
        item(out, 2, "", meaning)
    }

    /// The figures that it is made of, then each with all that is under it.
    fn figures(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        heading(out, self.words.arithmetic)?;
        item(out, 2, "", &self.words.reduction(self.lineage.reduction))?;
        let place = |number: usize| match self.place {
            "" => number.to_string(),
            place => format!("{place}.{number}"),
        };
        let figures = || (1..).zip(&self.lineage.figures);
        let mut table = Table::new(&[
            Column::Right(""),
            Column::Left(self.words.of),
            Column::Right(self.words.number),
        ]);
        for (number, figure) in figures() {
            let (name, unit) = match figure {
                Figure::Feature(lineage) => (lineage.name(), lineage.feature.unit),
                Figure::Requested(_) => (self.words.requested.to_owned(), Unit::Money),
            };
            let value = self.value(figure.value(), unit);
            table.row([place(number), name, value]);
        }
        table.write(out, 2)?;
        for (number, figure) in figures() {
            if let Figure::Feature(lineage) = figure {
                writeln!(out)?;
                let place = &place(number);
                View {
                    lineage,
                    place,
                    ..*self
                }
                .section(out)?;
            }
        }
        Ok(())
    }

    fn terms(&self, out: &mut dyn Write) -> io::Result<()> {
        let terms = &self.lineage.terms;
        writeln!(out)?;
        heading(out, self.words.arithmetic)?;
        let reduction = self.words.reduction(self.lineage.reduction);
        if terms.is_empty() {
            let text = match self.lineage.value {
                Value::Known(_) => self.words.untold,
                Value::None | Value::Missing(_) => self.words.nothing,
            };
            return item(out, 2, "", text);
        }
        item(out, 2, "", &reduction)?;
        let real = terms.iter().any(|term| term.real.is_some());
        let mut columns = vec![
            Column::Left(self.words.of),
            Column::Right(self.words.number),
        ];
        columns.extend(real.then_some(Column::Right(self.words.real)));
        columns.push(Column::Right(self.words.rows));
        let mut table = Table::new(&columns);
        let shown: Vec<&Term> = terms.iter().filter(|term| self.is_shown(term)).collect();
        for term in &shown {
            let of = match term.of {
                TermOf::Month(month) => month.to_string(),
                TermOf::Days => self.days(term.series),
                TermOf::Day(day) => self.language.date(day),
                TermOf::Row => self.words.row.to_owned(),
            };
            let rows = match term.of {
                TermOf::Day(_) => String::new(),
                _ => term.rows.len().to_string(),
            };
            let mut cells = vec![of, self.number(term.number, term.unit)];
            if real {
                let number = term.real.map(|real| self.number(real.into(), term.unit));
                cells.push(number.unwrap_or_default());
            }
            cells.push(rows);
            table.row(cells);
        }
        if !shown.is_empty() {
            table.write(out, 2)?;
        }
        if shown.len() < terms.len() {
            let hidden = terms.len() - shown.len();
            writeln!(out, "  {hidden} {}", self.words.hidden)?;
        }
        Ok(())
    }

    /// What brought each month's amounts to the last prices known.
    fn indexes(&self, out: &mut dyn Write) -> io::Result<()> {
        let indexes = &self.lineage.indexes;
        let Some(last) = indexes.first() else {
            return Ok(());
        };
        let figure = |value: DatedValue| {
            let date = self.language.date(value.from);
            (self.language.number(value.value), date)
        };
        writeln!(out)?;
        heading(out, self.words.indexes)?;
        let (number, date) = figure(last.now);
        item(
            out,
            2,
            "",
            &format!("{} {number} ({date})", self.words.last_index),
        )?;
        let mut table = Table::new(&[
            Column::Left(self.words.of),
            Column::Right(self.words.index),
            Column::Left(self.words.date),
        ]);
        for pair in indexes {
            let (number, date) = figure(pair.then);
            table.row([pair.month.to_string(), number, date]);
        }
        table.write(out, 2)
    }

    /// Of many days' balances, those that are the feature's own number.
    fn is_shown(&self, term: &Term) -> bool {
        let decisive = match self.lineage.value {
            Value::Known(number) => term.number == i128::from(number),
            Value::None | Value::Missing(_) => true,
        };
        !matches!(term.of, TermOf::Day(_)) || term.unit == Unit::Count || decisive
    }

    /// The run of days; of a share, which of its two sums it is.
    fn days(&self, series: usize) -> String {
        let window = self.lineage.feature.window;
        let window = window.map(|window| window.to_string()).unwrap_or_default();
        let several = self.lineage.terms.iter().any(|term| term.series > 0);
        match (several, series) {
            (false, _) => window,
            (true, 0) => format!("{}, {window}", self.words.part),
            (true, _) => format!("{}, {window}", self.words.whole),
        }
    }

    fn rows(&self, out: &mut dyn Write) -> io::Result<()> {
        let rows = &self.lineage.rows;
        let of = |number: usize| format!("{} ({number})", self.words.rows_read);
        writeln!(out)?;
        heading(out, &of(rows.len()))?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut table = Table::new(&[
            Column::Left(self.words.table),
            Column::Left(self.words.date),
            Column::Right(self.words.amount),
            Column::Left(""),
            Column::Left(self.words.provider),
            Column::Left("id"),
            Column::Left(self.words.payload),
        ]);
        for row in rows {
            let text = |text: Option<String>| text.unwrap_or_default();
            let payload = row.payload.as_ref();
            let place = payload.and_then(|payload| {
                let (number, _) = self.payloads.get(payload.file.as_str())?;
                let row = row.payload_row.map(|row| format!("#{row}"));
                Some(format!("{number}{}", row.unwrap_or_default()))
            });
            let amount = row.amount;
            table.row([
                row.at.table.name().to_owned(),
                text(row.date.map(|date| self.language.date(date))),
                text(amount.map(|amount| self.language.number(amount.amount()))),
                text(amount.map(|amount| amount.currency().to_string())),
                text(payload.map(|payload| payload.provider.clone())),
                text(row.id.clone()),
                text(place),
            ]);
        }
        table.write(out, 2)
    }

    fn write_payloads(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.payloads.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        heading(out, self.words.payloads)?;
        let mut table = Table::new(&[
            Column::Right(""),
            Column::Left(self.words.file),
            Column::Left("SHA-256"),
        ]);
        for (file, (number, digest)) in self.payloads {
            table.row([number.to_string(), (*file).to_owned(), digest.clone()]);
        }
        table.write(out, 2)
    }

    fn value(&self, value: Value, unit: Unit) -> String {
        match value {
            Value::Known(number) => self.number(number.into(), unit),
            Value::None => self.words.none.to_owned(),
            Value::Missing(cause) => format!("{}: {}", self.words.missing, cause.name()),
        }
    }

    fn number(&self, number: i128, unit: Unit) -> String {
        let text = decimal(number, unit, self.currency)
            .map_or_else(|| number.to_string(), |number| self.language.number(number));
        match unit {
            Unit::Money | Unit::MoneyPerMonth => format!("{} {text}", self.currency),
            _ => text,
        }
    }
}
