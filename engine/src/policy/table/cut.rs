//! Places between values, so that open and closed ends of ranges are compared exactly.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::policy::value::Value;

/// A known value. Values of one kind are ordered; kinds follow each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Number(Decimal),
    Date(NaiveDate),
    Flag(bool),
    Text(Arc<str>),
}

/// The kinds of [`Key`], in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    Number,
    Date,
    Flag,
    Text,
}

/// A place between values: just before one, just after one, or at an end of a kind's values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut {
    pub(super) family: Family,
    pub(super) at: At,
}

/// Where in its kind a cut is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    Start,
    Beside(Key, Side),
    End,
}

/// On which side of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Before,
    After,
}

impl Key {
    /// Its kind.
    pub(crate) const fn family(&self) -> Family {
        match self {
            Self::Number(_) => Family::Number,
            Self::Date(_) => Family::Date,
            Self::Flag(_) => Family::Flag,
            Self::Text(_) => Family::Text,
        }
    }

    /// A known value's key.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(Self::Number(*number)),
            Value::Date(date) => Some(Self::Date(*date)),
            Value::Flag(flag) => Some(Self::Flag(*flag)),
            Value::Text(text) => Some(Self::Text(Arc::clone(text))),
            Value::None(_) | Value::Missing(_) => None,
        }
    }
}

impl Cut {
    /// Before every value of a kind.
    pub(crate) const fn start(family: Family) -> Self {
        Self {
            family,
            at: At::Start,
        }
    }

    /// After every value of a kind.
    pub(crate) const fn end(family: Family) -> Self {
        Self {
            family,
            at: At::End,
        }
    }

    /// Just before a value.
    pub(crate) const fn before(key: Key) -> Self {
        Self {
            family: key.family(),
            at: At::Beside(key, Side::Before),
        }
    }

    /// Just after a value.
    pub(crate) const fn after(key: Key) -> Self {
        Self {
            family: key.family(),
            at: At::Beside(key, Side::After),
        }
    }

    /// The date that it is beside.
    pub(super) const fn date(&self) -> Option<NaiveDate> {
        match &self.at {
            At::Beside(Key::Date(date), _) => Some(*date),
            _ => None,
        }
    }

    /// The same place where only whole numbers count: just before one. Dates are whole days anyway.
    pub(super) fn on_whole(self, numbers: bool) -> Self {
        let At::Beside(key, side) = &self.at else {
            return self;
        };
        let next = match (key, side) {
            (Key::Number(number), Side::Before) if numbers => Some(Key::Number(number.ceil())),
            (Key::Number(number), Side::After) if numbers => {
                number.floor().checked_add(Decimal::ONE).map(Key::Number)
            }
            (Key::Date(date), Side::After) => date.succ_opt().map(Key::Date),
            _ => None,
        };
        next.map_or(self, Self::before)
    }
}
