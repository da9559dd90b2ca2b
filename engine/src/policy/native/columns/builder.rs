//! Filling a column: the narrowest that holds what the cases have.

use rust_decimal::Decimal;

use super::column::{Column, SCALE_MAX, power};
use super::lacks::{Lack, Lacking, Lacks};
use super::mask::Mask;
use crate::policy::native::held::Held;
use crate::policy::value::Value;

/// Fills a column, case by case.
pub(super) struct Builder {
    rows: usize,
    at: usize,
    shape: Shape,
    lacking: Lacking,
    /// What the cases in between have.
    before: Option<Column>,
    /// What a case lacked last: the next one mostly lacks the same.
    last: Option<(Value, Lack)>,
}

/// What is known of the cases so far.
enum Shape {
    /// Nothing: all of them lack something.
    Open,
    Numbers(Vec<i64>, u32),
    Flags(Mask),
    Mixed(Vec<Held>),
}

impl Builder {
    /// A column of so many cases; those that are passed by keep what they have.
    pub(super) fn new(rows: usize, before: Option<Column>) -> Self {
        Self {
            rows,
            at: 0,
            shape: Shape::Open,
            lacking: Lacking::none(rows),
            before,
            last: None,
        }
    }

    /// The next case has this.
    pub(super) fn push(&mut self, held: Held, lacks: &mut Lacks) {
        match held {
            Held::Value(value) => self.value(&value, lacks),
            held => self.mixed(held, lacks),
        }
    }

    /// The next case has this value.
    #[inline]
    pub(super) fn value(&mut self, value: &Value, lacks: &mut Lacks) {
        match (value, &mut self.shape) {
            (Value::Number(number), Shape::Numbers(values, scale)) if number.scale() == *scale => {
                match i64::try_from(number.mantissa()) {
                    Ok(mantissa) => {
                        values.push(mantissa);
                        self.at += 1;
                    }
                    Err(_) => self.mixed(Held::Value(value.clone()), lacks),
                }
            }
            (Value::Number(number), _) => self.number(*number, lacks),
            (Value::Flag(flag), _) => self.flag(*flag, lacks),
            (Value::None(_) | Value::Missing(_), _) => self.lack(value, lacks),
            (Value::Text(_) | Value::Date(_), _) => self.mixed(Held::Value(value.clone()), lacks),
        }
    }

    /// Passes by the cases up to this one.
    #[inline]
    pub(super) fn go_to(&mut self, row: usize, lacks: &mut Lacks) {
        while self.at < row {
            let before = self.before.as_ref();
            match before.map(|before| before.held(self.at, lacks)) {
                None | Some(Held::Vacant) => self.skip(),
                Some(held) => self.push(held, lacks),
            }
        }
    }

    /// The next case has nothing.
    fn skip(&mut self) {
        match &mut self.shape {
            Shape::Open | Shape::Flags(_) => {}
            Shape::Numbers(values, _) => values.push(0),
            Shape::Mixed(held) => held.push(Held::Vacant),
        }
        self.at += 1;
    }

    pub(super) fn finish(mut self, lacks: &mut Lacks) -> Column {
        self.go_to(self.rows, lacks);
        let lacking = self.lacking;
        match self.shape {
            Shape::Open => Column::Absent(lacking),
            Shape::Numbers(values, scale) => Column::Numbers {
                values,
                scale,
                lacking,
            },
            Shape::Flags(yes) => Column::Flags { yes, lacking },
            Shape::Mixed(held) => Column::Mixed(held),
        }
    }

    fn number(&mut self, number: Decimal, lacks: &mut Lacks) {
        if matches!(self.shape, Shape::Open) && number.scale() <= SCALE_MAX {
            self.shape = Shape::Numbers(vec![0; self.at], number.scale());
        }
        if let Shape::Numbers(values, scale) = &mut self.shape
            && let Some(value) = at_one_scale(values, scale, number)
        {
            values.push(value);
            self.at += 1;
            return;
        }
        self.mixed(Held::Value(Value::Number(number)), lacks);
    }

    fn flag(&mut self, flag: bool, lacks: &mut Lacks) {
        if matches!(self.shape, Shape::Open) {
            self.shape = Shape::Flags(Mask::none(self.rows));
        }
        if let Shape::Flags(yes) = &mut self.shape {
            if flag {
                yes.add(self.at);
            }
            self.at += 1;
        } else {
            self.mixed(Held::Value(Value::Flag(flag)), lacks);
        }
    }

    fn lack(&mut self, value: &Value, lacks: &mut Lacks) {
        if let Shape::Mixed(held) = &mut self.shape {
            held.push(Held::Value(value.clone()));
            self.at += 1;
            return;
        }
        let known = self.last.as_ref().filter(|(last, _)| last == value);
        let lack = match known {
            Some((_, lack)) => Some(*lack),
            None => lacks.number(value),
        };
        let Some(lack) = lack else { return };
        if known.is_none() {
            self.last = Some((value.clone(), lack));
        }
        self.lacking.add(self.at, lack);
        self.skip();
    }

    /// The next case has something that only a mixed column holds.
    fn mixed(&mut self, held: Held, lacks: &Lacks) {
        if !matches!(self.shape, Shape::Mixed(_)) {
            let shape = std::mem::replace(&mut self.shape, Shape::Open);
            let lacking = std::mem::replace(&mut self.lacking, Lacking::none(self.rows));
            let so_far = match shape {
                Shape::Numbers(values, scale) => Column::Numbers {
                    values,
                    scale,
                    lacking,
                },
                Shape::Flags(yes) => Column::Flags { yes, lacking },
                Shape::Open | Shape::Mixed(_) => Column::Absent(lacking),
            };
            let so_far = (0..self.at).map(|row| so_far.held(row, lacks));
            let mut all: Vec<Held> = so_far.collect();
            all.reserve(self.rows.saturating_sub(self.at));
            self.shape = Shape::Mixed(all);
        }
        if let Shape::Mixed(all) = &mut self.shape {
            all.push(held);
            self.at += 1;
        }
    }
}

/// A number as the others before it stand; where it has more decimals than they, they get as many.
fn at_one_scale(values: &mut [i64], scale: &mut u32, number: Decimal) -> Option<i64> {
    let mantissa = i64::try_from(number.mantissa()).ok()?;
    if number.scale() <= *scale {
        return mantissa.checked_mul(power(*scale - number.scale())?);
    }
    if number.scale() > SCALE_MAX {
        return None;
    }
    let factor = power(number.scale() - *scale)?;
    if values
        .iter()
        .any(|value| value.checked_mul(factor).is_none())
    {
        return None;
    }
    for value in values {
        *value *= factor;
    }
    *scale = number.scale();
    Some(mantissa)
}
