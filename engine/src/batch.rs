//! Decisions of many cases at once: a shard's tables in, decisions out. No files, and no threads of its
//! own: the caller brings the workers, one shard each.
//!
//! # From Arrow
//!
//! Tables that a job holds as Arrow, for example as a stream of Arrow's C interface, become frames:
//! the caller imports them as arrays of `polars-arrow`, of the version that [`crate::polars`] is
//! ([`VERSION`](crate::polars::VERSION)), makes a `Series` of each column (`Series::try_from((name, array))`) and a
//! `DataFrame` of each table, and gives these to [`Frames::from_tables`], which holds names, types, order and codes
//! against [`Table::schema`]. Importing is on the caller's side, because taking pointers of another library on trust
//! is `unsafe` (`ArrowArrayStreamReader::try_new`), and this crate forbids that.

mod case;
mod decided;
mod lawful;
mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::{DatedValue, Party, Source};
use chrono::NaiveDate;

use crate::decision::Brief;
use crate::engine::given::Given;
use crate::engine::{Engine, fits, sources, subject};
use crate::error::Error;
use crate::features::{self, FeatureTable, Rates, compute_each};
use crate::frames::{self, Frames, Table, TableView, View};
use crate::policy::{FeatureOf, Mode, Policy, SourceState, Step, Subject};
use case::{CaseRow, cases};
pub use decided::{Decided, Decisions};
pub use table::COLUMNS;

/// A policy ready to decide the cases of shards. Shared between threads without a lock.
///
/// # Properties
/// - The same outcome, offers, reasons, results and missing data as [`Engine::decide`] for the same
///   application and facts.
/// - A case that cannot be decided costs only itself: it is among the [`Decisions`] with its error.
///
/// # Example
/// ```
/// # use caudal_engine::policy::{Files, LoadOptions, Policy};
/// # struct Rules;
/// # impl Files for Rules {
/// #     fn read(&self, path: &str) -> Result<String, String> {
/// #         Ok(match path {
/// #             "policy.toml" => "[policy]\nid = \"example\"\nversion = \"1\"\ncountry = \"CL\"\ncurrency = \"CLP\"\n\
/// #                 [inputs]\n\"applicant.age\" = { type = \"years\", es = \"Edad\", en = \"Age\" }\n",
/// #             "policy.rhai" => "stage(\"start\");\ndecline(\"UNDER_AGE\", applicant.age < 18);\n\
/// #                 stage(\"bank\", #{ ask: [\"khipu\"] });\ndecline(\"INCOME_LOW\", income.conservative_6m < 300_000);\n",
/// #             "reasons.toml" => "[UNDER_AGE]\nes = \"Menor de edad.\"\nen = \"Under age.\"\n\
/// #                 [INCOME_LOW]\nes = \"Ingreso bajo.\"\nen = \"Low income.\"\n",
/// #             _ => return Err("no such file".to_owned()),
/// #         }.to_owned())
/// #     }
/// # }
/// use caudal_engine::Engine;
/// use caudal_engine::batch::Batch;
/// use caudal_engine::facts::{Application, Facts, Limits};
/// use caudal_engine::portfolio::ShardBuilder;
///
/// # let policy = Policy::load("rules/example", &Rules, LoadOptions::default()).unwrap();
/// let engine = Engine::new(policy)?;
///
/// // A shard, here of one application that nobody has asked a bank about. A job reads its shards with
/// // `Shard::read(…, Columns::Of(engine.program()), …)`, or brings tables of its own, from Arrow or
/// // whatever polars reads, through `Frames::from_tables`.
/// let application = br#"{
///     "id": "A-1", "country": "CL", "product": "consumer", "as_of": "2026-10-20",
///     "applicant": { "tax_id": "15.555.555-6" },
///     "request": { "amount": 500000, "currency": "CLP", "term_months": 12 },
///     "inputs": { "applicant.age": 41 }
/// }"#;
/// let application = Application::from_json("A-1.json", application, &Limits::default())?;
/// let mut builder = ShardBuilder::default();
/// builder.push_application(&application, &Facts::default())?;
/// let shard = builder.finish()?.expect("one case was pushed");
///
/// let decisions = Batch::new(&engine, None).decide(shard.frames())?;
/// let decided = &decisions.cases()[0];
/// assert_eq!(decided.id, "A-1");
/// let decision = decided.decision.as_ref().expect("the application fits the policy");
/// assert_eq!(decision.outcome.name(), "refer");
/// assert_eq!(decision.reasons[0].code, "DATA_MISSING(khipu)");
///
/// // As a table, ready for Parquet: one row a case.
/// assert_eq!(decisions.frame()?.height(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Batch<'e> {
    engine: &'e Engine,
    /// The engine's, without a trace of rules that came to nothing.
    policy: Policy,
    as_of: Option<NaiveDate>,
    /// What holds for cases that give no dated series of their own.
    shared: Dated,
}

/// Dated series, as features and as the script read them.
#[derive(Debug)]
struct Dated {
    rates: Rates,
    series: Arc<BTreeMap<String, Vec<DatedValue>>>,
}

impl<'e> Batch<'e> {
    /// Decides each case as of the date that `cases` has for it, or all as of one.
    #[must_use]
    pub fn new(engine: &'e Engine, as_of: Option<NaiveDate>) -> Self {
        Self {
            engine,
            policy: engine.policy().clone().untraced(),
            as_of,
            shared: Dated::of(engine, &BTreeMap::new()),
        }
    }

    /// Decides every case of a shard, on the caller's thread.
    ///
    /// # Errors
    /// [`frames::Error`] for tables that do not hold together: two cases with one id, a movement of no
    /// account. What is wrong with a single case is among the decisions.
    pub fn decide(&self, frames: &Frames) -> Result<Decisions, frames::Error> {
        let policy = self.engine.policy();
        let frames = lawful::lawful(frames, policy.law(), self.as_of)?;
        let view = View::of(&frames)?;
        let cases = cases(&view, self)?;
        let currency = policy.manifest().currency;
        let features = compute_each(
            self.engine.program(),
            &frames,
            |row, (_, stated, country)| {
                let as_of = self.as_of.unwrap_or(stated);
                let dated = cases.get(row).map_or(&self.shared, |case| case.dated(self));
                ((currency, as_of, country), &dated.rates)
            },
        )?;
        let answers = view.table(Table::Answers);
        let mut start = 0;
        let mut decided = Vec::with_capacity(cases.len());
        for (row, case) in cases.into_iter().enumerate() {
            let rows = answers.rows_of(u32::try_from(row).unwrap_or(u32::MAX), start);
            start = rows.end;
            let sources = self.sources(answers, rows, &case)?;
            decided.push(self.case(case, sources, &features, row));
        }
        Ok(Decisions::new(policy, decided, features))
    }

    fn case(
        &self,
        case: CaseRow,
        sources: BTreeMap<Source, SourceState>,
        features: &FeatureTable,
        row: usize,
    ) -> Decided {
        let values = features.values(row);
        let decision = self.subject(&case, sources, values);
        let decision = decision.and_then(|subject| self.ruled(subject, values));
        Decided {
            as_of: case.as_of,
            amount: case.amount,
            term_months: case.term_months,
            decision,
            id: case.id,
        }
    }

    /// What the policy may know of a case.
    fn subject(
        &self,
        case: &CaseRow,
        sources: BTreeMap<Source, SourceState>,
        computed: &[features::Value],
    ) -> Result<Subject, Error> {
        let policy = self.engine.policy();
        if case.id.is_empty() {
            return Err(Error::NoId);
        }
        fits(
            policy,
            case.country,
            case.amount.map(caudal_facts::Money::currency),
        )?;
        let given = case.given.as_ref().map_err(Error::clone)?;
        let currency = policy.manifest().currency;
        let program = self.engine.program().features().iter();
        let mut values = self
            .engine
            .filled(program.zip(computed).map(|(feature, computed)| {
                let of = FeatureOf {
                    party: Party::Applicant,
                    feature,
                };
                subject::feature_value(of, computed, case.country, currency)
            }));
        let (amount, term_months) = (case.amount, case.term_months);
        let product = case.product.as_deref();
        subject::request(policy, &mut values, amount, term_months, product);
        subject::inputs(policy, &mut values, Party::Applicant, &given.inputs)?;
        Ok(Subject {
            application_id: case.id.as_str().into(),
            as_of: case.as_of,
            values,
            sources,
            co_applicant: None,
            series: Arc::clone(&case.dated(self).series),
        })
    }

    fn ruled(&self, subject: Subject, computed: &[features::Value]) -> Result<Brief, Error> {
        let policy = &self.policy;
        let ruling = match policy.run(Arc::new(subject), Mode::Decide)? {
            Step::Ruled(ruling) => ruling,
            Step::Gather(_) => {
                return Err(Error::Features("a decision asked for more data".to_owned()));
            }
        };
        let program = self.engine.program().features().iter().zip(computed);
        let missing = program.filter_map(|(feature, computed)| match computed {
            features::Value::Missing(cause) => {
                let of = FeatureOf {
                    party: Party::Applicant,
                    feature,
                };
                Some((of, cause.name().to_owned()))
            }
            _ => None,
        });
        Ok(Brief::of(policy, &ruling, missing))
    }

    /// What each source did for a case.
    fn sources(
        &self,
        answers: &TableView<'_>,
        rows: std::ops::Range<usize>,
        case: &CaseRow,
    ) -> Result<BTreeMap<Source, SourceState>, frames::Error> {
        let source = answers.column("source")?;
        let answered = answers.column("answered")?;
        let report_date = answers.column("report_date")?;
        let answers = rows.filter_map(|row| {
            let number = source
                .number(row)
                .and_then(|number| usize::try_from(number).ok());
            let day = report_date
                .number(row)
                .and_then(|day| i32::try_from(day).ok());
            Some(sources::SourceAnswer {
                source: Source::ALL.get(number?).copied()?,
                answered: answered.number(row) == Some(1),
                report_date: day.map(features::date_of),
                why: None,
            })
        });
        Ok(sources::sources(self.engine.policy(), answers, case.as_of))
    }
}

impl Dated {
    /// The series of a case that gives these of its own.
    fn of(engine: &Engine, own: &BTreeMap<String, Vec<DatedValue>>) -> Self {
        let given = Given {
            policy: engine.policy(),
            // Neither rates nor the script's series depend on the date.
            as_of: NaiveDate::MIN,
            own,
            reference: engine.reference(),
        };
        Self {
            rates: given.rates(),
            series: Arc::new(given.for_script()),
        }
    }
}
