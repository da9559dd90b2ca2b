//! The movements that count, found by looking at every pair: own transfers, what was undone, rates.

use caudal_facts::Currency;
use caudal_facts::categories::Category;
use caudal_facts::facts::Transaction;
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::features::ledger::Ledger;

/// What a movement is once netting is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It counts as its category says.
    Counts(Category),
    /// A leg of an own transfer, and whether the other leg was seen.
    Own { is_matched: bool },
    /// A later movement undid it.
    Undone,
    /// It undid an earlier one.
    Undoes,
}

/// A movement of a deposit account, up to the decision's date.
#[derive(Debug, Clone)]
pub(crate) struct Movement {
    pub(crate) row: Transaction,
    pub(crate) kind: Kind,
    /// Its amount in the case's currency; `None` without a rate.
    pub(crate) value: Option<Decimal>,
}

impl Movement {
    pub(crate) fn is_in(&self) -> bool {
        self.row.amount.minor() >= 0
    }

    /// Its category, where netting left it one.
    pub(crate) fn category(&self) -> Option<Category> {
        match self.kind {
            Kind::Counts(category) => Some(category),
            _ => None,
        }
    }

    /// Whether money came in or went out by it.
    pub(crate) fn flows(&self) -> bool {
        self.category()
            .is_some_and(|category| category != Category::Reversal)
    }
}

/// An amount in the case's currency at the rate of a day, half-even.
pub(crate) fn home(ledger: &Ledger, money: caudal_facts::Money, day: NaiveDate) -> Option<Decimal> {
    let (from, to) = (money.currency(), ledger.country.home_currency());
    let minor = Decimal::from(money.minor());
    if from == to {
        return Some(minor);
    }
    let unit = |currency: Currency| Decimal::from(10_i64.pow(currency.decimals()));
    let rate = ledger.rates.of(from, day)?;
    let exact = minor.checked_mul(rate)?.checked_mul(unit(to))? / unit(from);
    Some(exact.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven))
}

/// The movements of deposit accounts, netted.
pub(crate) fn movements(ledger: &Ledger) -> Vec<Movement> {
    let mut rows = ledger.facts.transactions.clone();
    rows.retain(|row| row.date <= ledger.as_of && is_deposit(ledger, row.account));
    rows.sort_by_key(|row| (row.date, row.account, row.category, row.provenance));
    let mut kinds: Vec<Kind> = rows
        .iter()
        .map(|row| match row.category {
            Category::OwnTransfer => Kind::Own { is_matched: false },
            category => Kind::Counts(category),
        })
        .collect();
    match_own_transfers(&rows, &mut kinds);
    match_undone(&rows, &mut kinds);
    rows.into_iter()
        .zip(kinds)
        .map(|(row, kind)| Movement {
            value: home(ledger, row.amount, row.date),
            row,
            kind,
        })
        .collect()
}

pub(crate) fn is_deposit(ledger: &Ledger, account: u32) -> bool {
    let position = usize::try_from(account).expect("small");
    ledger.facts.accounts[position].kind.is_deposit()
}

fn is_opposite(one: &Transaction, other: &Transaction) -> bool {
    one.amount.currency() == other.amount.currency()
        && one.amount.minor() != 0
        && i128::from(one.amount.minor()) == -i128::from(other.amount.minor())
}

/// Two accounts, at most three days, categories that leave it open: the nearest first.
fn match_own_transfers(rows: &[Transaction], kinds: &mut [Kind]) {
    use Category::{
        CashDeposit, CashWithdrawal, OwnTransfer, TransferIn, TransferOut, Uncategorised,
    };
    let may_be = [
        TransferIn,
        TransferOut,
        OwnTransfer,
        Uncategorised,
        CashDeposit,
        CashWithdrawal,
    ];
    let is_free = |kind: Kind| kind != Kind::Own { is_matched: true };
    for apart in 0..=3 {
        for out in 0..rows.len() {
            let leg = |at: usize| is_free(kinds[at]) && may_be.contains(&rows[at].category);
            if !leg(out) || rows[out].amount.minor() >= 0 {
                continue;
            }
            let other = (0..rows.len()).find(|&at| {
                leg(at)
                    && is_opposite(&rows[out], &rows[at])
                    && rows[at].account != rows[out].account
                    && (rows[at].date - rows[out].date).num_days().abs() == apart
            });
            if let Some(other) = other {
                kinds[out] = Kind::Own { is_matched: true };
                kinds[other] = Kind::Own { is_matched: true };
            }
        }
    }
}

/// What money back of the same category undoes.
const SPENDING: [Category; 18] = [
    Category::Rent,
    Category::Mortgage,
    Category::LoanPayment,
    Category::CardPayment,
    Category::Utilities,
    Category::Telecom,
    Category::Groceries,
    Category::Transport,
    Category::Health,
    Category::Education,
    Category::Insurance,
    Category::Taxes,
    Category::BankCharges,
    Category::OverdraftCharge,
    Category::ReturnedItem,
    Category::Gambling,
    Category::Subscription,
    Category::Shopping,
];

/// Whether a movement may be undone by another.
type Rule<'r> = &'r dyn Fn(&Transaction, &Transaction) -> bool;

/// One account, at most ten days: first movements of one kind, then those that a reversal undoes.
fn match_undone(rows: &[Transaction], kinds: &mut [Kind]) {
    let of_one_kind = |first: &Transaction, second: &Transaction| {
        let category = first.category;
        let same_words = words(&first.description) == words(&second.description)
            && !words(&first.description).is_empty();
        first.amount.minor() < 0
            && category == second.category
            && (SPENDING.contains(&category)
                || category == Category::Restaurants
                || (category == Category::Uncategorised && same_words))
    };
    let reversed = |first: &Transaction, second: &Transaction| {
        first.category != Category::Reversal && second.category == Category::Reversal
    };
    let reversed_out = |first: &Transaction, second: &Transaction| {
        first.amount.minor() < 0 && reversed(first, second)
    };
    let rules: [Rule<'_>; 3] = [&of_one_kind, &reversed_out, &reversed];
    for rule in rules {
        for apart in 0..=10 {
            for first in 0..rows.len() {
                if !matches!(kinds[first], Kind::Counts(_)) {
                    continue;
                }
                let second = (0..rows.len()).find(|&second| {
                    matches!(kinds[second], Kind::Counts(_))
                        && rows[first].account == rows[second].account
                        && is_opposite(&rows[first], &rows[second])
                        && (rows[second].date - rows[first].date).num_days() == apart
                        && rule(&rows[first], &rows[second])
                });
                if let Some(second) = second {
                    (kinds[first], kinds[second]) = (Kind::Undone, Kind::Undoes);
                }
            }
        }
    }
}

/// The words of a text, numbers left out.
pub(crate) fn words(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
