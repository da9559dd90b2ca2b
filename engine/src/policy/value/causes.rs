//! Why a value is missing: causes that travel with it through every computation.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// Why a value is missing. At least one cause; shared, because missing values are copied a lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Causes(Arc<BTreeSet<Cause>>);

/// One cause of a missing value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A source, a namespace of inputs, or a computation gave nothing: `DATA_MISSING(x)`.
    Data(Arc<str>),
    /// The same, where the policy says that a decline rule which wants it declines.
    Declines(Arc<str>),
    /// A table or scorecard has no row for its arguments: `POLICY_GAP(x)`. Our fault, not theirs.
    Gap(Arc<str>),
    /// Two rows of a table that may have one hold: `POLICY_OVERLAP(x)`. Our fault, not theirs.
    Overlap(Arc<str>),
    /// `or_refer` or `or_decline` has answered for it under this reason already.
    Answered(Arc<str>),
}

impl Cause {
    /// The reason code that an unknown rule refers with; `None` when it is answered already.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Data(name) | Self::Declines(name) => Some(format!("DATA_MISSING({name})")),
            Self::Gap(name) => Some(format!("POLICY_GAP({name})")),
            Self::Overlap(name) => Some(format!("POLICY_OVERLAP({name})")),
            Self::Answered(_) => None,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data(name) | Self::Declines(name) => write!(f, "DATA_MISSING({name})"),
            Self::Gap(name) => write!(f, "POLICY_GAP({name})"),
            Self::Overlap(name) => write!(f, "POLICY_OVERLAP({name})"),
            Self::Answered(code) => write!(f, "answered by {code}"),
        }
    }
}

impl Causes {
    /// The single cause.
    #[must_use]
    pub fn one(cause: Cause) -> Self {
        Self(Arc::new(BTreeSet::from([cause])))
    }

    /// Data that is not there, under the name that the reason carries.
    #[must_use]
    pub fn data(name: impl Into<Arc<str>>) -> Self {
        Self::one(Cause::Data(name.into()))
    }

    /// A table or scorecard without a row.
    #[must_use]
    pub fn gap(name: impl Into<Arc<str>>) -> Self {
        Self::one(Cause::Gap(name.into()))
    }

    /// The causes of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        if self == other {
            return self.clone();
        }
        Self(Arc::new(self.0.union(&other.0).cloned().collect()))
    }

    /// The same causes, of which a decline rule declines.
    #[must_use]
    pub fn declining(&self) -> Self {
        let decline = |cause: &Cause| match cause {
            Cause::Data(name) => Cause::Declines(Arc::clone(name)),
            other => other.clone(),
        };
        Self(Arc::new(self.0.iter().map(decline).collect()))
    }

    /// The causes, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Cause> {
        self.0.iter()
    }

    /// Whether a reason has been given for all of them already.
    #[must_use]
    pub fn all_answered(&self) -> bool {
        self.iter().all(|cause| matches!(cause, Cause::Answered(_)))
    }
}

impl fmt::Display for Causes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, cause) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            cause.fmt(f)?;
        }
        Ok(())
    }
}
