//! What names stand for: features behind their sources, inputs, parameters, dated series.

use std::sync::Arc;

use caudal_facts::{Currency, DatedValue, Source};
use chrono::NaiveDate;
use rhai::{Dynamic, Map};
use rust_decimal::Decimal;

use super::{Run, State};
use crate::features::Feature;
use crate::policy::kind::Kind;
use crate::policy::load::Slot;
use crate::policy::manifest::{MissingAction, ParamDeclaration, ParamValue, Silence};
use crate::policy::scorecard::Score;
use crate::policy::script::object::{
    QuoteObject, ScoreObject, SourceObject, TableRow, dynamic, value,
};
use crate::policy::table::Answer;
use crate::policy::value::{Causes, Value};

impl Run {
    /// What `namespace.name` stands for.
    ///
    /// # Errors
    /// A message when the policy has no such name.
    pub(crate) fn read(&self, namespace: &str, name: &str) -> Result<Dynamic, String> {
        let full = format!("{namespace}.{name}");
        let mut state = self.state();
        if let Some(Slot::Param(param)) = self.parts.slots.get(&full)
            && let ParamValue::List(list) = &param.value
        {
            return Ok(list
                .iter()
                .map(|n| Dynamic::from_decimal(*n))
                .collect::<rhai::Array>()
                .into());
        }
        self.named(&mut state, &full)
            .map(dynamic)
            .ok_or_else(|| format!("unknown name {full:?}"))
    }

    /// The value of a full name; `None` when the policy has no such name.
    fn named(&self, state: &mut State, full: &str) -> Option<Value> {
        let found = match self.parts.slots.get(full)? {
            Slot::Param(param) => self.param(param),
            Slot::Feature(feature) => self.feature(state, feature),
            Slot::Input | Slot::Request => self.given(full),
            Slot::Reference(name) => self.reference(name),
        };
        let Value::Missing(causes) = &found else {
            return Some(found);
        };
        match self.missing_action(full) {
            Some(MissingAction::Default { value, .. }) => {
                let stand_in = match value {
                    ParamValue::Number(number) => Value::Number(*number),
                    ParamValue::Flag(flag) => Value::Flag(*flag),
                    ParamValue::List(_) => return Some(found),
                };
                state.defaults.insert(full.to_owned(), stand_in.clone());
                Some(stand_in)
            }
            Some(MissingAction::Decline) => Some(Value::Missing(causes.declining())),
            Some(MissingAction::Refer) | None => Some(found),
        }
    }

    fn param(&self, param: &ParamDeclaration) -> Value {
        match &param.value {
            ParamValue::Flag(flag) => Value::Flag(*flag),
            ParamValue::List(_) => Value::missing("params"),
            ParamValue::Number(number) if param.kind == Kind::Uf => {
                let number = Value::Number(*number);
                let rate = self.reference(self.parts.manifest.prices.rate(Currency::Uf));
                Value::apply(crate::policy::value::Operator::Multiply, &number, &rate)
                    .unwrap_or_else(|_| Value::missing("reference"))
            }
            ParamValue::Number(number) => Value::Number(*number),
        }
    }

    /// A feature can be read once one of its sources was asked and answered, so that deciding with
    /// all facts given and deciding stage by stage are the same run.
    fn feature(&self, state: &State, feature: &'static Feature) -> Value {
        let sources = self.parts.sources_of(feature);
        let Some(first) = sources.first() else {
            return self.given(feature.name);
        };
        let asked = |source: &&Source| state.asked.contains(source);
        let Some(source) = sources.iter().find(asked) else {
            return Value::missing(first.name());
        };
        let answered = |source: &Source| {
            state.asked.contains(source)
                && self
                    .subject
                    .sources
                    .get(source)
                    .is_some_and(|source| source.answered)
        };
        if !sources.iter().any(answered) {
            return match self.parts.silence(*source) {
                Silence::GoOn => Value::None(source.name().into()),
                Silence::Refer | Silence::Decline => Value::missing(source.name()),
            };
        }
        match self.subject.values.get(feature.name) {
            Some(value) => value.clone(),
            None => Value::missing(source.name()),
        }
    }

    fn given(&self, full: &str) -> Value {
        self.subject.values.get(full).cloned().unwrap_or_else(|| {
            let namespace = full
                .split_once('.')
                .map_or(full, |(namespace, _)| namespace);
            Value::missing(namespace)
        })
    }

    fn missing_action(&self, full: &str) -> Option<&MissingAction> {
        let rules = &self.parts.manifest.missing;
        let rule = rules.iter().find(|rule| rule.matches(full))?;
        Some(&rule.action)
    }

    /// The figure of a dated series in force at the date of the decision.
    pub(crate) fn reference(&self, name: &str) -> Value {
        if let Some(given) = self.subject.values.get(&format!("reference.{name}")) {
            return given.clone();
        }
        self.figure(name, self.subject.as_of)
    }

    /// How much prices have risen since a date: the index now over the index then.
    pub(crate) fn price_factor(&self, since: NaiveDate) -> Value {
        let index = self.parts.manifest.prices.index();
        let now = self.reference(index);
        let then = self.figure(index, since);
        Value::apply(crate::policy::value::Operator::Divide, &now, &then)
            .unwrap_or_else(|_| Value::missing("reference"))
    }

    fn figure(&self, name: &str, at: NaiveDate) -> Value {
        let declared = self.parts.manifest.reference.get(name);
        let max_age = declared.and_then(|declared| declared.max_age_days);
        let series = self
            .parts
            .series
            .get(name)
            .or_else(|| self.subject.series.get(name));
        series
            .and_then(|series| in_force(series, at, max_age))
            .map_or_else(|| Value::missing("reference"), Value::Number)
    }

    /// What a source did. Whether it answered is known once it was asked, so that deciding with all
    /// facts given and deciding stage by stage are the same run.
    pub(crate) fn source(&self, source: Source) -> SourceObject {
        let asked = self.state().asked.contains(&source);
        let state = self.subject.sources.get(&source);
        let missing = || Value::missing(source.name());
        let (answered, age_days) = match state.filter(|_| asked) {
            Some(state) => (
                Value::Flag(state.answered),
                state
                    .age_days
                    .map_or_else(missing, |days| Value::Number(days.into())),
            ),
            None => (missing(), missing()),
        };
        SourceObject {
            answered,
            offered: state.map_or(self.mode == super::Mode::Next, |state| state.answered),
            age_days,
        }
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
    pub(crate) fn scorecard(&self, name: &str, args: &Map) -> Result<Score, String> {
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
        let score = card.score(&values);
        self.saw_rows(&card.file, || card.answering(&values));
        self.state().scores.insert(name.to_owned(), score.clone());
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
        columns
            .iter()
            .map(|column| match args.get(column.as_str()) {
                Some(given) => value(given)
                    .ok_or_else(|| format!("column {column:?} of {file} does not take a list")),
                None if column.contains('.') => self
                    .named(&mut state, column)
                    .ok_or_else(|| format!("unknown name {column:?} in {file}")),
                None => Err(format!("column {column:?} of {file} is not passed")),
            })
            .collect()
    }

    /// The value of a name as a rule or a reason's text sees it: a full name, a `let`, or a property
    /// of one.
    pub(super) fn seen(&self, state: &mut State, name: &str) -> Option<Value> {
        if name == "as_of" {
            return Some(Value::Date(self.subject.as_of));
        }
        if let Some(found) = self.named(state, name) {
            return Some(found);
        }
        let (first, property) = match name.split_once('.') {
            Some((first, property)) => (first, Some(property)),
            None => (name, None),
        };
        of(state.names.get(first)?, property)
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
        return (property == "points").then(|| score.0.points.clone());
    }
    if let Some(quote) = held.read_lock::<QuoteObject>() {
        return quote.property(property);
    }
    // A property of something missing is missing for the same causes.
    value(held)?.lack().map(Value::Missing)
}

/// The last figure on or before a date, unless it is too old.
fn in_force(series: &[DatedValue], at: NaiveDate, max_age_days: Option<u32>) -> Option<Decimal> {
    let last = series.iter().rev().find(|entry| entry.from <= at)?;
    let age = (at - last.from).num_days();
    let fresh = max_age_days.is_none_or(|max| age <= i64::from(max));
    fresh.then_some(last.value)
}

/// The causes of a value that a rule needs and does not have.
pub(super) fn lack_of(held: &Dynamic) -> Option<Causes> {
    value(held)?.lack()
}
