//! Operators over whole columns: arithmetic on whole numbers at one scale, comparisons and logic as masks.
//!
//! Each gives what [`Value::apply`] gives for every case, or nothing at all: then the cases are looked at one by one.

use std::borrow::Cow;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::column::{Column, SCALE_MAX, power};
use super::lacks::{Lacking, Lacks};
use super::mask::Mask;
use crate::policy::value::{Operator, Value};

/// What an operator reads.
#[derive(Clone, Copy)]
pub(super) enum Operand<'o> {
    /// Of each case its own.
    Column(&'o Column),
    /// The same of all.
    One(&'o Value),
}

/// Numbers on one side of an operator.
struct Numbers<'o> {
    values: Values<'o>,
    scale: u32,
    lacking: Option<&'o Lacking>,
}

#[derive(Clone, Copy)]
enum Values<'o> {
    Each(&'o [i64]),
    One(i64),
}

/// Flags on one side of an operator.
struct Flags<'o> {
    yes: Cow<'o, Mask>,
    lacking: Option<&'o Lacking>,
}

/// Applies a two-sided operator to every case; `None` where that cannot be done by columns.
pub(super) fn apply(
    operator: Operator,
    (left, right): (Operand<'_>, Operand<'_>),
    rows: usize,
    lacks: &mut Lacks,
) -> Option<Column> {
    if matches!(operator, Operator::And | Operator::Or) {
        let (left, right) = (flags(left, rows)?, flags(right, rows)?);
        return Some(logic(operator, &left, &right, lacks));
    }
    if operator == Operator::Divide {
        return None;
    }
    let (left, right) = (numbers(left)?, numbers(right)?);
    let lacking = |lacks: &mut Lacks| Lacking::joined(left.lacking, right.lacking, rows, lacks);
    if operator.compares() {
        let lacking = lacking(lacks);
        let holds = compared(operator, &left, &right, rows)?;
        return Some(Column::Flags {
            yes: holds.without(&lacking.any),
            lacking,
        });
    }
    let (values, scale) = computed(operator, &left, &right, rows)?;
    Some(Column::Numbers {
        values,
        scale,
        lacking: lacking(lacks),
    })
}

/// `!x` for every case.
pub(super) fn not(of: Operand<'_>, rows: usize, lacks: &mut Lacks) -> Option<Column> {
    let flags = flags(of, rows)?;
    let lacking = Lacking::joined(flags.lacking, None, rows, lacks);
    let no = Mask::all(rows).without(&flags.yes);
    Some(Column::Flags {
        yes: no.without(&lacking.any),
        lacking,
    })
}

fn numbers(of: Operand<'_>) -> Option<Numbers<'_>> {
    let (values, scale, lacking) = match of {
        Operand::Column(Column::Numbers {
            values,
            scale,
            lacking,
        }) => (Values::Each(values), *scale, Some(lacking)),
        // What stands in place of what is not there is not looked at.
        Operand::Column(Column::Absent(lacking)) => (Values::One(0), 0, Some(lacking)),
        Operand::One(Value::Number(number)) => {
            let (value, scale) = whole(*number)?;
            (Values::One(value), scale, None)
        }
        _ => return None,
    };
    Some(Numbers {
        values,
        scale,
        lacking,
    })
}

/// A number as a whole one and its decimals.
fn whole(number: Decimal) -> Option<(i64, u32)> {
    let scale = number.scale();
    let value = i64::try_from(number.mantissa()).ok()?;
    (scale <= SCALE_MAX).then_some((value, scale))
}

fn flags(of: Operand<'_>, rows: usize) -> Option<Flags<'_>> {
    let (yes, lacking) = match of {
        Operand::Column(Column::Flags { yes, lacking }) => (Cow::Borrowed(yes), Some(lacking)),
        Operand::Column(Column::Absent(lacking)) => (Cow::Owned(Mask::none(rows)), Some(lacking)),
        Operand::One(Value::Flag(true)) => (Cow::Owned(Mask::all(rows)), None),
        Operand::One(Value::Flag(false)) => (Cow::Owned(Mask::none(rows)), None),
        _ => return None,
    };
    Some(Flags { yes, lacking })
}

/// A side that decides alone does so whatever the other lacks.
fn logic(operator: Operator, left: &Flags<'_>, right: &Flags<'_>, lacks: &mut Lacks) -> Column {
    let rows = left.yes.rows();
    let lacking = Lacking::joined(left.lacking, right.lacking, rows, lacks);
    if operator == Operator::Or {
        let yes = left.yes.or(&right.yes);
        let undecided = Mask::all(rows).without(&yes);
        return Column::Flags {
            lacking: lacking.among(&undecided),
            yes,
        };
    }
    // A side that is neither yes nor lacking is no.
    let may_be = |side: &Flags<'_>| match side.lacking {
        Some(lacking) => side.yes.or(&lacking.any),
        None => side.yes.clone().into_owned(),
    };
    let undecided = may_be(left).and(&may_be(right));
    Column::Flags {
        yes: left.yes.and(&right.yes),
        lacking: lacking.among(&undecided),
    }
}

fn compared(
    operator: Operator,
    left: &Numbers<'_>,
    right: &Numbers<'_>,
    rows: usize,
) -> Option<Mask> {
    let scale = left.scale.max(right.scale);
    let one = left.at(scale);
    let other = right.at(scale);
    let (Some(one), Some(other)) = (one, other) else {
        let wide = |side: &Numbers<'_>| Some(i128::from(power(scale - side.scale)?));
        let (first, second) = (wide(left)?, wide(right)?);
        // A whole number of 64 bits times one of at most 10^18 fits 128 bits.
        let order = |row: usize| {
            let one = i128::from(left.values.get(row)) * first;
            one.cmp(&(i128::from(right.values.get(row)) * second))
        };
        return Some(Mask::of(rows, |row| is(operator, order(row))));
    };
    Some(match operator {
        Operator::Equal => each(one, other, rows, |a, b| a == b),
        Operator::NotEqual => each(one, other, rows, |a, b| a != b),
        Operator::Less => each(one, other, rows, |a, b| a < b),
        Operator::LessOrEqual => each(one, other, rows, |a, b| a <= b),
        Operator::Greater => each(one, other, rows, |a, b| a > b),
        Operator::GreaterOrEqual => each(one, other, rows, |a, b| a >= b),
        _ => return None,
    })
}

const fn is(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn each(one: Values<'_>, other: Values<'_>, rows: usize, holds: impl Fn(i64, i64) -> bool) -> Mask {
    match (one, other) {
        (Values::Each(one), Values::Each(other)) => {
            let (one, other) = (&one[..rows], &other[..rows]);
            Mask::of(rows, |row| holds(one[row], other[row]))
        }
        (Values::Each(one), Values::One(other)) => {
            let one = &one[..rows];
            Mask::of(rows, |row| holds(one[row], other))
        }
        (Values::One(one), Values::Each(other)) => {
            let other = &other[..rows];
            Mask::of(rows, |row| holds(one, other[row]))
        }
        (Values::One(one), Values::One(other)) => Mask::of(rows, |_| holds(one, other)),
    }
}

/// Sums, differences and products at their scale; `None` where one does not fit.
fn computed(
    operator: Operator,
    left: &Numbers<'_>,
    right: &Numbers<'_>,
    rows: usize,
) -> Option<(Vec<i64>, u32)> {
    if operator == Operator::Multiply {
        let scale = left.scale + right.scale;
        let product = |row| left.values.get(row).checked_mul(right.values.get(row));
        let products: Option<Vec<i64>> = (0..rows).map(product).collect();
        return products
            .filter(|_| scale <= SCALE_MAX)
            .map(|all| (all, scale));
    }
    let scale = left.scale.max(right.scale);
    let factor = |side: &Numbers<'_>| power(scale - side.scale);
    let (first, second) = (factor(left)?, factor(right)?);
    let sum = |row| {
        let one = left.values.get(row).checked_mul(first)?;
        let other = right.values.get(row).checked_mul(second)?;
        match operator {
            Operator::Add => one.checked_add(other),
            Operator::Subtract => one.checked_sub(other),
            _ => None,
        }
    };
    let sums: Option<Vec<i64>> = (0..rows).map(sum).collect();
    sums.map(|sums| (sums, scale))
}

impl<'o> Numbers<'o> {
    /// The values at a scale, where they stand there already or are one.
    fn at(&self, scale: u32) -> Option<Values<'o>> {
        match self.values {
            Values::Each(_) => (self.scale == scale).then_some(self.values),
            Values::One(value) => {
                let factor = power(scale - self.scale)?;
                value.checked_mul(factor).map(Values::One)
            }
        }
    }
}

impl Values<'_> {
    fn get(self, row: usize) -> i64 {
        match self {
            Self::Each(values) => values.get(row).copied().unwrap_or_default(),
            Self::One(value) => value,
        }
    }
}
