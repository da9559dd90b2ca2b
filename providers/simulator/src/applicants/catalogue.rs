//! What statements say: texts that categories know, each with its share of a month's income.

mod ar;
mod cl;

use caudal_facts::Country;

/// Something that is paid again and again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habit {
    /// The bank's short text; empty where the whole one is all it prints.
    pub(super) short: &'static str,
    /// What the bank's whole text adds to it.
    pub(super) text: &'static str,
    /// Thousandths of a month's income each time: at least, at most.
    pub(super) share: (i64, i64),
    /// How often a month: at least, at most.
    pub(super) times: (i64, i64),
}

/// Texts of one country, in pairs: the short one, and what the whole one adds to it.
#[derive(Debug)]
pub(super) struct Catalogue {
    /// Pay, pension and sales; `{}` stands for the payer's tax id.
    pub(super) salary: (&'static str, &'static str),
    /// Payments beside the monthly pay, by month and share of the income.
    pub(super) extras: &'static [(u32, i64, &'static str)],
    /// A pension.
    pub(super) pension: (&'static str, &'static str),
    /// What platforms and clients pay.
    pub(super) gigs: &'static [(&'static str, &'static str)],
    /// What a shop's customers pay.
    pub(super) sales: &'static [(&'static str, &'static str)],
    /// What a shop pays.
    pub(super) supplies: &'static [Habit],
    /// Rent.
    pub(super) rent: Habit,
    /// Bills, each once a month.
    pub(super) bills: &'static [Habit],
    /// Every day's purchases.
    pub(super) everyday: &'static [Habit],
    /// Purchases with a card.
    pub(super) card: &'static [&'static str],
    /// A purchase with a card in instalments; `{}` stands for which of how many.
    pub(super) card_in_parts: &'static str,
    /// What the bank charges.
    pub(super) fees: &'static [Habit],
    /// A card's payment from the account.
    pub(super) card_payment: (&'static str, &'static str),
    /// The same payment on the card.
    pub(super) payment_on_card: &'static str,
    /// A loan's instalment from the own bank; `{}` stands for its number.
    pub(super) loan: (&'static str, &'static str),
    /// A loan paid out.
    pub(super) disbursement: (&'static str, &'static str),
    /// Other lenders, with the texts of their debits.
    pub(super) lenders: &'static [(&'static str, &'static str, &'static str)],
    /// What an overdraft costs.
    pub(super) overdraft: &'static [Habit],
    /// Money put aside.
    pub(super) saving: (&'static str, &'static str),
    /// Money taken back from there.
    pub(super) redemption: (&'static str, &'static str),
    /// Money got from somebody else.
    pub(super) received: (&'static str, &'static str),
    /// Money given to somebody else.
    pub(super) given: (&'static str, &'static str),
    /// To and from an own account.
    pub(super) own: (&'static str, &'static str),
    /// A text that no category knows; `{}` stands for a number.
    pub(super) unknown: (&'static str, &'static str),
    /// An account's first money.
    pub(super) first_money: (&'static str, &'static str),
    /// A deposit's beginning.
    pub(super) deposit: (&'static str, &'static str),
}

/// The texts of a country.
pub(super) const fn of(country: Country) -> &'static Catalogue {
    match country {
        Country::Ar => &ar::CATALOGUE,
        Country::Cl => &cl::CATALOGUE,
    }
}

const fn habit(
    short: &'static str,
    text: &'static str,
    share: (i64, i64),
    times: (i64, i64),
) -> Habit {
    Habit {
        short,
        text,
        share,
        times,
    }
}

/// A bill: once a month, within a fifth of its usual amount.
const fn bill(short: &'static str, text: &'static str, share: i64) -> Habit {
    habit(short, text, (share * 9 / 10, share * 11 / 10), (1, 1))
}
