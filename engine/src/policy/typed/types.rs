//! What an expression gives: its kind, and whether it may be missing or none.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use caudal_facts::Report;

use super::units::Units;
use crate::policy::Kind;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    /// What it is when it is known.
    pub of: Of,
    /// Whether it may be missing.
    pub missing: bool,
    /// Whether it may be known to be absent.
    pub none: bool,
}

/// What a known value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A number.
    Number(Units),
    /// Yes or no.
    Flag,
    /// Text, or one of the policy's own words.
    Text(Words),
    /// A local date.
    Date,
    /// A table's row.
    Row(Arc<str>),
    /// A scorecard's answer.
    Score(Arc<str>),
    /// A quote.
    Quote,
    /// A source.
    Source(Report),
    /// Not told: something in it is reported already, or cannot be told before the run.
    Unknown,
}

/// Which texts a text may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Any text.
    Any,
    /// Words that the policy declares, under a type's or an input's name.
    Declared(Arc<str>, Arc<BTreeSet<Arc<str>>>),
    /// Texts that the script writes out.
    Written(Arc<BTreeSet<Arc<str>>>),
}

impl Type {
    /// A value that is always known.
    #[must_use]
    pub const fn known(of: Of) -> Self {
        Self {
            of,
            missing: false,
            none: false,
        }
    }

    /// A value that may be missing.
    #[must_use]
    pub const fn nullable(of: Of) -> Self {
        Self {
            of,
            missing: true,
            none: false,
        }
    }

    /// What nothing can be said of.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            of: Of::Unknown,
            missing: true,
            none: true,
        }
    }

    /// Whether an operation that needs a value may get none.
    #[must_use]
    pub const fn may_lack(&self) -> bool {
        self.missing || self.none
    }

    /// What the policy's declarations call it; `None` for what has no such name.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        match &self.of {
            Of::Number(units) => Some(units.shown.clone()),
            Of::Flag => Some(Kind::Flag),
            Of::Date => Some(Kind::Date),
            Of::Text(Words::Declared(name, _)) if !name.contains('.') => {
                Some(Kind::Word(name.to_string()))
            }
            Of::Text(_) => Some(Kind::Text),
            _ => None,
        }
    }
}

impl Of {
    /// Whether it is a single value, and not a row, score, quote or source.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(
            self,
            Self::Number(_) | Self::Flag | Self::Text(_) | Self::Date | Self::Unknown
        )
    }
}

/// What a value is, in a sentence: with its article where it has one.
pub(crate) struct Described<'o>(pub(crate) &'o Of);

impl fmt::Display for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Of::Number(units) if !units.is_any() => units.fmt(f),
            Of::Text(Words::Declared(name, _)) => write!(f, "a word of {name}"),
            other => write!(f, "a {other}"),
        }
    }
}

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(units) => units.fmt(f),
            Self::Flag => f.write_str("flag"),
            Self::Text(Words::Declared(name, _)) => write!(f, "{name}"),
            Self::Text(_) => f.write_str("text"),
            Self::Date => f.write_str("date"),
            Self::Row(table) => write!(f, "row of table {table:?}"),
            Self::Score(card) => write!(f, "score of {card:?}"),
            Self::Quote => f.write_str("quote"),
            Self::Source(source) => write!(f, "source {source}"),
            Self::Unknown => f.write_str("value"),
        }
    }
}
