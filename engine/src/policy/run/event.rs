//! What happened in a run, statement by statement.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::policy::loan::Quote;
use crate::policy::script::{Place, Verb};
use crate::policy::table::{Row, Table};
use crate::policy::value::{Causes, Value};

/// One deciding statement, or one row of a table of rules, as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which word.
    pub verb: Verb,
    /// The reason code, without a variant.
    pub code: String,
    /// The rule's name: code and variant, or table and line.
    pub name: String,
    /// The stage's number, from 0; `None` before any stage.
    pub stage: Option<usize>,
    /// The file it stands in, relative to the policy.
    pub file: Arc<str>,
    /// Where it stands there.
    pub place: Place,
    /// Its condition as written.
    pub text: String,
    /// What the condition read, with the values it had.
    pub operands: Vec<(String, Value)>,
    /// How it went.
    pub state: EventState,
    /// Inside a loop, the loop's value.
    pub of: Option<Value>,
    /// The reason that an exception was made for.
    pub because: Option<String>,
    /// A condition's details.
    pub details: BTreeMap<String, Value>,
    /// Values for the reason's placeholders, as they were then.
    pub placeholders: BTreeMap<String, Value>,
    /// A scorecard's own reasons, where the reason is explained by it.
    pub explained_by: Vec<PointsLost>,
}

/// A scorecard's own reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsLost {
    /// The reason's code.
    pub code: String,
    /// The points lost by it.
    pub points: Decimal,
    /// Values for its placeholders, as they were then.
    pub placeholders: BTreeMap<String, Value>,
}

impl Event {
    /// The rule's code with its variant, without the table it stands in.
    pub(super) fn variant(&self) -> &str {
        self.name.split(" (").next().unwrap_or(&self.name)
    }

    /// The event of a rule that was not reached.
    pub(crate) fn unreached(file: Arc<str>, place: Place, name: &str) -> Self {
        Self {
            verb: Verb::Refer,
            code: name.split('/').next().unwrap_or_default().to_owned(),
            name: name.to_owned(),
            stage: None,
            file,
            place,
            text: String::new(),
            operands: Vec::new(),
            state: EventState::Skipped,
            of: None,
            because: None,
            details: BTreeMap::new(),
            placeholders: BTreeMap::new(),
            explained_by: Vec::new(),
        }
    }

    /// The event of one row of a table of rules.
    pub(super) fn of_row(mut self, table: &Table, row: &Row) -> Self {
        let (outcome, name) = table.rule(row);
        self.verb = if outcome == "decline" {
            Verb::Decline
        } else {
            Verb::Refer
        };
        name.split('/')
            .next()
            .unwrap_or_default()
            .clone_into(&mut self.code);
        self.name = format!("{name} ({}:{})", table.name, row.line);
        self.file = table.file.as_str().into();
        self.place = Place {
            line: row.line,
            column: 1,
        };
        self.text = format!("{}:{}", table.file, row.line);
        self
    }
}

/// How a deciding statement went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventState {
    /// Its condition held.
    Fired,
    /// It did not.
    NotFired,
    /// It could not be told.
    Unknown(Causes),
    /// It could not be told, and a reason has been given for that already.
    NotEvaluated(Causes),
    /// Its stage was skipped.
    Skipped,
}

impl EventState {
    /// The word that decisions use.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Fired => "fired",
            Self::NotFired => "not_fired",
            Self::Unknown(_) => "unknown",
            Self::NotEvaluated(_) => "not_evaluated",
            Self::Skipped => "skipped",
        }
    }

    /// Why it could not be told.
    #[must_use]
    pub const fn causes(&self) -> Option<&Causes> {
        match self {
            Self::Unknown(causes) | Self::NotEvaluated(causes) => Some(causes),
            _ => None,
        }
    }
}

/// One `offer(…)` as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRecord {
    /// The loan; `None` when none can be quoted for the amount.
    pub quote: Option<Arc<Quote>>,
    /// The amount.
    pub amount: Decimal,
    /// The term.
    pub term_months: u32,
    /// The limit that bound the amount: of several that cut it, the one that cut it most.
    pub bound_by: Option<String>,
    /// Why it is withheld: indices into the events, none if it is offered.
    pub withheld_by: Vec<usize>,
    /// Values for the placeholders of the limits that bound the amount, as they were then.
    pub placeholders: BTreeMap<String, Value>,
    /// Whether something about it could not be told, so that it is neither offered nor withheld.
    pub unknown: bool,
}
