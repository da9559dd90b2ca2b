//! What a running script asks of its run: names, tables, scorecards.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use caudal_facts::Report;
use rhai::{Dynamic, Map};

use super::happen::Sight;
use super::rule::Rule;
use super::{Known, Run, State};
use crate::policy::feature_of::{CO, CO_PRESENT};
use crate::policy::load::Slot;
use crate::policy::manifest::ParamValue;
use crate::policy::scorecard::Score;
use crate::policy::script::object::{
    Namespace, QuoteObject, ScoreObject, SourceObject, TableRow, dynamic, value,
};
use crate::policy::table::Answer;
use crate::policy::value::Value;

/// Names as a script last read them.
pub(super) struct ByName<'n>(pub(super) &'n HashMap<String, Dynamic>);

impl Run {
    /// What `namespace.name` stands for. What is known of a co-applicant has namespaces of its own: `co.income`.
    ///
    /// # Errors
    /// A message when the policy has no such name.
    pub(crate) fn read(&self, namespace: &str, name: &str) -> Result<Dynamic, String> {
        let full = format!("{namespace}.{name}");
        if namespace == CO && full != CO_PRESENT {
            return Ok(Dynamic::from(Namespace(full.into())));
        }
        if let Some(Slot::Param(param)) = self.parts.slots.get(&full)
            && let ParamValue::List(list) = &param.value
        {
            return Ok(list
                .iter()
                .map(|n| Dynamic::from_decimal(*n))
                .collect::<rhai::Array>()
                .into());
        }
        let named = self.known().named(&mut self.state(), &full);
        named
            .map(dynamic)
            .ok_or_else(|| format!("unknown name {full:?}"))
    }

    /// What a source did.
    pub(crate) fn source(&self, report: Report) -> SourceObject {
        self.known().source(&self.state(), report)
    }

    /// A table's answer for these arguments.
    ///
    /// # Errors
    /// A message when there is no such table or an argument is none of its columns.
    pub(crate) fn table(&self, name: &str, args: &Map) -> Result<TableRow, String> {
        let table = self
            .parts
            .tables
            .get(name)
            .ok_or_else(|| format!("unknown table {name:?}"))?;
        let values = self.arguments(&table.conditions, args, &table.file)?;
        let cells = match table.answer(&values, self.subject.as_of) {
            Answer::Found(cells) => {
                let lines = || table.answering(&values, self.subject.as_of);
                self.saw_rows(&table.file, lines);
                Ok(Arc::new(cells))
            }
            Answer::Missing(causes) => Err(causes),
        };
        Ok(TableRow {
            table: Arc::clone(&table.name),
            cells,
        })
    }

    /// A scorecard's answer for these arguments.
    ///
    /// # Errors
    /// A message when there is no such scorecard or an argument is none of its characteristics.
    pub(crate) fn scorecard(&self, name: &str, args: &Map) -> Result<Arc<Score>, String> {
        let card = self
            .parts
            .scorecards
            .get(name)
            .ok_or_else(|| format!("unknown scorecard {name:?}"))?;
        let names: Vec<String> = card
            .characteristics
            .iter()
            .map(|characteristic| characteristic.name.clone())
            .collect();
        let values = self.arguments(&names, args, &card.file)?;
        let score = Arc::new(card.score(&values));
        self.saw_rows(&card.file, || card.answering(&values));
        self.state().scored(&card.name, &score);
        Ok(score)
    }

    /// The values of a table's columns: names with a dot bind by themselves, the rest are passed.
    pub(super) fn arguments(
        &self,
        columns: &[String],
        args: &Map,
        file: &str,
    ) -> Result<Vec<Value>, String> {
        if let Some(unknown) = args
            .keys()
            .find(|key| !columns.iter().any(|c| c == key.as_str()))
        {
            return Err(format!("{file} has no column {unknown:?}"));
        }
        let mut state = self.state();
        let known = self.known();
        columns
            .iter()
            .map(|column| match args.get(column.as_str()) {
                Some(given) => value(given)
                    .ok_or_else(|| format!("column {column:?} of {file} does not take a list")),
                None if column.contains('.') => known
                    .named(&mut state, column)
                    .ok_or_else(|| format!("unknown name {column:?} in {file}")),
                None => Err(format!("column {column:?} of {file} is not passed")),
            })
            .collect()
    }
}

impl ByName<'_> {
    /// The value of a name as a rule or a reason's text sees it: a full name, a `let`, or a property
    /// of one.
    fn seen(&self, known: &Known<'_>, state: &mut State, name: &str) -> Option<Value> {
        if name == "as_of" {
            return Some(Value::Date(known.subject.as_of));
        }
        if let Some(found) = known.named(state, name) {
            return Some(found);
        }
        let (first, property) = match name.split_once('.') {
            Some((first, property)) => (first, Some(property)),
            None => (name, None),
        };
        of(self.0.get(first)?, property)
    }
}

impl Sight for ByName<'_> {
    fn operands(&self, known: &Known<'_>, state: &mut State, rule: &Rule) {
        for (index, name) in (0..).zip(&rule.operands) {
            if let Some(value) = self.seen(known, state, name) {
                state.log.operand(index, value);
            }
        }
    }

    fn shown(&self, known: &Known<'_>, state: &mut State, number: u32) {
        let rule = known.parts.rules.get(number);
        for (index, name) in (0..).zip(&rule.placeholders) {
            if let Some(value) = self.seen(known, state, name) {
                state.log.placeholder(index, value);
            }
        }
    }

    fn of(&self, known: &Known<'_>, state: &mut State, rule: &Rule) -> Option<Value> {
        self.seen(known, state, rule.of.as_deref()?)
    }

    fn shown_by(
        &self,
        known: &Known<'_>,
        state: &mut State,
        code: &str,
    ) -> BTreeMap<String, Value> {
        let names = known.parts.placeholders(code).iter();
        names
            .filter_map(|name| Some((name.clone(), self.seen(known, state, name)?)))
            .collect()
    }
}

/// A script's value, or a property of it.
pub(super) fn of(held: &Dynamic, property: Option<&str>) -> Option<Value> {
    let Some(property) = property else {
        return value(held);
    };
    if let Some(row) = held.read_lock::<TableRow>() {
        return row.cell(property);
    }
    if let Some(score) = held.read_lock::<ScoreObject>() {
        return score.0.property(property);
    }
    if let Some(quote) = held.read_lock::<QuoteObject>() {
        return quote.property(property);
    }
    // A property of something missing is missing for the same causes.
    value(held)?.lack().map(Value::Missing)
}
