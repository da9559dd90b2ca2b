//! A column of a Parquet file as text, exactly: amounts never pass through a binary float.

use std::fmt::Write as _;

use anyhow::anyhow;
use caudal_engine::polars::polars_compute::cast::primitive_to_primitive;
use caudal_engine::polars::prelude::{
    ArrayRef, ArrowDataType, ArrowTimeUnit, DateType, Int32Type, Int64Type, PolarsDataType,
    StaticArray as _, StringType, UInt32Type, UInt64Type,
};
use chrono::NaiveDate;

use super::rows::Column;

/// How a column holds its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Int32,
    Int64,
    UInt32,
    UInt64,
    /// Whole numbers of such a fraction.
    Decimal {
        precision: usize,
        scale: usize,
    },
    Date,
    /// Steps since 1970, of which a day has so many.
    DateTime {
        day: i64,
    },
}

/// The values of a column in one row group, read from the first to the last.
pub(super) struct Values {
    kind: Kind,
    arrays: Vec<ArrayRef>,
    array: usize,
    at: usize,
}

impl Kind {
    /// How a column of this type is read, if it can be.
    ///
    /// # Errors
    /// A type that would make the column's values others, or that is none for it.
    pub(super) fn of(file: &str, column: Column, dtype: &ArrowDataType) -> anyhow::Result<Self> {
        let kind = Self::of_type(dtype);
        if let Some(kind) = kind.filter(|kind| kind.fits(column)) {
            return Ok(kind);
        }
        let name = column.name();
        let expected = match column {
            Column::Date => "a date, a date and time without a time zone, or text",
            Column::Amount | Column::BalanceAfter => "a decimal, a whole number or text",
            _ => "text or a whole number",
        };
        Err(match dtype {
            ArrowDataType::Float16 | ArrowDataType::Float32 | ArrowDataType::Float64 => anyhow!(
                "read {file}: column {name:?} holds floating-point numbers, which are amounts only nearly\n\
                 hint: write it as {expected}"
            ),
            ArrowDataType::Timestamp(_, Some(_)) => anyhow!(
                "read {file}: column {name:?} holds moments in universal time, which are a day only in some time zone\n\
                 hint: write it as {expected}"
            ),
            other => anyhow!("read {file}: column {name:?} is {other:?}; expected {expected}"),
        })
    }

    const fn of_type(dtype: &ArrowDataType) -> Option<Self> {
        use ArrowDataType as Type;
        Some(match dtype {
            // Some writers do not say that bytes are text; they are held to be when they are read.
            Type::Utf8View | Type::BinaryView => Self::Text,
            Type::Int8 | Type::Int16 | Type::Int32 | Type::UInt8 | Type::UInt16 => Self::Int32,
            Type::Int64 => Self::Int64,
            Type::UInt32 => Self::UInt32,
            Type::UInt64 => Self::UInt64,
            Type::Decimal(precision, scale) => Self::Decimal {
                precision: *precision,
                scale: *scale,
            },
            Type::Date32 => Self::Date,
            Type::Timestamp(unit, None) => {
                let second = match unit {
                    ArrowTimeUnit::Second => 1,
                    ArrowTimeUnit::Millisecond => 1_000,
                    ArrowTimeUnit::Microsecond => 1_000_000,
                    ArrowTimeUnit::Nanosecond => 1_000_000_000,
                };
                Self::DateTime {
                    day: 24 * 60 * 60 * second,
                }
            }
            _ => return None,
        })
    }

    const fn fits(self, column: Column) -> bool {
        match self {
            Self::Text => true,
            Self::Date | Self::DateTime { .. } => matches!(column, Column::Date),
            Self::Decimal { .. } => matches!(column, Column::Amount | Column::BalanceAfter),
            Self::Int32 | Self::Int64 | Self::UInt32 | Self::UInt64 => {
                !matches!(column, Column::Date)
            }
        }
    }

    /// Whether values are whole numbers.
    pub(super) const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Int32 | Self::Int64 | Self::UInt32 | Self::UInt64
        )
    }

    /// The type that a column's values are read as.
    pub(super) const fn dtype(self) -> ArrowDataType {
        match self {
            Self::Text => ArrowDataType::Utf8View,
            Self::Int32 => ArrowDataType::Int32,
            // The numbers themselves: a type of dates and times that polars reads otherwise is refused.
            Self::Int64 | Self::DateTime { .. } => ArrowDataType::Int64,
            Self::UInt32 => ArrowDataType::UInt32,
            Self::UInt64 => ArrowDataType::UInt64,
            Self::Decimal { precision, scale } => ArrowDataType::Decimal(precision, scale),
            Self::Date => ArrowDataType::Date32,
        }
    }
}

impl Values {
    /// The values of decoded arrays; nothing when they are not of [`Kind::dtype`] or amounts have fewer digits.
    pub(super) fn new(kind: Kind, mut arrays: Vec<ArrayRef>) -> Option<Self> {
        let dtype = kind.dtype();
        if arrays.iter().any(|array| array.dtype() != &dtype) {
            return None;
        }
        if let Kind::Decimal { .. } = kind {
            arrays = arrays.iter().map(narrowed).collect::<Option<_>>()?;
        }
        Some(Self {
            kind,
            arrays,
            array: 0,
            at: 0,
        })
    }

    /// Writes the next value; nothing for a null, and after the last.
    pub(super) fn write_next(&mut self, text: &mut String) {
        while let Some(array) = self.arrays.get(self.array) {
            if self.at < array.len() {
                // Writing to a text cannot fail.
                let _ = write(self.kind, array, self.at, text);
                self.at += 1;
                return;
            }
            (self.array, self.at) = (self.array + 1, 0);
        }
    }
}

/// Decimals as the whole numbers of an amount: no amount needs more than 64 bits.
fn narrowed(wide: &ArrayRef) -> Option<ArrayRef> {
    let values = wide.as_any().downcast_ref()?;
    let narrow = primitive_to_primitive::<i128, i64>(values, &ArrowDataType::Int64);
    let narrow: ArrayRef = Box::new(narrow);
    (narrow.null_count() == wide.null_count()).then_some(narrow)
}

fn write(kind: Kind, array: &ArrayRef, at: usize, text: &mut String) -> Option<()> {
    let written = match kind {
        Kind::Text => text.write_str(value::<StringType>(array, at)?),
        Kind::Int32 => write!(text, "{}", value::<Int32Type>(array, at)?),
        Kind::Int64 => write!(text, "{}", value::<Int64Type>(array, at)?),
        Kind::UInt32 => write!(text, "{}", value::<UInt32Type>(array, at)?),
        Kind::UInt64 => write!(text, "{}", value::<UInt64Type>(array, at)?),
        Kind::Decimal { scale, .. } => decimal(text, value::<Int64Type>(array, at)?, scale),
        Kind::Date => date(text, value::<DateType>(array, at)?.into()),
        Kind::DateTime { day } => date(text, value::<Int64Type>(array, at)?.div_euclid(day)),
    };
    written.ok()
}

fn value<T: PolarsDataType>(array: &ArrayRef, at: usize) -> Option<T::Physical<'_>> {
    array.as_any().downcast_ref::<T::Array>()?.get(at)
}

/// A number of so many decimals.
fn decimal(text: &mut String, units: i64, scale: usize) -> std::fmt::Result {
    if units < 0 {
        text.push('-');
    }
    // Digits before the point: at least one.
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    text.push_str(whole);
    if scale > 0 {
        write!(text, ".{fraction}")?;
    }
    Ok(())
}

/// The date of so many days after 1970 began; of a day that no calendar has, the number.
fn date(text: &mut String, days: i64) -> std::fmt::Result {
    let date = i32::try_from(days)
        .ok()
        .and_then(NaiveDate::from_epoch_days);
    match date {
        Some(date) => write!(text, "{date}"),
        None => write!(text, "day {days}"),
    }
}
