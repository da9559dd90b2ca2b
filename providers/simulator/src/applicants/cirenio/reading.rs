//! Where Cirenio's table and sample differ, which of the two a report follows.

use caudal_facts::Month;
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::applicants::dice::Dice;
use crate::applicants::money::{decimal, number, text};

/// One of the document's two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// The table of fields.
    Table,
    /// The sample.
    Sample,
}

/// A choice for each contradiction; mostly the sample, as a vendor's program is likelier to.
#[derive(Debug)]
pub(super) struct Reading {
    /// The bank's id: a text, or a number.
    pub(super) ids: Follows,
    /// `contact`: an object, or a list.
    pub(super) contact: Follows,
    /// `data`: the text of its JSON, or an object.
    pub(super) data: Follows,
    /// Keys of an account's lists: with a capital, or without.
    keys: Follows,
    months: Follows,
    totals: Follows,
    days: Follows,
}

impl Follows {
    fn draw(dice: &mut Dice, table_per_mille: u64) -> Self {
        if dice.per_mille(table_per_mille) {
            Self::Table
        } else {
            Self::Sample
        }
    }

    /// What the table says, or what the sample shows.
    pub(super) fn choose<T>(self, table: T, sample: T) -> T {
        match self {
            Self::Table => table,
            Self::Sample => sample,
        }
    }
}

impl Reading {
    /// A person's bank follows one reading.
    pub(super) fn draw(dice: &mut Dice) -> Self {
        Self {
            ids: Follows::draw(dice, 200),
            contact: Follows::draw(dice, 200),
            data: Follows::draw(dice, 50),
            keys: Follows::draw(dice, 100),
            months: Follows::draw(dice, 300),
            totals: Follows::draw(dice, 200),
            days: Follows::draw(dice, 200),
        }
    }

    /// `202607`, as a text or a number.
    pub(super) fn month(&self, month: Month) -> Value {
        let shown = format!("{:04}{:02}", month.year(), month.number());
        self.months.choose(json!(shown), decimal(&shown))
    }

    /// A count or a total of a summary, as a text or a number.
    pub(super) fn total(&self, amount: i64, decimals: u32) -> Value {
        self.totals
            .choose(json!(text(amount, decimals)), number(amount, decimals))
    }

    /// The day of a movement, without a time or with one.
    pub(super) fn day(&self, date: NaiveDate) -> Value {
        self.days
            .choose(json!(date), json!(format!("{date} 00:00:00")))
    }

    /// A key, with a capital where the table has one.
    pub(super) fn key(&self, table: &'static str, sample: &'static str) -> &'static str {
        self.keys.choose(table, sample)
    }
}
