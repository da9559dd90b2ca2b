//! Cases that every engine gets: drawn from declared ranges, the same in every run.

use caudal_benches::Anything;
use rand::RngExt as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value};

/// One case: a number for each name.
pub(crate) type Row = Vec<(String, Decimal)>;

/// Where a number is drawn from.
struct Range {
    name: String,
    low: Decimal,
    high: Decimal,
    decimals: u32,
}

/// So many cases from a CSV file of `feature,low,high,decimals`.
///
/// # Errors
/// When the file says something else.
pub(crate) fn draw(ranges: &str, count: usize) -> Result<Vec<Row>, Anything> {
    let ranges = read(ranges)?;
    let mut chance = ChaCha8Rng::seed_from_u64(30);
    let mut rows = Vec::with_capacity(count);
    for _ in 0..count {
        let row = ranges.iter().map(|range| {
            let scale = Decimal::from(10_i64.pow(range.decimals));
            let low = i64::try_from(range.low * scale)?;
            let high = i64::try_from(range.high * scale)?;
            let drawn = Decimal::new(chance.random_range(low..=high), range.decimals);
            Ok((range.name.clone(), drawn.normalize()))
        });
        rows.push(row.collect::<Result<Row, Anything>>()?);
    }
    Ok(rows)
}

fn read(ranges: &str) -> Result<Vec<Range>, Anything> {
    let lines = ranges.lines().filter(|line| !line.starts_with('#')).skip(1);
    let ranges = lines.map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, low, high, decimals] = cells[..] else {
            return Err(format!("expected four cells: {line}").into());
        };
        Ok(Range {
            name: name.to_owned(),
            low: low.parse()?,
            high: high.parse()?,
            decimals: decimals.parse()?,
        })
    });
    ranges.collect()
}

/// A case as JSON, its names' parts nested: `income.cv_6m` is `cv_6m` within `income`.
pub(crate) fn nested(row: &[(String, Value)]) -> Value {
    let mut root = Map::new();
    for (name, value) in row {
        let mut parts = name.split('.').peekable();
        let mut map = &mut root;
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                map.insert(part.to_owned(), value.clone());
                break;
            }
            let inner = map
                .entry(part)
                .or_insert_with(|| Value::Object(Map::new()))
                .as_object_mut();
            let Some(inner) = inner else { break };
            map = inner;
        }
    }
    Value::Object(root)
}

/// An exact number in JSON.
pub(crate) fn number(number: Decimal) -> Value {
    Value::Number(Number::from_string_unchecked(number.to_string()))
}
