//! What is offered, what is not, and on which conditions.

use std::io::{self, Write};

use caudal_engine::decision::OfferView;
use rust_decimal::Decimal;

use super::{View, section};
use crate::print::number::percent;
use crate::print::style;
use crate::print::table::{Column, Table};
use crate::print::text::item;
use crate::print::value::named;

impl View<'_> {
    pub(super) fn offers(&self, out: &mut dyn Write) -> io::Result<()> {
        let (decision, words) = (self.decision, self.words);
        let sections = [
            (words.offers, &decision.offers),
            (words.indicative_offers, &decision.indicative_offers),
        ];
        for (title, offers) in sections {
            if !offers.is_empty() {
                section(out, &self.in_currency(title))?;
                self.offer_table(offers).write(out, 2)?;
                self.received(out, offers)?;
            }
        }
        Ok(())
    }

    /// What the applicant receives, where the costs of opening are taken from the amount.
    fn received(&self, out: &mut dyn Write, offers: &[OfferView]) -> io::Result<()> {
        for offer in offers {
            if let Some(received) = offer.received {
                let (term, months) = (offer.term_months, self.words.months);
                let received = self.language.number(received);
                writeln!(out, "  {term} {months}: {} {received}", self.words.receives)?;
            }
        }
        Ok(())
    }

    fn offer_table(&self, offers: &[OfferView]) -> Table {
        let words = self.words;
        let cost = offers
            .iter()
            .find_map(|offer| Some(offer.total_yearly_cost.as_ref()?.name))
            .unwrap_or("CFT");
        let mut table = Table::new(&[
            Column::Right(words.term),
            Column::Right(words.amount),
            Column::Right(words.installment),
            Column::Right(words.monthly_rate),
            Column::Right("TNA"),
            Column::Right("TEA"),
            Column::Right(cost),
            Column::Right(words.total),
            Column::Left(words.bound_by),
        ]);
        let rate = |rate: Option<Decimal>| {
            rate.map_or_else(|| "—".to_owned(), |rate| percent(rate, self.language))
        };
        for offer in offers {
            let yearly_cost = offer.total_yearly_cost.as_ref().map(|cost| cost.value);
            table.row([
                offer.term_months.to_string(),
                self.language.number(offer.amount),
                self.language.number(offer.installment),
                percent(offer.monthly_rate, self.language),
                rate(offer.tna),
                rate(offer.tea),
                rate(yearly_cost),
                self.language.number(offer.total),
                offer.bound_by.clone().unwrap_or_default(),
            ]);
        }
        table
    }

    pub(super) fn withheld(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.decision.withheld.is_empty() {
            return Ok(());
        }
        section(out, &self.in_currency(self.words.withheld))?;
        let mut table = Table::new(&[
            Column::Right(self.words.term),
            Column::Right(self.words.amount),
            Column::Left(self.words.why),
        ]);
        for offer in &self.decision.withheld {
            table.row([
                offer.term_months.to_string(),
                self.language.number(offer.amount),
                offer.reasons.join(", "),
            ]);
        }
        table.write(out, 2)
    }

    pub(super) fn conditions(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.decision.conditions.is_empty() {
            return Ok(());
        }
        section(out, self.words.conditions)?;
        let quiet = style::QUIET;
        for condition in &self.decision.conditions {
            item(out, 2, "- ", self.text(&condition.text))?;
            let details = condition.details.iter().map(|(name, state)| {
                format!("{name} {}", named(self.policy, name, state, self.language))
            });
            let line: Vec<String> = std::iter::once(condition.code.clone())
                .chain(details)
                .collect();
            writeln!(
                out,
                "    {quiet}{}{quiet:#}",
                crate::print::clean(&line.join(" · "))
            )?;
        }
        Ok(())
    }
}
