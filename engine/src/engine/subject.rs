//! What a policy may know of a case: features computed, inputs read as declared, sources dated.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::{
    Application, Country, Currency, Diagnostic, Facts, Input, Money, Party, Report, Source,
};

use super::Engine;
use super::given::Given;
use super::programs::Programs;
use super::sources::{SourceAnswer, sources};
use super::trial::Trial;
use crate::decision::{ReferenceView, StateView, TrialView};
use crate::error::Error;
use crate::features::{self, CaseContext, MonthRow, Rates};
use crate::frames::{self, Frames};
use crate::policy::{
    Allowed, CO_PRESENT, FeatureOf, Kind, Policy, SourceState, Subject, Value, Values,
};
use crate::reference::Reference;

/// A case, read.
pub(super) struct CaseData {
    pub(super) subject: Subject,
    pub(super) features: Vec<(FeatureOf, StateView)>,
    pub(super) monthly: Vec<MonthRow>,
    /// The months of a co-applicant.
    pub(super) co_monthly: Vec<MonthRow>,
    pub(super) reference: Vec<ReferenceView>,
}

/// What rows alone say of a case.
pub(crate) struct Computed {
    /// The features that the policy reads.
    pub(crate) values: BTreeMap<String, Value>,
    /// What its sources did.
    pub(crate) sources: BTreeMap<Source, SourceState>,
    /// What they did about a co-applicant, if there is one.
    pub(crate) co_applicant: Option<BTreeMap<Source, SourceState>>,
}

/// What is read and computed of one of the persons.
struct Person {
    features: Vec<(FeatureOf, StateView)>,
    sources: BTreeMap<Source, SourceState>,
    monthly: Vec<MonthRow>,
    rates: Rates,
}

impl CaseData {
    /// Puts the values of a trial in place of the case's own, and tells both.
    pub(super) fn set(&mut self, trial: &Trial) -> Vec<TrialView> {
        let tried = trial.iter().map(|(name, value)| {
            let was = if name == CO_PRESENT {
                Some(self.set_co_applicant(value == &Value::Flag(true)))
            } else {
                self.subject.values.insert(name, value.clone())
            };
            let shown = self.features.iter_mut();
            for (_, state) in shown.filter(|(of, _)| of.name() == name) {
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

    /// Whether there was a co-applicant before.
    fn set_co_applicant(&mut self, is_there: bool) -> Value {
        let theirs = &mut self.subject.co_applicant;
        let was = Value::Flag(theirs.is_some());
        if is_there {
            theirs.get_or_insert_default();
        } else {
            *theirs = None;
        }
        was
    }
}

pub(super) fn read(
    engine: &Engine,
    given: Given<'_>,
    application: &Application,
    facts: &Facts,
) -> Result<CaseData, Error> {
    let policy = given.policy;
    let mut values = policy.blank();
    let applicant = person(
        engine,
        given,
        application,
        (Party::Applicant, facts),
        &mut values,
    )?;
    let nothing = Facts::default();
    let theirs = application.of(Party::CoApplicant).map(|alone| {
        let facts = facts.co_applicant.as_deref().unwrap_or(&nothing);
        person(
            engine,
            given,
            &alone,
            (Party::CoApplicant, facts),
            &mut values,
        )
    });
    let theirs = theirs.transpose()?;
    request(
        policy,
        &mut values,
        application.amount,
        application.term_months,
        Some(&application.product),
    );
    let mut features = applicant.features;
    let (mut co_applicant, mut co_monthly) = (None, Vec::new());
    if let Some(theirs) = theirs {
        features.extend(theirs.features);
        co_applicant = Some(theirs.sources);
        co_monthly = theirs.monthly;
    }
    Ok(CaseData {
        subject: Subject {
            application_id: application.id.as_str().into(),
            as_of: application.as_of,
            values,
            sources: applicant.sources,
            co_applicant,
            series: Arc::new(given.for_script()),
        },
        features,
        monthly: applicant.monthly,
        co_monthly,
        reference: given.views(facts, &applicant.rates),
    })
}

/// One of the persons, whose own application this is; their features and inputs go into the row of the case.
fn person(
    engine: &Engine,
    given: Given<'_>,
    application: &Application,
    (party, facts): (Party, &Facts),
    values: &mut Values,
) -> Result<Person, Error> {
    let policy = given.policy;
    let (frames, context) = tables(given, application, facts)?;
    let row = features::compute(engine.programs.of(party), &frames, &context)
        .map_err(|error| Error::Features(error.to_string()))?;
    let monthly =
        features::monthly(&frames, &context).map_err(|error| Error::Features(error.to_string()))?;
    let mut shown = Vec::with_capacity(engine.programs.of(party).features().len());
    let computed = row.iter().map(|(feature, computed)| {
        let of = FeatureOf { party, feature };
        let value = feature_value(of, computed, application.country, context.currency);
        shown.push((of, state_of(computed, &value)));
        value
    });
    engine.programs.fill(party, values, computed);
    inputs(policy, values, party, &application.inputs)?;
    let answers = facts.answers.iter().map(SourceAnswer::of);
    Ok(Person {
        features: shown,
        sources: sources(policy, answers, application.as_of),
        monthly,
        rates: context.rates,
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
    has_co_applicant: bool,
) -> Result<Computed, Error> {
    let programs = Programs::of_policy(policy)?;
    let given = Given {
        policy,
        as_of: case.as_of,
        own: &BTreeMap::new(),
        reference: &Reference::default(),
    };
    let mut values = BTreeMap::new();
    let mut of_person = |party: Party, facts: &Facts| {
        let (frames, context) = tables_of(given, case, facts)?;
        let row = features::compute(programs.of(party), &frames, &context)
            .map_err(|error| Error::Features(error.to_string()))?;
        values.extend(row.iter().map(|(feature, computed)| {
            let of = FeatureOf { party, feature };
            let value = feature_value(of, computed, case.country, case.currency);
            (of.name().into_owned(), value)
        }));
        let answers = facts.answers.iter().map(SourceAnswer::of);
        Ok::<_, Error>(sources(policy, answers, case.as_of))
    };
    let sources = of_person(Party::Applicant, facts)?;
    let nothing = Facts::default();
    let theirs = facts.co_applicant.as_deref().unwrap_or(&nothing);
    let co_applicant = has_co_applicant.then(|| of_person(Party::CoApplicant, theirs));
    Ok(Computed {
        co_applicant: co_applicant.transpose()?,
        sources,
        values,
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
    of: FeatureOf,
    value: &features::Value,
    country: Country,
    currency: Currency,
) -> Value {
    let feature = of.feature;
    let source = match (of.reports(Some(country)).next(), of.party) {
        (Some(report), _) => report.name(),
        (None, Party::Applicant) => "data",
        (None, Party::CoApplicant) => "co.data",
    };
    match value {
        features::Value::Known(raw) if matches!(feature.unit, features::Unit::Flag) => {
            Value::Flag(*raw != 0)
        }
        features::Value::Known(_) => value
            .decimal(feature.unit, currency)
            .map_or_else(|| Value::missing("overflow"), Value::Number),
        features::Value::None => Value::None(source.into()),
        features::Value::Missing(cause) => match cause {
            features::Cause::SourceSilent(silent) => {
                let report = Report {
                    party: of.party,
                    source: *silent,
                };
                Value::missing(report.name())
            }
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

/// The lender's inputs about a person, read as the policy declares them, into the row of a case.
pub(crate) fn inputs(
    policy: &Policy,
    values: &mut Values,
    party: Party,
    inputs: &BTreeMap<String, Input>,
) -> Result<(), Error> {
    let place = match party {
        Party::Applicant => "inputs",
        Party::CoApplicant => "co_applicant.inputs",
    };
    let mut problems = Vec::new();
    let declared = policy.manifest().inputs.iter();
    for (id, (name, declared)) in policy.layout().inputs().iter().zip(declared) {
        let given = inputs.get(name).unwrap_or(&Input::Missing);
        let allowed = Allowed::input(policy.manifest(), declared);
        let namespace = name
            .split_once('.')
            .map_or(name.as_str(), |(namespace, _)| namespace);
        let read = match party {
            Party::Applicant => input(&allowed, namespace, given),
            Party::CoApplicant => {
                let namespace = format!("{}{namespace}", party.prefix());
                input(&allowed, &namespace, given)
            }
        };
        match (read, party) {
            (Ok(value), Party::Applicant) => {
                values.set(*id, value);
            }
            (Ok(value), Party::CoApplicant) => {
                values.insert(&format!("{}{name}", party.prefix()), value);
            }
            (Err(message), _) => {
                let message = format!("{place}.{name}: {message}");
                problems.push(Diagnostic::at("application", (0, 0), message));
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
