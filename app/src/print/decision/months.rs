//! The table of months.

use std::io::{self, Write};

use super::{View, section};
use crate::print::table::{Column, Table};

impl View<'_> {
    pub(super) fn months(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.decision.monthly.is_empty() {
            return Ok(());
        }
        let words = self.words;
        section(out, &self.in_currency(words.monthly))?;
        let mut table = Table::new(&[
            Column::Left(words.month),
            Column::Right(words.inflow),
            Column::Right(words.outflow),
            Column::Right(words.net),
            Column::Right(words.closing),
            Column::Right(words.income),
            Column::Left(""),
        ]);
        for month in &self.decision.monthly {
            let closing = month
                .closing
                .map_or_else(|| "—".to_owned(), |closing| self.language.number(closing));
            let note = if month.covered {
                ""
            } else {
                words.incomplete_month
            };
            table.row([
                month.month.clone(),
                self.language.number(month.inflow),
                self.language.number(month.outflow),
                self.language.number(month.net),
                closing,
                self.language.number(month.income),
                note.to_owned(),
            ]);
        }
        table.write(out, 2)
    }
}
