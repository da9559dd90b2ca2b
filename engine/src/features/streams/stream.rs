//! One stream: what of its payments counts, and how much it can be relied on.

use caudal_facts::Country;
use caudal_facts::categories::Category;

use super::group::{Group, Payment};
use super::rhythm::{Cadence, Rhythm};
use super::{Span, month_of};
use crate::exact::{MILLIONTHS, median, variation};
use crate::features::slots::Slots;

/// How sure it is that a stream is income.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Confidence {
    Low = 1,
    /// Two of: pay by its category, regular, stable.
    Medium,
    /// All three.
    High,
}

/// From here on, in millionths, a stream is regular, or stable.
const RELIABLE: i64 = 800_000;

/// A payment, and what of it counts as a usual one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    pub(super) payment: Payment,
    /// Its amount, the median where it stands out, nothing where it is extra.
    pub(super) usual: i64,
    /// Whether it is a 13th salary, or holds one.
    pub(super) thirteenth: bool,
}

/// Payments that come again and again.
pub(super) struct Stream {
    pub(super) category: Category,
    pub(super) payments: Vec<Counted>,
    pub(super) rhythm: Rhythm,
    /// 1 − coefficient of variation of the amounts between the fences, at least 0, in millionths.
    pub(super) stability: i64,
    /// Days of payment, ascending, extra ones left out.
    pub(super) days: Vec<i32>,
    by_month: ByMonth,
}

/// Sums of the decision's own month and the twelve before it, nearest first.
pub(super) type ByMonth = [i128; 13];

impl Stream {
    /// The stream of a group; `None` for fewer than three days of payment.
    pub(super) fn of(group: &Group, span: Span, country: Country) -> Option<Self> {
        let payments = set_apart(group, country)?;
        let usual = || payments.iter().filter(|counted| counted.usual > 0);
        let mut days: Vec<i32> = usual().map(|counted| counted.payment.date).collect();
        days.dedup();
        let rhythm = Rhythm::of(&days)?;
        let mut amounts: Vec<i64> = usual().map(|counted| counted.usual).collect();
        amounts.sort_unstable();
        let (low, high) = fences(&amounts)?;
        amounts.retain(|amount| (low..=high).contains(&(2 * i128::from(*amount))));
        let million = i64::try_from(MILLIONTHS).ok()?;
        let stability = variation(&amounts).map_or(0, |off| (million - off).max(0));
        Some(Self {
            category: group.category,
            by_month: by_month(&payments, span),
            payments,
            rhythm,
            stability,
            days,
        })
    }

    /// How sure it is that this is income.
    pub(super) fn confidence(&self) -> Confidence {
        let is_pay = matches!(
            self.category,
            Category::Salary | Category::Pension | Category::Benefit
        );
        let regular = self.rhythm.regularity >= RELIABLE;
        let stable = self.stability >= RELIABLE;
        match u8::from(is_pay) + u8::from(regular) + u8::from(stable) {
            3 => Confidence::High,
            2 => Confidence::Medium,
            _ => Confidence::Low,
        }
    }

    /// Whether the last payment is at most one and a half intervals old.
    pub(super) fn is_active(&self, last_day: i32) -> bool {
        let age = i64::from(last_day) - i64::from(self.last());
        age * 4 <= self.rhythm.interval_twice * 3
    }

    /// Whether it comes every month.
    pub(super) fn is_monthly(&self) -> bool {
        self.rhythm.cadence == Cadence::Monthly
    }

    /// Whether it comes at regular intervals.
    pub(super) fn has_cadence(&self) -> bool {
        self.rhythm.cadence != Cadence::Irregular
    }

    /// The day of its last usual payment.
    pub(super) fn last(&self) -> i32 {
        self.days.last().copied().unwrap_or(i32::MIN)
    }

    /// What counts of it in each month, so many before the decision's own.
    pub(super) const fn by_month(&self) -> &ByMonth {
        &self.by_month
    }

    /// What counts of it in some months together.
    pub(super) fn over(&self, months: Slots) -> i128 {
        months.iter().map(|back| self.by_month[back]).sum()
    }
}

fn by_month(payments: &[Counted], span: Span) -> ByMonth {
    let mut sums = ByMonth::default();
    for counted in payments {
        let back = span.back(counted.payment.date);
        if let Some(sum) = back.and_then(|back| sums.get_mut(back)) {
            *sum += i128::from(counted.usual);
        }
    }
    sums
}

/// The months in which a 13th salary is usual.
const fn thirteenth_months(country: Country) -> [i32; 2] {
    match country {
        Country::Ar => [6, 12],
        Country::Cl => [9, 12],
    }
}

/// The payments, with what stands out set apart: a 13th salary, and amounts above the upper fence.
fn set_apart(group: &Group, country: Country) -> Option<Vec<Counted>> {
    let amounts: Vec<i64> = group
        .payments
        .iter()
        .map(|payment| payment.amount)
        .collect();
    let middle = median(&amounts).ok()?;
    let mut counted: Vec<Counted> = group
        .payments
        .iter()
        .map(|payment| Counted {
            payment: *payment,
            usual: payment.amount,
            thirteenth: false,
        })
        .collect();
    if matches!(group.category, Category::Salary | Category::Pension) {
        set_thirteenth_apart(&mut counted, country, middle);
    }
    let mut usual: Vec<i64> = counted
        .iter()
        .map(|counted| counted.usual)
        .filter(|usual| *usual > 0)
        .collect();
    usual.sort_unstable();
    let (_, high) = fences(&usual)?;
    let middle = median(&usual).ok()?;
    for counted in &mut counted {
        if 2 * i128::from(counted.usual) > high {
            counted.usual = middle;
        }
    }
    Some(counted)
}

/// In a month of 13th salaries, payments beyond the usual number are extra, those furthest from the
/// median; a single one of 1.3 medians or more holds a 13th salary, and the median of it counts.
fn set_thirteenth_apart(counted: &mut [Counted], country: Country, middle: i64) {
    let month = |counted: &Counted| month_of(counted.payment.date);
    let mut numbers: Vec<usize> = counted
        .chunk_by(|one, other| month(one) == month(other))
        .map(<[Counted]>::len)
        .collect();
    numbers.sort_unstable();
    let usual = numbers
        .get(numbers.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(1);
    let off = |counted: &Counted| counted.payment.amount.abs_diff(middle);
    for payments in counted.chunk_by_mut(|one, other| month(one) == month(other)) {
        let of_year = payments.first().map_or(0, month).rem_euclid(12) + 1;
        if !thirteenth_months(country).contains(&of_year) {
            continue;
        }
        if payments.len() > usual {
            let extra = payments.len() - usual;
            payments.sort_by_key(|counted| (std::cmp::Reverse(off(counted)), counted.payment));
            for counted in payments.iter_mut().take(extra) {
                (counted.usual, counted.thirteenth) = (0, true);
            }
            payments.sort_by_key(|counted| counted.payment);
        } else if let [only] = payments
            && i128::from(only.payment.amount) * 10 >= i128::from(middle) * 13
        {
            (only.usual, only.thirteenth) = (middle, true);
        }
    }
}

/// Twice Tukey's fences of sorted amounts: 1.5 interquartile ranges below and above the quartiles,
/// which are the values a quarter in from either end.
fn fences(sorted: &[i64]) -> Option<(i128, i128)> {
    let in_from_end = sorted.len().checked_sub(1)? / 4;
    let low = i128::from(*sorted.get(in_from_end)?);
    let high = i128::from(*sorted.get(sorted.len() - 1 - in_from_end)?);
    let reach = 3 * (high - low);
    Some((2 * low - reach, 2 * high + reach))
}
