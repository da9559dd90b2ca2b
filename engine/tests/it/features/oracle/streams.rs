//! Streams by their documented definition: payments of one side, what of them is usual, how sure.

use std::collections::BTreeMap;

use caudal_facts::categories::Category::{self, *};
use caudal_facts::{Country, Month};
use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;

use super::Outcome;
use super::covered::Covered;
use super::exact::{mean, median, spread, sum, trend, variation};
use super::months::{Over, conservative, least};
use super::movements::{Movement, words};
use super::prices::Prices;

/// A feature of streams: its name, over how many months, and what becomes of them.
pub(super) type Row = (&'static str, i32, Over);

/// Features of income streams.
pub(super) const INCOME: &[Row] = &[
    ("income.stream_monthly_6m", 6, mean),
    ("income.stream_monthly_12m", 12, mean),
    ("income.stream_conservative_6m", 6, conservative),
    ("income.stream_least_6m", 6, least),
    ("income.stream_cv_6m", 6, variation),
    ("income.stream_trend_6m", 6, trend),
];

/// The same of expenses.
pub(super) const EXPENSES: &[Row] = &[("expenses.recurring_monthly_3m", 3, mean)];

const MAY_BE_INCOME: [Category; 9] = [
    Uncategorised,
    Salary,
    Pension,
    Benefit,
    Fees,
    TransferIn,
    CashDeposit,
    InvestmentYield,
    Remittance,
];

const MAY_RECUR: [Category; 14] = [
    Uncategorised,
    TransferOut,
    Rent,
    Mortgage,
    LoanPayment,
    CardPayment,
    Utilities,
    Telecom,
    Transport,
    Health,
    Education,
    Insurance,
    Taxes,
    Subscription,
];

/// A payment, and what of it counts.
#[derive(Debug, Clone)]
struct Payment {
    day: NaiveDate,
    amount: Decimal,
    category: Category,
    row: u32,
    usual: Decimal,
}

/// The streams of a case.
pub(super) struct Streams {
    income: Vec<Vec<Payment>>,
    expenses: Vec<Vec<Payment>>,
}

impl Streams {
    pub(super) fn of(movements: &[Movement], covered: &Covered, country: Country) -> Self {
        let sides = |categories: &[Category], is_in: bool| {
            let first = covered.current.plus(-12).first_day();
            let of_side = movements.iter().filter(|movement| {
                movement.is_in() == is_in
                    && (first..=covered.to).contains(&movement.row.date)
                    && movement
                        .category()
                        .is_some_and(|category| categories.contains(&category))
            });
            groups(of_side, is_in)
        };
        let income = sides(&MAY_BE_INCOME, true).into_iter();
        let expenses = sides(&MAY_RECUR, false).into_iter();
        Self {
            income: income
                .filter_map(|group| kept(group, country, covered, is_income))
                .collect(),
            expenses: expenses
                .filter_map(|group| kept(group, country, covered, is_monthly))
                .collect(),
        }
    }

    pub(super) fn income(&self, row: &Row, covered: &Covered, prices: &Prices<'_>) -> Outcome {
        over_months(&self.income, row, covered, prices)
    }

    pub(super) fn expenses(&self, row: &Row, covered: &Covered) -> Outcome {
        over_months(&self.expenses, row, covered, &Prices::Own)
    }
}

fn over_months(
    streams: &[Vec<Payment>],
    &(_, count, over): &Row,
    covered: &Covered,
    prices: &Prices<'_>,
) -> Outcome {
    let Some(months) = covered.months(count) else {
        return Outcome::Missing;
    };
    let sum = |month: &Month| {
        let payments = streams.iter().flatten();
        let of_month = payments.filter(|payment| Month::of(payment.day) == *month);
        prices.at(*month, of_month.map(|payment| payment.usual).sum())
    };
    let sums: Option<Vec<Decimal>> = months.iter().map(sum).collect();
    sums.and_then(|sums| over(&sums)).into()
}

/// Movements by the words of their text, money out also by its category; without words, by their
/// category alone.
fn groups<'m>(movements: impl Iterator<Item = &'m Movement>, is_in: bool) -> Vec<Vec<Payment>> {
    let mut groups: BTreeMap<(String, Option<Category>), Vec<Payment>> = BTreeMap::new();
    for movement in movements {
        let category = movement.category().expect("it counts");
        let words = words(&movement.row.description);
        let key = match (words.is_empty(), category) {
            (true, Uncategorised) => continue,
            (true, category) => (words, Some(category)),
            (false, category) => (words, (!is_in).then_some(category)),
        };
        let amount = movement.value.map(|value| value.abs());
        if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
            groups.entry(key).or_default().push(Payment {
                day: movement.row.date,
                amount,
                category,
                row: movement.row.provenance.row,
                usual: amount,
            });
        }
    }
    groups.into_values().collect()
}

/// What a stream is judged by.
struct Judged {
    category: Category,
    is_regular: bool,
    is_stable: bool,
    is_monthly: bool,
}

fn is_income(judged: &Judged) -> bool {
    let is_pay = matches!(judged.category, Salary | Pension | Benefit);
    [is_pay, judged.is_regular, judged.is_stable]
        .iter()
        .filter(|holds| **holds)
        .count()
        >= 2
}

const fn is_monthly(judged: &Judged) -> bool {
    judged.is_monthly
}

/// The payments of a group that is an active stream of the kind asked for.
fn kept(
    mut group: Vec<Payment>,
    country: Country,
    covered: &Covered,
    asked: fn(&Judged) -> bool,
) -> Option<Vec<Payment>> {
    group.sort_by_key(|payment| (payment.day, payment.amount, payment.category, payment.row));
    let category = most_frequent(&group);
    if matches!(category, Salary | Pension) {
        set_thirteenth_apart(&mut group, country)?;
    }
    let high = fences(&usual(&group))?.1;
    let middle = median(&usual(&group))?;
    for payment in &mut group {
        if payment.usual > high {
            payment.usual = middle;
        }
    }
    let counted = group.iter().filter(|payment| !payment.usual.is_zero());
    let mut days: Vec<NaiveDate> = counted.map(|payment| payment.day).collect();
    days.dedup();
    let gaps: Vec<Decimal> = days
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).num_days().into())
        .collect();
    if gaps.len() < 2 {
        return None;
    }
    let gap = middle_of(&gaps);
    let age = Decimal::from((covered.to - *days.last()?).num_days());
    let judged = judge(category, &group, &gaps, gap)?;
    (age <= gap * Decimal::new(15, 1) && asked(&judged)).then_some(group)
}

fn judge(category: Category, group: &[Payment], gaps: &[Decimal], gap: Decimal) -> Option<Judged> {
    let off: Vec<Decimal> = gaps.iter().map(|one| (one - gap).abs()).collect();
    let near = off.iter().filter(|off| **off <= 3.into()).count();
    let month = Decimal::from(26)..=Decimal::from(35);
    let amounts = usual(group);
    let (low, high) = fences(&amounts)?;
    let between: Vec<Decimal> = amounts
        .into_iter()
        .filter(|amount| (low..=high).contains(amount))
        .collect();
    let variation = spread(&between, 6, sum(&between));
    // 1 less each deviation is 0.8 or more, at six decimals.
    let most_off = Decimal::from(200_000);
    let irregular = (middle_of(&off) / gap * Decimal::from(1_000_000)).round();
    Some(Judged {
        category,
        is_regular: irregular <= most_off,
        is_stable: variation.is_some_and(|off| off <= most_off),
        is_monthly: near * 10 >= gaps.len() * 7 && month.contains(&gap),
    })
}

/// The category that most have; of two, the one listed first.
fn most_frequent(group: &[Payment]) -> Category {
    let count = |category: Category| {
        let of_it = group.iter().filter(|payment| payment.category == category);
        (of_it.count(), std::cmp::Reverse(category))
    };
    let categories = group.iter().map(|payment| payment.category);
    categories
        .max_by_key(|category| count(*category))
        .expect("a payment")
}

fn usual(group: &[Payment]) -> Vec<Decimal> {
    let mut usual: Vec<Decimal> = group.iter().map(|payment| payment.usual).collect();
    usual.retain(|usual| !usual.is_zero());
    usual.sort_unstable();
    usual
}

/// The middle, or half way between the two in the middle.
fn middle_of(numbers: &[Decimal]) -> Decimal {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]) / Decimal::TWO
}

/// Half as much again as lies between the quarters, below and above them.
fn fences(sorted: &[Decimal]) -> Option<(Decimal, Decimal)> {
    let quarter = sorted.len().checked_sub(1)? / 4;
    let (low, high) = (sorted[quarter], sorted[sorted.len() - 1 - quarter]);
    let reach = (high - low) * Decimal::new(15, 1);
    Some((low - reach, high + reach))
}

/// In a month of 13th salaries payments beyond the usual number do not count, those furthest from
/// the median; one alone of 1.3 medians or more counts as the median.
fn set_thirteenth_apart(group: &mut [Payment], country: Country) -> Option<()> {
    let middle = median(
        &group
            .iter()
            .map(|payment| payment.amount)
            .collect::<Vec<_>>(),
    )?;
    let mut months: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
    for (at, payment) in group.iter().enumerate() {
        months.entry(Month::of(payment.day)).or_default().push(at);
    }
    let mut numbers: Vec<usize> = months.values().map(Vec::len).collect();
    numbers.sort_unstable();
    let usual = numbers[(numbers.len() - 1) / 2];
    let extra_months = match country {
        Country::Ar => [6, 12],
        Country::Cl => [9, 12],
    };
    for mut places in months.into_values() {
        if !extra_months.contains(&group[places[0]].day.month()) {
            continue;
        }
        if places.len() > usual {
            let extra = places.len() - usual;
            places.sort_by_key(|at| std::cmp::Reverse((group[*at].amount - middle).abs()));
            for at in places.into_iter().take(extra) {
                group[at].usual = Decimal::ZERO;
            }
        } else if let [only] = places[..]
            && group[only].amount * Decimal::from(10) >= middle * Decimal::from(13)
        {
            group[only].usual = middle;
        }
    }
    Some(())
}
