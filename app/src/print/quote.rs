//! A quote for a person: what it costs first, then month by month. A column that is zero throughout is
//! left out.

use std::io::{self, Write};

use caudal_engine::decision::{InstallmentView, QuoteView};
use caudal_engine::policy::Language;
use rust_decimal::Decimal;

use super::number::percent;
use super::table::{Column, Table};
use super::text::heading;

/// A column of the schedule: its head, and the figure of a month.
struct Part {
    head: &'static str,
    of: fn(&InstallmentView) -> Decimal,
}

/// Writes a quote.
pub(crate) fn write(
    out: &mut dyn Write,
    policy: &str,
    quote: &QuoteView,
    language: Language,
) -> io::Result<()> {
    let pick = picker(language);
    heading(
        out,
        &format!(
            "{} {} {}, {} {}, {policy}",
            pick("Préstamo de", "Loan of"),
            quote.currency,
            language.number(quote.amount),
            quote.term_months,
            pick("meses", "months"),
        ),
    )?;
    figures(quote, language).write(out, 2)?;
    writeln!(out)?;
    heading(
        out,
        &format!("{} ({})", pick("Cuotas", "Instalments"), quote.currency),
    )?;
    schedule(quote, language).write(out, 2)
}

fn picker(language: Language) -> impl Fn(&'static str, &'static str) -> &'static str {
    move |spanish, english| match language {
        Language::Spanish => spanish,
        Language::English => english,
    }
}

/// The amounts and rates of the whole loan.
fn figures(quote: &QuoteView, language: Language) -> Table {
    let pick = picker(language);
    let mut table = Table::new(&[]);
    let mut row = |label: &str, figure: String| table.row([label.to_owned(), figure]);
    let amounts = [
        (pick("Recibe", "Received"), quote.received),
        (pick("Gasto de apertura", "Opening fee"), quote.opening_fee),
        (pick("Debe al inicio", "Owed at first"), quote.financed),
        (pick("Intereses", "Interest"), quote.interest),
        (pick("Impuestos", "Taxes"), quote.taxes),
        (pick("Seguros", "Insurance"), quote.insurance),
        (pick("Comisiones", "Fees"), quote.monthly_fees),
        (pick("Cuota mayor", "Largest instalment"), quote.installment),
        (pick("Total que paga", "All that is paid"), quote.total),
    ];
    for (label, amount) in amounts {
        if !amount.is_zero() {
            row(label, language.number(amount));
        }
    }
    let rate = |rate| percent(rate, language);
    row(
        pick("Tasa mensual", "Monthly rate"),
        rate(quote.monthly_rate),
    );
    for (label, figure) in [("TNA", quote.tna), ("TEA", quote.tea)] {
        if let Some(figure) = figure {
            row(label, rate(figure));
        }
    }
    if let Some(cost) = &quote.total_yearly_cost {
        let both = quote.total_yearly_cost_untaxed.is_some();
        let taxed = pick("con impuestos", "with taxes");
        let label = if both {
            format!("{} {taxed}", cost.name)
        } else {
            cost.name.to_owned()
        };
        row(&label, rate(cost.value));
        if let Some(untaxed) = quote.total_yearly_cost_untaxed {
            let without = pick("sin impuestos", "without taxes");
            row(&format!("{} {without}", cost.name), rate(untaxed));
        }
    }
    table
}

/// The instalments, a line each.
fn schedule(quote: &QuoteView, language: Language) -> Table {
    let pick = picker(language);
    let parts = [
        Part {
            head: pick("Cuota", "Instalment"),
            of: |month| month.total,
        },
        Part {
            head: pick("Capital", "Capital"),
            of: |month| month.capital,
        },
        Part {
            head: pick("Interés", "Interest"),
            of: |month| month.interest,
        },
        Part {
            head: pick("Capitalizado", "Capitalised"),
            of: |month| month.capitalised,
        },
        Part {
            head: pick("IVA", "VAT"),
            of: |month| month.vat,
        },
        Part {
            head: pick("Seguro", "Insurance"),
            of: |month| month.insurance,
        },
        Part {
            head: pick("Comisión", "Fee"),
            of: |month| month.fee,
        },
        Part {
            head: pick("Saldo", "Owed"),
            of: |month| month.owed,
        },
    ];
    let charged = |part: &Part| {
        let mut months = quote.installments.iter();
        months.any(|month| !(part.of)(month).is_zero())
    };
    let parts: Vec<Part> = parts.into_iter().filter(charged).collect();
    let mut columns = vec![Column::Right(pick("Mes", "Month"))];
    columns.extend(parts.iter().map(|part| Column::Right(part.head)));
    let mut table = Table::new(&columns);
    for month in &quote.installments {
        let figures = parts.iter().map(|part| language.number((part.of)(month)));
        table.row(std::iter::once(month.number.to_string()).chain(figures));
    }
    table
}
