//! What a policy may know of a case: features computed, inputs read as declared, sources dated.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::facts::Answer;
use caudal_facts::{Application, Country, Currency, Diagnostic, Facts, Input, Money, Source};
use chrono::NaiveDate;

use super::Engine;
use super::given::Given;
use super::trial::Trial;
use crate::decision::{ReferenceView, StateView, TrialView};
use crate::error::Error;
use crate::features::{self, CaseContext, Feature, MonthRow};
use crate::frames::{self, Frames};
use crate::policy::{Allowed, Kind, Policy, SourceState, Subject, Value, Values};
use crate::reference::Reference;

/// A case, read.
pub(super) struct CaseData {
    pub(super) subject: Subject,
    pub(super) features: Vec<(&'static Feature, StateView)>,
    pub(super) monthly: Vec<MonthRow>,
    pub(super) reference: Vec<ReferenceView>,
}

/// What rows alone say of a case.
pub(crate) struct Computed {
    /// The features that the policy reads.
    pub(crate) values: BTreeMap<String, Value>,
    /// What its sources did.
    pub(crate) sources: BTreeMap<Source, SourceState>,
}

impl CaseData {
    /// Puts the values of a trial in place of the case's own, and tells both.
    pub(super) fn set(&mut self, trial: &Trial) -> Vec<TrialView> {
        let tried = trial.iter().map(|(name, value)| {
            let was = self.subject.values.insert(name, value.clone());
            let shown = self.features.iter_mut();
            for (_, state) in shown.filter(|(feature, _)| feature.name == name) {
                *state = StateView::of(value);
            }
            TrialView {
                name: name.to_owned(),
                was: was.as_ref().map(StateView::of),
                value: StateView::of(value),
            }
        });
        tried.collect()
    }
}

pub(super) fn read(
    engine: &Engine,
    given: Given<'_>,
    application: &Application,
    facts: &Facts,
) -> Result<CaseData, Error> {
    let policy = given.policy;
    let (frames, context) = tables(given, application, facts)?;
    let currency = context.currency;
    let row = features::compute(&engine.program, &frames, &context)
        .map_err(|error| Error::Features(error.to_string()))?;
    let monthly =
        features::monthly(&frames, &context).map_err(|error| Error::Features(error.to_string()))?;
    let mut shown = Vec::with_capacity(engine.program.features().len());
    let mut values = engine.filled(row.iter().map(|(feature, computed)| {
        let value = feature_value(feature, computed, application.country, currency);
        shown.push((feature, state_of(computed, &value)));
        value
    }));
    request(
        policy,
        &mut values,
        application.amount,
        application.term_months,
        Some(&application.product),
    );
    inputs(policy, &mut values, &application.inputs)?;
    Ok(CaseData {
        subject: Subject {
            application_id: application.id.as_str().into(),
            as_of: application.as_of,
            values,
            sources: sources(
                policy,
                facts.answers.iter().map(SourceAnswer::of),
                application.as_of,
            ),
            series: Arc::new(given.for_script()),
        },
        features: shown,
        monthly,
        reference: given.views(facts, &context.rates),
    })
}

/// A case's tables, and what holds for it beyond them.
pub(super) fn tables(
    given: Given<'_>,
    application: &Application,
    facts: &Facts,
) -> Result<(Frames, CaseContext), Error> {
    let case = frames::Case {
        id: &application.id,
        country: application.country,
        currency: given.policy.manifest().currency,
        as_of: application.as_of,
        amount: application.amount,
    };
    tables_of(given, &case, facts)
}

/// What a policy may know of a case that is made of rows alone: the features that it reads, and what its sources did.
/// Dated series are those of the policy's own files.
pub(crate) fn of_rows(
    policy: &Policy,
    case: &frames::Case<'_>,
    facts: &Facts,
) -> Result<Computed, Error> {
    let names: Vec<&str> = policy
        .features()
        .iter()
        .map(|feature| feature.name)
        .collect();
    let program = super::program(policy.catalogue(), &names)?;
    let given = Given {
        policy,
        as_of: case.as_of,
        own: &BTreeMap::new(),
        reference: &Reference::default(),
    };
    let (frames, context) = tables_of(given, case, facts)?;
    let row = features::compute(&program, &frames, &context)
        .map_err(|error| Error::Features(error.to_string()))?;
    let values = row.iter().map(|(feature, computed)| {
        let value = feature_value(feature, computed, case.country, case.currency);
        (feature.name.to_owned(), value)
    });
    let answers = facts.answers.iter().map(SourceAnswer::of);
    Ok(Computed {
        values: values.collect(),
        sources: sources(policy, answers, case.as_of),
    })
}

/// The tables of the facts that may still be known.
fn tables_of(
    given: Given<'_>,
    case: &frames::Case<'_>,
    facts: &Facts,
) -> Result<(Frames, CaseContext), Error> {
    let facts = given.policy.law().lawful(facts, case.as_of);
    let frames = Frames::of(case, &facts).map_err(|error| Error::Facts(error.to_string()))?;
    let context = CaseContext {
        currency: case.currency,
        as_of: case.as_of,
        country: case.country,
        rates: given.rates(),
    };
    Ok((frames, context))
}

/// A feature as decisions show it: what is missing with the catalogue's own cause.
pub(crate) fn state_of(computed: &features::Value, value: &Value) -> StateView {
    match computed {
        features::Value::Missing(cause) => StateView::Missing(vec![cause.name().to_owned()]),
        _ => StateView::of(value),
    }
}

/// A feature as policies read it.
pub(crate) fn feature_value(
    feature: &Feature,
    value: &features::Value,
    country: Country,
    currency: Currency,
) -> Value {
    let source = feature
        .sources
        .of(country)
        .first()
        .map_or("data", |source| source.name());
    match value {
        features::Value::Known(raw) if matches!(feature.unit, features::Unit::Flag) => {
            Value::Flag(*raw != 0)
        }
        features::Value::Known(_) => value
            .decimal(feature.unit, currency)
            .map_or_else(|| Value::missing("overflow"), Value::Number),
        features::Value::None => Value::None(source.into()),
        features::Value::Missing(cause) => match cause {
            features::Cause::SourceSilent(silent) => Value::missing(silent.name()),
            features::Cause::Overflow => Value::missing("overflow"),
            features::Cause::DivisionByZero => Value::missing("division_by_zero"),
            features::Cause::NoRate | features::Cause::NoIndex => Value::missing("reference"),
            _ => Value::missing(source),
        },
    }
}

/// What was asked for, as policies read it, into the row of a case.
pub(crate) fn request(
    policy: &Policy,
    values: &mut Values,
    amount: Option<Money>,
    term_months: Option<u32>,
    product: Option<&str>,
) {
    let amount = match amount {
        Some(amount) => Value::Number(amount.amount()),
        None => Value::None("request".into()),
    };
    let term = match term_months {
        Some(term) => Value::Number(term.into()),
        None => Value::None("request".into()),
    };
    let product = product.map(|product| Value::Text(product.into()));
    let asked = [Some(amount), Some(term), product];
    for (id, value) in policy.layout().request().iter().zip(asked) {
        if let Some(value) = value {
            values.set(*id, value);
        }
    }
}

/// The lender's inputs, read as the policy declares them, into the row of a case.
pub(crate) fn inputs(
    policy: &Policy,
    values: &mut Values,
    inputs: &BTreeMap<String, Input>,
) -> Result<(), Error> {
    let mut problems = Vec::new();
    let declared = policy.manifest().inputs.iter();
    for (id, (name, declared)) in policy.layout().inputs().iter().zip(declared) {
        let given = inputs.get(name).unwrap_or(&Input::Missing);
        let allowed = Allowed::input(policy.manifest(), declared);
        let namespace = name
            .split_once('.')
            .map_or(name.as_str(), |(namespace, _)| namespace);
        match input(&allowed, namespace, given) {
            Ok(value) => {
                values.set(*id, value);
            }
            Err(message) => {
                let place = format!("inputs.{name}: {message}");
                problems.push(Diagnostic::at("application", (0, 0), place));
            }
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Inputs(problems))
    }
}

fn input(allowed: &Allowed<'_>, namespace: &str, given: &Input) -> Result<Value, String> {
    let (shown, admitted) = match given {
        Input::Missing => return Ok(Value::missing(namespace)),
        Input::None => (
            "\"none\"".to_owned(),
            allowed.admit(Value::None(namespace.into())),
        ),
        Input::Flag(flag) => (flag.to_string(), allowed.admit(Value::Flag(*flag))),
        Input::Number(number) => (number.to_string(), allowed.admit(Value::Number(*number))),
        // JSON has words of its own for yes and no.
        Input::Text(text) if allowed.kind == Kind::Flag => (
            format!("{text:?}"),
            allowed.admit(Value::Text(text.as_str().into())),
        ),
        Input::Text(text) => (format!("{text:?}"), allowed.read(text)),
    };
    admitted.map_err(|expected| format!("is {shown}: expected {expected}"))
}

/// What a source did, as the tables keep it.
pub(crate) struct SourceAnswer<'a> {
    pub(crate) source: Source,
    pub(crate) answered: bool,
    /// The date of the report, else the local date it was obtained.
    pub(crate) report_date: Option<NaiveDate>,
    pub(crate) why: Option<&'a str>,
}

impl<'a> SourceAnswer<'a> {
    fn of(answer: &'a Answer) -> Self {
        let obtained = answer.obtained_at.map(|at| at.date_naive());
        Self {
            source: answer.source,
            answered: answer.answered(),
            report_date: answer.report_date.or(obtained),
            why: answer.status.why(),
        }
    }
}

/// What each source did; a report older than the policy takes counts as silent.
pub(crate) fn sources<'a>(
    policy: &Policy,
    answers: impl Iterator<Item = SourceAnswer<'a>>,
    as_of: NaiveDate,
) -> BTreeMap<Source, SourceState> {
    answers
        .map(|answer| {
            let age_days = answer.report_date.map(|date| (as_of - date).num_days());
            let rule = policy.manifest().sources.get(&answer.source);
            let max = rule.and_then(|rule| rule.max_age_days);
            let too_old = match (age_days, max) {
                (Some(age), Some(max)) if age > i64::from(max) => Some(format!(
                    "the report is {age} days old, the policy takes {max} at most"
                )),
                (Some(age), _) if age < 0 => {
                    Some("the report is of a later day than the decision".to_owned())
                }
                (None, Some(_)) if answer.answered => {
                    Some("the report has no date, and the policy wants to know its age".to_owned())
                }
                _ => None,
            };
            let state = SourceState {
                answered: answer.answered && too_old.is_none(),
                age_days,
                why: too_old.or_else(|| answer.why.map(str::to_owned)),
            };
            (answer.source, state)
        })
        .collect()
}
