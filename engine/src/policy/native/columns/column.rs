//! A column: what a cell of the plan holds for many cases.

use rust_decimal::Decimal;

use super::lacks::{Lack, Lacking, Lacks};
use super::mask::Mask;
use crate::policy::native::held::Held;
use crate::policy::value::Value;

/// How many decimals whole numbers stand for at the most.
pub(super) const SCALE_MAX: u32 = 18;

/// Ten to the powers that scales can be apart.
static POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// What a whole number is multiplied by that gets so many decimals more.
pub(super) fn power(decimals: u32) -> Option<i64> {
    POWERS.get(decimals as usize).copied()
}

/// What a cell holds, case by case.
#[derive(Debug)]
pub(super) enum Column {
    /// Numbers that are whole at one scale.
    Numbers {
        values: Vec<i64>,
        scale: u32,
        lacking: Lacking,
    },
    /// Yes and no.
    Flags { yes: Mask, lacking: Lacking },
    /// Nothing is known of any.
    Absent(Lacking),
    /// Whatever else.
    Mixed(Vec<Held>),
}

impl Column {
    /// What a case has.
    pub(super) fn held(&self, row: usize, lacks: &Lacks) -> Held {
        let lacking = match self {
            Self::Numbers { lacking, .. } | Self::Flags { lacking, .. } | Self::Absent(lacking) => {
                lacking
            }
            Self::Mixed(held) => return held.get(row).cloned().unwrap_or(Held::Vacant),
        };
        match (lacking.at(row), self) {
            (Some(lack), _) => Held::Value(lacks.value(lack).clone()),
            (None, Self::Numbers { values, scale, .. }) => match values.get(row) {
                Some(value) => Held::Value(Value::Number(Decimal::new(*value, *scale))),
                None => Held::Vacant,
            },
            (None, Self::Flags { yes, .. }) => Held::Value(Value::Flag(yes.has(row))),
            (None, _) => Held::Vacant,
        }
    }

    /// A case lacks that, whatever the column had for it.
    pub(super) fn lose(&mut self, row: usize, lack: Lack, lacks: &Lacks) {
        match self {
            Self::Numbers { lacking, .. } | Self::Absent(lacking) => lacking.add(row, lack),
            Self::Flags { yes, lacking } => {
                yes.remove(row);
                lacking.add(row, lack);
            }
            Self::Mixed(held) => {
                if let Some(held) = held.get_mut(row) {
                    *held = Held::Value(lacks.value(lack).clone());
                }
            }
        }
    }

    /// Those of some cases whose value is missing.
    pub(super) fn missing(&self, among: &Mask, lacks: &mut Lacks) -> Vec<(usize, Lack)> {
        let lacking = match self {
            Self::Numbers { lacking, .. } | Self::Flags { lacking, .. } | Self::Absent(lacking) => {
                lacking
            }
            Self::Mixed(held) => {
                let missing = |row: usize| match held.get(row)?.value()? {
                    missing @ Value::Missing(_) => Some((row, lacks.number(missing)?)),
                    _ => None,
                };
                return among.iter().filter_map(missing).collect();
            }
        };
        let rows = lacking.any.and(among);
        let lack = |row: usize| Some((row, lacking.at(row)?));
        let missing = |(_, lack): &(usize, Lack)| lacks.causes(*lack).is_some();
        rows.iter().filter_map(lack).filter(missing).collect()
    }
}
