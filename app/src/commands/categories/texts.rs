//! Movements gathered by their text, as the categories compare it, and what decided each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::anyhow;
use caudal_facts::Currency;
use caudal_facts::categories::{Categories, Category, Movement, normalise};
use rust_decimal::Decimal;

/// What makes two movements one text. The same text received and paid are two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    currency: &'static str,
    paid: bool,
    text: String,
    entry: Option<String>,
    expected: Option<Category>,
}

/// Movements of one text: how many, how much, and what decided their category.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_field_names,
    reason = "the text itself, and what is told of it"
)]
pub(crate) struct Text {
    /// The description and detail in normalised form, which hides numbers.
    pub(crate) text: String,
    pub(crate) currency: Currency,
    /// Whether money was paid rather than received.
    pub(crate) paid: bool,
    pub(crate) count: usize,
    /// The sum of the amounts without sign, in minor units.
    minor: u128,
    pub(crate) category: Category,
    pub(crate) entry: Option<String>,
    pub(crate) pattern: Option<String>,
    /// What it should be, where somebody said it.
    pub(crate) expected: Option<Category>,
}

/// How much of a currency's movements found no category.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    pub(crate) currency: Currency,
    pub(crate) movements: usize,
    pub(crate) uncategorised_movements: usize,
    pub(crate) amount: Decimal,
    pub(crate) uncategorised_amount: Decimal,
}

/// All texts.
#[derive(Debug, Default)]
pub(crate) struct Texts(BTreeMap<Key, Text>);

impl Text {
    /// The signed sum.
    pub(crate) fn amount(&self) -> Option<Decimal> {
        let amount = decimal(self.minor, self.currency)?;
        Some(if self.paid { -amount } else { amount })
    }

    /// Whether it should be something else.
    pub(crate) fn differs(&self) -> bool {
        self.expected
            .is_some_and(|expected| expected != self.category)
    }
}

impl Share {
    /// The uncategorised part of the amount; `None` when nothing moved.
    pub(crate) fn of_amount(&self) -> Option<Decimal> {
        self.uncategorised_amount.checked_div(self.amount)
    }
}

impl Texts {
    /// Decides a movement's category and adds it to those of its text.
    pub(crate) fn add(
        &mut self,
        categories: &Categories,
        movement: &Movement<'_>,
        expected: Option<Category>,
    ) {
        let decided = categories.decide(movement);
        let mut text = normalise(movement.description);
        // Providers often repeat the description at the beginning of the detail.
        if let Some(detail) = movement.detail.map(normalise) {
            if detail.starts_with(&text) {
                text = detail;
            } else {
                text = format!("{text} · {detail}");
            }
        }
        let amount = movement.amount;
        let key = Key {
            currency: amount.currency().code(),
            paid: amount.minor() < 0,
            text: text.clone(),
            entry: decided.entry.map(ToOwned::to_owned),
            expected,
        };
        let of_text = self.0.entry(key).or_insert_with(|| Text {
            text,
            currency: amount.currency(),
            paid: amount.minor() < 0,
            count: 0,
            minor: 0,
            category: decided.category,
            entry: decided.entry.map(ToOwned::to_owned),
            pattern: decided.pattern.map(ToOwned::to_owned),
            expected,
        });
        of_text.count += 1;
        of_text.minor = of_text
            .minor
            .saturating_add(amount.minor().unsigned_abs().into());
    }

    /// The texts, those without a category first, the largest sum first.
    pub(crate) fn sorted(&self) -> Vec<Text> {
        let mut texts: Vec<_> = self.0.values().cloned().collect();
        texts.sort_by_key(|text| {
            let categorised = text.category != Category::Uncategorised;
            (categorised, Reverse(text.minor))
        });
        texts
    }

    /// The uncategorised share of each currency.
    pub(crate) fn shares(&self) -> anyhow::Result<Vec<Share>> {
        let mut sums: BTreeMap<&str, (Currency, [usize; 2], [u128; 2])> = BTreeMap::new();
        for text in self.0.values() {
            let code = text.currency.code();
            let (_, counts, minors) = sums.entry(code).or_insert((text.currency, [0; 2], [0; 2]));
            let parts = if text.category == Category::Uncategorised {
                0..2
            } else {
                0..1
            };
            for part in parts {
                counts[part] += text.count;
                minors[part] = minors[part].saturating_add(text.minor);
            }
        }
        let sums = sums.into_values();
        sums.map(|(currency, counts, minors)| {
            let amount = |minor| {
                decimal(minor, currency).ok_or_else(|| anyhow!("add the amounts: too large a sum"))
            };
            Ok(Share {
                currency,
                movements: counts[0],
                uncategorised_movements: counts[1],
                amount: amount(minors[0])?,
                uncategorised_amount: amount(minors[1])?,
            })
        })
        .collect()
    }
}

fn decimal(minor: u128, currency: Currency) -> Option<Decimal> {
    let minor = i128::try_from(minor).ok()?;
    Decimal::try_from_i128_with_scale(minor, currency.decimals()).ok()
}
