//! The values a policy computes with: known, known to be absent, or missing with its causes.
//!
//! Every operation of the language is defined here, once, whatever evaluates the policy. Missing
//! travels: an operation on it is missing too, with the causes of both sides, unless logic decides
//! it (`false && missing` is false, `true || missing` is true).

mod causes;

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use causes::{Cause, Causes};

/// A value in one of the three states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An exact number of whatever unit.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// Text, or one of the policy's own words.
    Text(Arc<str>),
    /// A local date.
    Date(NaiveDate),
    /// Known to be absent; carries the name under which it is asked for again when something needs
    /// a value after all.
    None(Arc<str>),
    /// Not known.
    Missing(Causes),
}

/// A two-sided operator of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `&&`
    And,
    /// `||`
    Or,
}

impl Operator {
    /// Every operator.
    pub const ALL: [Self; 12] = [
        Self::Add,
        Self::Subtract,
        Self::Multiply,
        Self::Divide,
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::LessOrEqual,
        Self::Greater,
        Self::GreaterOrEqual,
        Self::And,
        Self::Or,
    ];

    /// Whether it computes a number; the others answer yes or no.
    #[must_use]
    pub const fn is_arithmetic(self) -> bool {
        matches!(
            self,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide
        )
    }

    /// Whether it takes and gives yes or no.
    #[must_use]
    pub const fn is_logic(self) -> bool {
        matches!(self, Self::And | Self::Or)
    }

    /// The operator that policies write so.
    #[must_use]
    pub fn parse(symbol: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|operator| operator.symbol() == symbol)
    }

    /// Whether it compares two values.
    #[must_use]
    pub const fn compares(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessOrEqual
                | Self::Greater
                | Self::GreaterOrEqual
        )
    }

    /// As policies write it.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::And => "&&",
            Self::Or => "||",
        }
    }
}

/// Two values that an operator does not take: a fault of the policy, not of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("compute {left} {operator} {right}: the operator does not take these kinds of value")]
pub struct KindMismatch {
    left: &'static str,
    operator: &'static str,
    right: &'static str,
}

impl Value {
    /// A missing value with one data cause.
    #[must_use]
    pub fn missing(name: impl Into<Arc<str>>) -> Self {
        Self::Missing(Causes::data(name))
    }

    /// The word for its kind in messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Flag(_) => "flag",
            Self::Text(_) => "text",
            Self::Date(_) => "date",
            Self::None(_) => "none",
            Self::Missing(_) => "missing",
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What an operation that needs a value makes of this one: missing if it is missing, or missing
    /// under its own name if it is none.
    #[must_use]
    pub fn lack(&self) -> Option<Causes> {
        match self {
            Self::Missing(causes) => Some(causes.clone()),
            Self::None(name) => Some(Causes::data(Arc::clone(name))),
            _ => None,
        }
    }

    /// Applies a two-sided operator.
    ///
    /// # Errors
    /// [`KindMismatch`] when both values are known and the operator does not take their kinds.
    pub fn apply(operator: Operator, left: &Self, right: &Self) -> Result<Self, KindMismatch> {
        match (left, right) {
            (Self::Number(left), Self::Number(right)) if !operator.is_logic() => {
                return Ok(Self::numbers(operator, *left, *right));
            }
            (Self::Flag(left), Self::Flag(right)) if operator.is_logic() => {
                let both = matches!(operator, Operator::And);
                return Ok(Self::Flag(if both {
                    *left && *right
                } else {
                    *left || *right
                }));
            }
            _ => {}
        }
        match operator {
            Operator::And | Operator::Or => Self::logic(operator, left, right),
            _ => match (left.lack(), right.lack()) {
                (Some(one), Some(other)) => Ok(Self::Missing(one.and(&other))),
                (Some(one), None) | (None, Some(one)) => Ok(Self::Missing(one)),
                (None, None) => Self::known(operator, left, right),
            },
        }
    }

    fn logic(operator: Operator, left: &Self, right: &Self) -> Result<Self, KindMismatch> {
        let decides = matches!(operator, Operator::Or);
        let takes = |value: &Self| matches!(value, Self::Flag(_)) || value.lack().is_some();
        if !takes(left) || !takes(right) {
            return Err(Self::mismatch(operator, left, right));
        }
        if [left, right].contains(&&Self::Flag(decides)) {
            return Ok(Self::Flag(decides));
        }
        Ok(match (left.lack(), right.lack()) {
            (Some(one), Some(other)) => Self::Missing(one.and(&other)),
            (Some(one), None) | (None, Some(one)) => Self::Missing(one),
            (None, None) => Self::Flag(!decides),
        })
    }

    fn known(operator: Operator, left: &Self, right: &Self) -> Result<Self, KindMismatch> {
        let ordering = match (left, right) {
            (Self::Date(left), Self::Date(right)) => Some(left.cmp(right)),
            (Self::Flag(_), Self::Flag(_)) | (Self::Text(_), Self::Text(_)) => None,
            _ => return Err(Self::mismatch(operator, left, right)),
        };
        match (operator, ordering) {
            (Operator::Equal, _) => Ok(Self::Flag(left == right)),
            (Operator::NotEqual, _) => Ok(Self::Flag(left != right)),
            (_, Some(ordering)) => compare(operator, ordering)
                .map(Self::Flag)
                .ok_or_else(|| Self::mismatch(operator, left, right)),
            _ => Err(Self::mismatch(operator, left, right)),
        }
    }

    fn numbers(operator: Operator, left: Decimal, right: Decimal) -> Self {
        let result = match operator {
            Operator::Add => left.checked_add(right),
            Operator::Subtract => left.checked_sub(right),
            Operator::Multiply => left.checked_mul(right),
            Operator::Divide if right.is_zero() => return Self::missing("division_by_zero"),
            Operator::Divide => left.checked_div(right),
            _ => return Self::Flag(compare(operator, left.cmp(&right)).unwrap_or_default()),
        };
        result.map_or_else(|| Self::missing("overflow"), Self::Number)
    }

    /// `!value`.
    ///
    /// # Errors
    /// [`KindMismatch`] when it is known and no flag.
    pub fn not(&self) -> Result<Self, KindMismatch> {
        match (self, self.lack()) {
            (_, Some(causes)) => Ok(Self::Missing(causes)),
            (Self::Flag(flag), None) => Ok(Self::Flag(!flag)),
            (other, None) => Err(KindMismatch {
                left: "",
                operator: "!",
                right: other.kind(),
            }),
        }
    }

    /// `-value`.
    ///
    /// # Errors
    /// [`KindMismatch`] when it is known and no number.
    pub fn negate(&self) -> Result<Self, KindMismatch> {
        match (self, self.lack()) {
            (_, Some(causes)) => Ok(Self::Missing(causes)),
            (Self::Number(number), None) => Ok(Self::Number(-number)),
            (other, None) => Err(KindMismatch {
                left: "",
                operator: "-",
                right: other.kind(),
            }),
        }
    }

    const fn mismatch(operator: Operator, left: &Self, right: &Self) -> KindMismatch {
        KindMismatch {
            left: left.kind(),
            operator: operator.symbol(),
            right: right.kind(),
        }
    }
}

const fn compare(operator: Operator, ordering: Ordering) -> Option<bool> {
    Some(match operator {
        Operator::Equal => ordering.is_eq(),
        Operator::NotEqual => ordering.is_ne(),
        Operator::Less => ordering.is_lt(),
        Operator::LessOrEqual => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        Operator::GreaterOrEqual => ordering.is_ge(),
        _ => return None,
    })
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{}", number.normalize()),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => write!(f, "{date}"),
            Self::None(_) => f.write_str("none"),
            Self::Missing(causes) => write!(f, "missing: {causes}"),
        }
    }
}
