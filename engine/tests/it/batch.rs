//! Decisions over shards are those of each case alone.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read the files that the engine is given"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::LazyLock;

use caudal_engine::batch::{Batch, COLUMNS, Decided, Decisions};
use caudal_engine::frames::{Frames, Table};
use caudal_engine::policy::{Files, LoadOptions, Policy};
use caudal_engine::portfolio::{Columns, Shard, ShardBuilder};
use caudal_engine::{Decision, Engine, Error, Reference};
use caudal_facts::{Application, Country, Currency, Facts, Input, Limits, Money, Source};
use polars::prelude::DataFrame;
use proptest::prelude::*;

use crate::features::Ledger;
use crate::features::random::{World, amounts, world};

/// A policy's folder on disk, with the law of its country.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }

    fn law(&self, _: Country) -> Result<Vec<String>, String> {
        let folder = fs::read_dir(self.0.join("../law")).map_err(|error| error.to_string())?;
        let files = folder.map(|file| file.unwrap().path());
        let toml = files.filter(|file| file.extension().is_some_and(|end| end == "toml"));
        let names = toml.map(|file| file.file_name().unwrap().to_str().unwrap().to_owned());
        Ok(names.map(|name| format!("../law/{name}")).collect())
    }
}

fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}

fn engine(country: &str) -> Engine {
    let folder = Folder(root(&format!("rules/{country}/consumer")));
    let policy = Policy::load(country, &folder, LoadOptions::default()).unwrap();
    let mut reference = Reference::default();
    let file = root(&format!("fixtures/reference/{country}.csv"));
    let text = fs::read_to_string(file).unwrap();
    reference
        .read("reference.csv", &text, &Limits::default())
        .unwrap();
    let engine = Engine::new(policy).unwrap();
    engine.with_reference(reference).unwrap()
}

/// The engines of both countries.
static ENGINES: LazyLock<[(Country, Engine); 2]> =
    LazyLock::new(|| [(Country::Ar, engine("ar")), (Country::Cl, engine("cl"))]);

pub(super) fn engine_of(country: Country) -> &'static Engine {
    let found = ENGINES.iter().find(|(known, _)| *known == country);
    &found.unwrap().1
}

/// An application of a country, with inputs that its policy reads and without dated series of its own.
pub(super) fn application(country: Country) -> Application {
    let name = match country {
        Country::Ar => "ar-salaried-clean",
        Country::Cl => "cl-salaried-clean",
    };
    let bytes = fs::read(root(&format!("fixtures/applications/{name}.json"))).unwrap();
    let mut application = Application::from_json(name, &bytes, &Limits::default()).unwrap();
    application.reference.clear();
    application
}

/// A shard of these cases as it is after a journey through files.
fn shard(engine: &Engine, cases: &[(Application, Facts)]) -> Shard {
    let mut builder = ShardBuilder::default();
    for (application, facts) in cases {
        let full = builder.push_application(application, facts).unwrap();
        assert!(full.is_none(), "they fit one shard");
    }
    let shard = builder.finish().unwrap().unwrap();
    let mut files: BTreeMap<Table, Vec<u8>> = BTreeMap::new();
    for &table in Table::ALL {
        shard.write(table, files.entry(table).or_default()).unwrap();
    }
    let columns = Columns::Of(engine.program());
    Shard::read(shard.versions().categories, columns, |table| {
        Ok(Cursor::new(files[&table].as_slice()))
    })
    .unwrap()
}

fn decided(engine: &Engine, cases: &[(Application, Facts)]) -> Decisions {
    let shard = shard(engine, cases);
    Batch::new(engine, None).decide(shard.frames()).unwrap()
}

/// Holds what a batch decided against what the engine decides.
fn hold(alone: &Result<Decision, Error>, here: &Decided) {
    let (alone, here) = match (alone, &here.decision) {
        (Ok(alone), Ok(here)) => (alone, here),
        (Err(alone), Err(here)) => return assert_eq!(alone.to_string(), here.to_string()),
        differ => panic!("{differ:?}"),
    };
    assert_eq!(alone.outcome, here.outcome.name());
    assert_eq!(alone.stopped_at, here.stopped_at);
    assert_eq!(alone.offers, here.offers);
    assert_eq!(alone.indicative_offers, here.indicative_offers);
    let results = serde_json::to_string(&alone.results).unwrap();
    assert_eq!(results, here.results);
    assert_eq!(alone.missing, here.missing);
    assert_eq!(alone.review.queues, here.queues);
    let reasons = alone.reasons.iter();
    let reasons: Vec<_> = reasons
        .map(|reason| (reason.code.as_str(), reason.severity))
        .collect();
    let found = here.reasons.iter();
    let found: Vec<_> = found
        .map(|reason| (reason.code.as_str(), reason.severity.name()))
        .collect();
    assert_eq!(reasons, found);
    let conditions = alone.conditions.iter();
    let conditions: Vec<&String> = conditions.map(|condition| &condition.code).collect();
    assert_eq!(conditions, here.conditions.iter().collect::<Vec<_>>());
}

fn check(engine: &Engine, cases: &[(Application, Facts)]) {
    let decisions = decided(engine, cases);
    assert_eq!(decisions.cases().len(), cases.len());
    for ((application, facts), here) in cases.iter().zip(decisions.cases()) {
        assert_eq!(application.id, here.id);
        hold(&engine.decide(application, facts), here);
    }
    assert_eq!(decisions.frame().unwrap().height(), cases.len());
}

/// What an application says differently from the usual one.
#[derive(Debug, Clone)]
struct Said {
    amount: Option<i64>,
    term_months: Option<u32>,
    /// Inputs that are not given, by position.
    left_out: u32,
    self_employed: bool,
    fraud_score: i64,
    /// Whether it gives dated series of its own.
    own_series: bool,
    silent: Vec<Source>,
}

fn said() -> impl Strategy<Value = Said> {
    let amount = prop::option::weighted(0.9, 1_i64..9_000_000);
    let term = prop::option::weighted(0.9, 1_u32..40);
    let left_out = prop_oneof![3 => Just(0_u32), 1 => any::<u32>()];
    let silent = prop::collection::vec(prop::sample::select(&Source::ALL[..]), 0..3);
    (
        amount,
        term,
        left_out,
        any::<bool>(),
        0_i64..1_100,
        any::<bool>(),
        silent,
    )
        .prop_map(
            |(amount, term_months, left_out, self_employed, fraud_score, own_series, silent)| {
                Said {
                    amount,
                    term_months,
                    left_out,
                    self_employed,
                    fraud_score,
                    own_series,
                    silent,
                }
            },
        )
}

fn case(number: usize, world: &World, said: &Said) -> (Application, Facts) {
    let Ledger {
        mut facts,
        as_of,
        country,
        ..
    } = world.ledger();
    for source in [
        Source::Afc,
        Source::Cmf,
        Source::Sii,
        Source::Protests,
        Source::Bancame,
        Source::Bcra,
    ] {
        if facts.answer(source).is_none() && !said.silent.contains(&source) {
            let mut answer = facts.answers[0].clone();
            answer.source = source;
            facts.answers.push(answer);
        }
    }
    facts.answers.sort_by_key(|answer| answer.source);
    let mut application = application(country);
    application.id = format!("case-{number}");
    application.as_of = as_of;
    let home = country.home_currency();
    application.amount = said.amount.map(|minor| Money::from_minor(minor, home));
    application.term_months = said.term_months;
    let flag = Input::Flag(said.self_employed);
    application
        .inputs
        .insert("applicant.self_employed".to_owned(), flag);
    let score = Input::Number(said.fraud_score.into());
    application.inputs.insert("fraud.score".to_owned(), score);
    let mut position = 0_u32;
    application.inputs.retain(|_, _| {
        position += 1;
        said.left_out >> (position % 32) & 1 == 0
    });
    if said.own_series {
        let from = as_of - chrono::Days::new(1);
        let value = "41000.5".parse().unwrap();
        let figure = caudal_facts::DatedValue { from, value };
        let series = application.reference.entry("uf".to_owned()).or_default();
        series.push(figure);
    }
    (application, facts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn one_case_and_a_shard_decide_the_same(
        worlds in prop::collection::vec((world(&amounts()), said()), 1..6)
    ) {
        for (country, engine) in ENGINES.iter() {
            let cases = worlds.iter().enumerate().map(|(number, (world, said))| {
                case(number, &World { country: *country, ..world.clone() }, said)
            });
            check(engine, &cases.collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_case_that_does_not_fit_costs_only_itself() {
    let fits = application(Country::Cl);
    let with = |id: &str, change: &dyn Fn(&mut Application)| {
        let mut application = fits.clone();
        id.clone_into(&mut application.id);
        change(&mut application);
        (application, Facts::default())
    };
    let usd = Money::from_minor(10_000, Currency::Usd);
    let wrong = Input::Text("yesterday".to_owned());
    let cases = [
        with("fits", &|_| {}),
        with("another country", &|it| it.country = Country::Ar),
        with("another currency", &|it| it.amount = Some(usd)),
        with("a wrong input", &|it| {
            it.inputs
                .insert("applicant.birth_date".to_owned(), wrong.clone());
        }),
        with("no amount", &|it| it.amount = None),
    ];
    let engine = engine_of(Country::Cl);
    check(engine, &cases);
    let decisions = decided(engine, &cases);
    let errors = decisions.cases().iter().map(|case| match &case.decision {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    });
    let errors: Vec<String> = errors.collect();
    assert_eq!(errors[0], "");
    assert!(errors[1].contains("decides for CL"), "{}", errors[1]);
    assert!(errors[2].contains("decides in CLP"), "{}", errors[2]);
    assert!(
        errors[3].contains("inputs.applicant.birth_date"),
        "{}",
        errors[3]
    );
    assert_eq!(errors[4], "");
}

/// The tables of one case, one of them changed.
fn changed(which: Table, change: impl Fn(DataFrame) -> DataFrame) -> Frames {
    let facts = Facts::default();
    let frames = Frames::of_application(&application(Country::Cl), &facts).unwrap();
    Frames::from_tables(|table| {
        let frame = frames.table(table).clone();
        Some(if table == which { change(frame) } else { frame })
    })
    .unwrap()
}

#[test]
fn two_cases_with_one_id_are_refused() {
    let case = (application(Country::Cl), Facts::default());
    let shard = shard(engine_of(Country::Cl), &[case.clone(), case]);
    let batch = Batch::new(engine_of(Country::Cl), None);
    let error = batch.decide(shard.frames()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "read table cases: rows 0 and 1 have the same id \"cl-salaried-clean\""
    );
}

#[test]
fn a_file_without_the_newer_columns_has_nothing_in_them() {
    let frames = changed(Table::Cases, |cases| {
        cases.drop_many(["product", "term_months", "inputs", "reference"])
    });
    let batch = Batch::new(engine_of(Country::Cl), None);
    let decisions = batch.decide(&frames).unwrap();
    let brief = decisions.cases()[0].decision.as_ref().unwrap();
    assert_eq!(brief.outcome.name(), "refer");
    let names = brief.missing.iter().map(|missing| missing.name.as_str());
    assert!(names.into_iter().any(|name| name == "applicant.birth_date"));
}

#[test]
fn inputs_that_are_no_json_are_the_cases_own_problem() {
    let frames = changed(Table::Cases, |mut cases| {
        let column = polars::prelude::Column::new("inputs".into(), ["{ not json"]);
        cases.with_column(column).unwrap();
        cases
    });
    let batch = Batch::new(engine_of(Country::Cl), None);
    let decisions = batch.decide(&frames).unwrap();
    let error = decisions.cases()[0].decision.as_ref().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("case inputs:1:3: key must be"), "{text}");
}

#[test]
fn one_date_for_all_is_the_date_of_each() {
    let as_of = "2026-10-19".parse().unwrap();
    let case = application(Country::Cl);
    let facts = Facts::default();
    let frames = Frames::of_application(&case, &facts).unwrap();
    let engine = engine_of(Country::Cl);
    let decisions = Batch::new(engine, Some(as_of)).decide(&frames).unwrap();
    assert_eq!(decisions.cases()[0].as_of, as_of);
    let alone = engine.decide(&Application { as_of, ..case }, &facts);
    hold(&alone, &decisions.cases()[0]);
}

#[test]
fn the_table_has_the_columns_that_are_declared() {
    let case = (application(Country::Cl), Facts::default());
    let engine = engine_of(Country::Cl);
    let frame = decided(engine, &[case]).frame().unwrap();
    let names: Vec<&str> = frame
        .get_column_names()
        .into_iter()
        .map(polars::prelude::PlSmallStr::as_str)
        .collect();
    let declared = COLUMNS.map(|(name, _)| name);
    assert_eq!(names[..declared.len()], declared);
    let features = engine.program().names().len();
    assert_eq!(names.len(), declared.len() + 2 * features);
}
