//! What names stand for: features behind their sources, inputs, parameters, dated series.

use caudal_facts::{Currency, DatedValue, Party, Report};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Known, State};
use crate::policy::feature_of::{CO, FeatureOf};
use crate::policy::kind::Kind;
use crate::policy::load::Slot;
use crate::policy::manifest::{MissingAction, ParamDeclaration, ParamValue, Silence};
use crate::policy::script::object::SourceObject;
use crate::policy::value::Value;
use crate::policy::values::NameId;

impl Known<'_> {
    /// The value of a full name; `None` when the policy has no such name.
    pub(super) fn named(&self, state: &mut State, full: &str) -> Option<Value> {
        let slot = self.parts.slots.get(full)?;
        let id = self.parts.layout.id(full);
        Some(self.slot(state, (full, id), slot, self.missing_action(full)))
    }

    /// The value of what a full name stands for, and what a missing one means.
    pub(crate) fn slot(
        &self,
        state: &mut State,
        (full, id): (&str, Option<NameId>),
        slot: &Slot,
        action: Option<&MissingAction>,
    ) -> Value {
        let found = match slot {
            Slot::Param(param) => self.param(param),
            Slot::Feature(of) => self.feature(state, *of, (full, id)),
            Slot::Input(Party::CoApplicant) if self.subject.co_applicant.is_none() => nobody(),
            Slot::Input(_) | Slot::Request => self.given(full, id),
            Slot::CoPresent => Value::Flag(self.subject.co_applicant.is_some()),
            Slot::Reference(name) => self.reference_at(id, name),
        };
        let Value::Missing(causes) = &found else {
            return found;
        };
        match action {
            Some(MissingAction::Default { value, .. }) => {
                let stand_in = match value {
                    ParamValue::Number(number) => Value::Number(*number),
                    ParamValue::Flag(flag) => Value::Flag(*flag),
                    ParamValue::List(_) => return found,
                };
                state.defaults.insert(full.to_owned(), stand_in.clone());
                stand_in
            }
            Some(MissingAction::Decline) => Value::Missing(causes.declining()),
            Some(MissingAction::Refer) | None => found,
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
    fn feature(&self, state: &State, of: FeatureOf, (full, id): (&str, Option<NameId>)) -> Value {
        if self.subject.sources_of(of.party).is_none() {
            return nobody();
        }
        let mut reports = of.reports(self.parts.manifest.country);
        let Some(first) = reports.next() else {
            return self.given(full, id);
        };
        let all = || of.reports(self.parts.manifest.country);
        let Some(report) = all().find(|report| state.asked.has(*report)) else {
            return Value::missing(first.name());
        };
        if !all().any(|report| state.asked.answered(report)) {
            return match self.parts.silence(report.source) {
                Silence::GoOn => Value::None(report.name().into()),
                Silence::Refer | Silence::Decline => Value::missing(report.name()),
            };
        }
        match self.at(id) {
            Some(value) => value.clone(),
            None => Value::missing(report.name()),
        }
    }

    /// The value that a case has under a number.
    fn at(&self, id: Option<NameId>) -> Option<&Value> {
        self.subject.values.at(&self.parts.layout, id?)
    }

    fn given(&self, full: &str, id: Option<NameId>) -> Value {
        self.at(id).cloned().unwrap_or_else(|| {
            let namespace = full
                .rsplit_once('.')
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
        match self.parts.layout.reference(name) {
            Some(id) => self.reference_at(Some(id), name),
            // A series that nothing declares, and that a case may give all the same.
            None => match self.subject.values.get(&format!("reference.{name}")) {
                Some(given) => given.clone(),
                None => self.figure(name, self.subject.as_of),
            },
        }
    }

    fn reference_at(&self, id: Option<NameId>, name: &str) -> Value {
        let given = self.at(id).cloned();
        given.unwrap_or_else(|| self.figure(name, self.subject.as_of))
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
    pub(crate) fn source(&self, state: &State, report: Report) -> SourceObject {
        if self.subject.sources_of(report.party).is_none() {
            return SourceObject {
                answered: nobody(),
                offered: false,
                age_days: nobody(),
            };
        }
        let asked = state.asked.has(report);
        let state = self.subject.source(report);
        let missing = || Value::missing(report.name());
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
            offered: state.map_or(self.manner.mode == super::Mode::Next, |state| {
                state.answered
            }),
            age_days,
        }
    }
}

/// What is read of a co-applicant where there is none.
fn nobody() -> Value {
    Value::None(CO.into())
}

/// The last figure on or before a date, unless it is too old.
fn in_force(series: &[DatedValue], at: NaiveDate, max_age_days: Option<u32>) -> Option<Decimal> {
    let last = series.iter().rev().find(|entry| entry.from <= at)?;
    let age = (at - last.from).num_days();
    let fresh = max_age_days.is_none_or(|max| age <= i64::from(max));
    fresh.then_some(last.value)
}
