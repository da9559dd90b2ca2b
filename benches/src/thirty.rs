//! Cases for the thirty rules: each value drawn from both sides of its threshold, the same in every run.

use caudal_engine::facts::numeric;
use caudal_engine::policy::Value;

/// What each feature is drawn from, as the side by side has it.
const RANGES: &str = include_str!("../peers/thirty/values.csv");

/// So many cases: a number for each of the forty features.
#[must_use]
pub fn thirty(count: usize) -> Vec<Vec<(&'static str, Value)>> {
    let mut drawn: u64 = 30;
    let rows = RANGES.lines().filter(|line| !line.starts_with('#')).skip(1);
    let ranges: Vec<Range> = rows.filter_map(Range::read).collect();
    let case = |_| {
        let values = ranges.iter().map(|range| {
            drawn = drawn.wrapping_add(0x9E37_79B9_7F4A_7C15);
            range.draw(mixed(drawn))
        });
        values.collect()
    };
    (0..count).map(case).collect()
}

/// Where a number is drawn from.
struct Range {
    name: &'static str,
    low: i64,
    span: u64,
    decimals: u32,
}

impl Range {
    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split(',');
        let (name, low, high) = (cells.next()?, cells.next()?, cells.next()?);
        let decimals = cells.next()?.parse().ok()?;
        let scaled = |text: &str| {
            let number = numeric::decimal(text)?;
            i64::try_from(number * rust_decimal::Decimal::from(10_i64.pow(decimals))).ok()
        };
        let (low, high) = (scaled(low)?, scaled(high)?);
        let span = u64::try_from(high - low).ok()? + 1;
        Some(Self {
            name,
            low,
            span,
            decimals,
        })
    }

    fn draw(&self, random: u64) -> (&'static str, Value) {
        let above = i64::try_from(random % self.span).unwrap_or_default();
        let drawn = rust_decimal::Decimal::new(self.low + above, self.decimals);
        (self.name, Value::Number(drawn.normalize()))
    }
}

/// A number without any order, from one of a sequence (the output step of `SplitMix64`).
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
