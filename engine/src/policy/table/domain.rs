//! What a column of a table can be given.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a column can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// What it is when it is known.
    pub shape: Shape,
    /// Whether it may be known to be absent.
    pub none: bool,
    /// Whether it may be missing.
    pub missing: bool,
}

/// The known values of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Numbers between two that are included; without a bound, all.
    Numbers {
        /// The smallest.
        low: Option<Decimal>,
        /// The largest.
        high: Option<Decimal>,
        /// Whether only whole numbers count.
        whole: bool,
    },
    /// These numbers only.
    Points(BTreeSet<Decimal>),
    /// Days between two that are included.
    Dates {
        /// The first.
        low: Option<NaiveDate>,
        /// The last.
        high: Option<NaiveDate>,
    },
    /// Yes and no.
    Flags,
    /// These texts only.
    Words(BTreeSet<Arc<str>>),
    /// Any text.
    Texts,
}

impl Domain {
    /// What is in either. Of numbers with a bound and listed ones, all from the smallest to the
    /// largest; `None` for two kinds of value.
    #[must_use]
    pub fn or(&self, other: &Self) -> Option<Self> {
        Some(Self {
            shape: self.shape.or(&other.shape)?,
            none: self.none || other.none,
            missing: self.missing || other.missing,
        })
    }
}

impl Shape {
    /// Every number.
    pub(crate) const NUMBERS: Self = Self::Numbers {
        low: None,
        high: None,
        whole: false,
    };

    /// What is in either, as of [`Domain::or`].
    #[must_use]
    pub fn or(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Points(one), Self::Points(other)) => {
                Self::Points(one.union(other).copied().collect())
            }
            (Self::Numbers { .. } | Self::Points(_), Self::Numbers { .. } | Self::Points(_)) => {
                let ((low, high, whole), (other_low, other_high, other_whole)) =
                    (self.bounds()?, other.bounds()?);
                Self::Numbers {
                    low: low.zip(other_low).map(|(one, other)| one.min(other)),
                    high: high.zip(other_high).map(|(one, other)| one.max(other)),
                    whole: whole && other_whole,
                }
            }
            (
                Self::Dates { low, high },
                Self::Dates {
                    low: other_low,
                    high: other_high,
                },
            ) => Self::Dates {
                low: low.zip(*other_low).map(|(one, other)| one.min(other)),
                high: high.zip(*other_high).map(|(one, other)| one.max(other)),
            },
            (Self::Flags, Self::Flags) => Self::Flags,
            (Self::Words(one), Self::Words(other)) => {
                Self::Words(one.union(other).cloned().collect())
            }
            (Self::Texts | Self::Words(_), Self::Texts | Self::Words(_)) => Self::Texts,
            _ => return None,
        })
    }

    fn bounds(&self) -> Option<(Option<Decimal>, Option<Decimal>, bool)> {
        match self {
            Self::Numbers { low, high, whole } => Some((*low, *high, *whole)),
            Self::Points(points) => {
                let whole = points.iter().all(Decimal::is_integer);
                Some((points.first().copied(), points.last().copied(), whole))
            }
            _ => None,
        }
    }
}
