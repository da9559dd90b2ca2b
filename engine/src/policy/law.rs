//! What the law of a country says to every policy there: what none may read, how old facts may be,
//! and what an offer must be and carry. It is held against a policy whatever the policy says.

mod read;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::categories::Category;
use caudal_facts::{Currency, Facts};
use chrono::{Months, NaiveDate};

use super::script::object::QUOTE_PROPERTIES;
use super::table::Table;

pub(crate) use read::LawReader;

/// The law packs of a country, together.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// The version of each file that was read, by its path.
    pub versions: BTreeMap<String, String>,
    /// What no policy may read.
    pub prohibited: Vec<Prohibition>,
    /// How old facts may be.
    pub facts: Vec<FactAge>,
    /// What every offer must say.
    pub carried: Vec<Carried>,
    /// The legal maximum of the rate of interest.
    pub rates: Vec<MaximumRate>,
    /// How long offers must hold.
    pub validity: Vec<LeastValidity>,
    /// Why a decision must say where a person can ask for a review.
    pub review: Vec<Citation>,
}

/// Where a rule of law stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The law and its article.
    pub cites: String,
    /// Whether somebody held it against the law's own text.
    pub checked: bool,
    /// What it says, in Spanish.
    pub es: String,
    /// What it says, in English.
    pub en: String,
}

/// Names that no policy may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prohibition {
    /// Full names; a `*` stands for any letters.
    pub names: Vec<String>,
    /// Categories of movements that no feature of a policy's own may single out.
    pub categories: Vec<Category>,
    /// The input that allows it: a consent. It must be read by the policy, too.
    pub unless: Option<String>,
    /// The law.
    pub law: Citation,
}

/// How old what is known of debts may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactAge {
    /// Years since a debt was due.
    pub years: u32,
    /// Years since it was paid.
    pub years_settled: u32,
    /// The law.
    pub law: Citation,
}

/// How long the offers of an approval must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeastValidity {
    /// Calendar days.
    pub days: u32,
    /// The law.
    pub law: Citation,
}

/// Figures that every offer must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The figures, as quotes name them.
    pub figures: Vec<String>,
    /// The law.
    pub law: Citation,
}

/// The legal maximum of the rate of interest a month.
#[derive(Debug, Clone)]
pub struct MaximumRate {
    /// The currency of the loans that it is for.
    pub currency: Currency,
    /// The table of it, by what is lent.
    pub(crate) table: Table,
    /// The result column.
    pub(crate) column: Arc<str>,
    /// The law.
    pub law: Citation,
}

/// What a table of maximum rates may look at.
pub(crate) const RATE_CONDITIONS: [&str; 3] = ["amount", "amount_uf", "term_months"];

/// The figures that an offer can be asked to carry.
pub(crate) const FIGURES: [&str; 13] = QUOTE_PROPERTIES;

impl Prohibition {
    /// Whether it speaks of a name. A `*` stands for any letters.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        self.names.iter().any(|pattern| matches(pattern, name))
    }
}

impl Law {
    /// The facts that may still be known on a date.
    #[must_use]
    pub fn lawful<'f>(&self, facts: &'f Facts, as_of: NaiveDate) -> Cow<'f, Facts> {
        let mut lawful = Cow::Borrowed(facts);
        for age in &self.facts {
            let limits = Limits::of(age, as_of);
            if limits.hold_all(&lawful) {
                continue;
            }
            let facts = lawful.to_mut();
            facts
                .protests
                .retain(|row| limits.hold(row.date, cleared(row.cleared, as_of)));
            facts
                .delinquencies
                .retain(|row| limits.hold(row.due_on, None));
            facts
                .rejected_cheques
                .retain(|row| limits.hold(row.rejected_on, row.paid_on));
        }
        lawful
    }

    /// Whether a debt of one date, settled on another, may still be known on the date of the decision.
    pub(crate) fn may_know(
        &self,
        as_of: NaiveDate,
        due: Option<NaiveDate>,
        settled: Option<NaiveDate>,
    ) -> bool {
        self.facts
            .iter()
            .all(|age| Limits::of(age, as_of).hold(due, settled))
    }
}

/// The first dates that may still be known.
struct Limits {
    due: Option<NaiveDate>,
    settled: Option<NaiveDate>,
    as_of: NaiveDate,
}

impl Limits {
    fn of(age: &FactAge, as_of: NaiveDate) -> Self {
        Self {
            due: years_before(as_of, age.years),
            settled: years_before(as_of, age.years_settled),
            as_of,
        }
    }

    /// Whether a debt of this date, paid on that one, may still be known. What has no date may.
    fn hold(&self, due: Option<NaiveDate>, settled: Option<NaiveDate>) -> bool {
        let holds = |date: Option<NaiveDate>, limit: Option<NaiveDate>| match (date, limit) {
            (Some(date), Some(limit)) => date >= limit,
            _ => true,
        };
        let settled_holds = match self.settled {
            // Once paid, it is not known for a day longer.
            Some(limit) if limit == self.as_of => settled.is_none_or(|date| date > self.as_of),
            limit => holds(settled, limit),
        };
        holds(due, self.due) && settled_holds
    }

    fn hold_all(&self, facts: &Facts) -> bool {
        let protests = facts.protests.iter();
        let delinquencies = facts.delinquencies.iter();
        let cheques = facts.rejected_cheques.iter();
        protests
            .map(|row| (row.date, cleared(row.cleared, self.as_of)))
            .chain(delinquencies.map(|row| (row.due_on, None)))
            .chain(cheques.map(|row| (row.rejected_on, row.paid_on)))
            .all(|(due, settled)| self.hold(due, settled))
    }
}

/// When a protest was cleared: the report says whether, and not when. Only a law that lets a paid debt
/// be known no longer can go by it.
pub(crate) fn cleared(cleared: Option<bool>, as_of: NaiveDate) -> Option<NaiveDate> {
    cleared.unwrap_or_default().then_some(as_of)
}

fn years_before(date: NaiveDate, years: u32) -> Option<NaiveDate> {
    date.checked_sub_months(Months::new(years.checked_mul(12)?))
}

fn matches(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(tail) = name.strip_prefix(start) else {
        return false;
    };
    rest.is_empty()
        || (0..=tail.len()).any(|at| tail.get(at..).is_some_and(|end| matches(rest, end)))
}
