//! The lending decision of the DMN conformance kit: all its decisions, by our policy and by a graph
//! of ZEN's made from the same tables.

use std::collections::BTreeMap;

use caudal_benches::{Anything, Folder};
use caudal_engine::policy::{EventState, Ruling, Value};
use rand::RngExt as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use serde_json::json;

use super::contestants::{Caudal, Graph, Zen};
use super::report::Comparison;
use super::rows::{nested, number};
use super::timed::{Contestant, timed};

/// The results that both give.
const RESULTS: [&str; 9] = [
    "risk_score",
    "pre_risk",
    "post_risk",
    "required_installment",
    "pre_affordable",
    "post_affordable",
    "eligibility",
    "bureau_call",
    "strategy",
];

/// Compares them.
///
/// # Errors
/// When the two answer differently for a case.
pub(crate) fn compare(count: usize) -> Result<Comparison, Anything> {
    let mut rows = draw(count * 8);
    let reached = caudal(&rows)?.whole()?;
    rows = rows
        .into_iter()
        .zip(reached)
        .filter_map(|(row, whole)| whole.then_some(row))
        .take(count)
        .collect();
    let ours = caudal(&rows)?;
    let inputs: Vec<_> = rows.iter().map(|row| json_of(row)).collect();
    let zen = |trace| Zen::new(graph()?, inputs.iter().cloned(), trace);
    let theirs = zen(false)?;
    for row in 0..rows.len() {
        let (ours, theirs) = (ours.rule(row)?, theirs.answer(row)?);
        same(row, &ours, &theirs)?;
    }
    let mut contestants: Vec<Box<dyn Contestant>> =
        vec![Box::new(ours), Box::new(theirs), Box::new(zen(true)?)];
    Ok(Comparison {
        title: "The DMN conformance kit's lending decision",
        about: format!(
            "{} cases that nothing declines before the bureau is asked; all decisions but the person's: a scorecard, seven tables, the instalment to nine decimals. Caudal also quotes the loan, \
             month by month, and keeps the trace.",
            rows.len()
        ),
        timed: timed(&mut contestants, rows.len())?,
    })
}

fn caudal(rows: &[Vec<(String, Value)>]) -> Result<Caudal, Anything> {
    let folder = Folder::rules("examples/dmn-lending");
    let values = rows
        .iter()
        .map(|row| row.iter().cloned().collect::<BTreeMap<String, Value>>());
    Caudal::new("examples/dmn-lending", &folder, values)
}

/// Cases within the published tables, which have no row for a new customer of 130 points.
fn draw(count: usize) -> Vec<Vec<(String, Value)>> {
    let mut chance = ChaCha8Rng::seed_from_u64(4);
    let mut pick = |words: &[&str]| words[chance.random_range(0..words.len())].to_owned();
    let mut words = Vec::with_capacity(count);
    for _ in 0..count {
        words.push((
            pick(&["STANDARD LOAN", "SPECIAL LOAN"]),
            pick(&["S", "M"]),
            pick(&["EMPLOYED", "SELF-EMPLOYED", "STUDENT", "UNEMPLOYED"]),
        ));
    }
    let rows = words.into_iter().map(|(product, marital, employment)| {
        let mut whole = |low: i64, high: i64| Value::Number(chance.random_range(low..=high).into());
        let row = [
            ("request.amount", whole(50_000, 400_000)),
            ("request.term_months", whole(12, 360)),
            ("applicant.age", whole(18, 70)),
            ("applicant.monthly_income", whole(1_500, 12_000)),
            ("applicant.monthly_expenses", whole(500, 4_000)),
            ("applicant.monthly_repayments", whole(0, 1_000)),
            ("bureau.credit_score", whole(550, 700)),
        ];
        let rate = Decimal::new(chance.random_range(200..=1_200), 4);
        let mut row: Vec<(String, Value)> = row
            .into_iter()
            .chain([
                ("request.rate_annual", Value::Number(rate)),
                ("request.product", Value::Text(product.into())),
                ("applicant.marital_status", Value::Text(marital.into())),
                (
                    "applicant.employment_status",
                    Value::Text(employment.into()),
                ),
                (
                    "bureau.bankrupt",
                    Value::Flag(chance.random_range(0..10) == 0),
                ),
            ])
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        // Customers that exist meet no gap.
        row.push(("customer.existing".to_owned(), Value::Flag(true)));
        row
    });
    rows.collect()
}

fn json_of(row: &[(String, Value)]) -> serde_json::Value {
    let row: Vec<_> = row
        .iter()
        .map(|(name, value)| (name.clone(), plain(value)))
        .collect();
    nested(&row)
}

/// A value as JSON; what is none or missing is null.
fn plain(value: &Value) -> serde_json::Value {
    match value {
        Value::Number(exact) => number(*exact),
        Value::Flag(flag) => json!(flag),
        Value::Text(text) => json!(text),
        _ => serde_json::Value::Null,
    }
}

/// The conformance kit's decisions as a graph: a chain, each node adding its results to what it was given.
fn graph() -> Result<zen_engine::model::GraphContent, Anything> {
    let rules = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../rules/examples/dmn-lending/"
    );
    let file = |path: &str| std::fs::read_to_string(format!("{rules}{path}"));
    let risk = |field: &'static str| [("risk", field)];
    let mut graph = Graph::default();
    graph.scorecard("score_parts", &file("scorecards/application_risk.csv")?);
    graph.table("fee", &file("tables/monthly_fee.csv")?, &[], &[]);
    graph.expressions(&[
        ("risk_score", "sum(map(score_parts, #.points))"),
        ("rate", "request.rate_annual / 12"),
        (
            "required_installment",
            "request.amount * $.rate / (1 - (1 + $.rate) ^ -request.term_months) + fee",
        ),
        (
            "disposable",
            "applicant.monthly_income - (applicant.monthly_expenses + applicant.monthly_repayments)",
        ),
    ]);
    let score = [("score", "risk_score")];
    graph.table(
        "pre",
        &file("tables/pre_bureau_risk.csv")?,
        &score,
        &[("risk", "pre_risk")],
    );
    let factor = file("tables/contingency.csv")?;
    graph.table(
        "pre_factor",
        &factor,
        &risk("pre_risk"),
        &[("factor", "pre_factor")],
    );
    graph.expressions(&[
        ("pre_affordable", "disposable * pre_factor > required_installment"),
        (
            "eligibility",
            "pre_risk == 'DECLINE' or not $.pre_affordable or applicant.age < 18 ? 'INELIGIBLE' : 'ELIGIBLE'",
        ),
    ]);
    graph.table(
        "call",
        &file("tables/bureau_call.csv")?,
        &risk("pre_risk"),
        &[("level", "bureau_call")],
    );
    let level = [("eligibility", "eligibility"), ("level", "bureau_call")];
    graph.table("strategy", &file("tables/strategy.csv")?, &level, &[]);
    graph.table(
        "post",
        &file("tables/post_bureau_risk.csv")?,
        &score,
        &[("risk", "post_risk")],
    );
    graph.table(
        "post_factor",
        &factor,
        &risk("post_risk"),
        &[("factor", "post_factor")],
    );
    graph.expressions(&[(
        "post_affordable",
        "disposable * post_factor > required_installment",
    )]);
    let routing = [("affordable", "post_affordable"), ("risk", "post_risk")];
    graph.collect("routing", &file("tables/routing.csv")?, &routing);
    graph.finish()
}

/// Whether both came to the same results and routed by the same reasons.
fn same(row: usize, ours: &Ruling, theirs: &serde_json::Value) -> Result<(), Anything> {
    for name in RESULTS {
        let ours = ours.result(name);
        let ours = ours.ok_or_else(|| format!("no result {name}"))?;
        let theirs = &theirs[name];
        let equal = match (&*ours, theirs) {
            (Value::Number(ours), serde_json::Value::Number(theirs)) => {
                let theirs: Decimal = theirs.to_string().parse()?;
                ours.round_dp(9) == theirs.round_dp(9)
            }
            _ => plain(&ours) == *theirs,
        };
        if !equal {
            return Err(format!("case {row}: {name} is {ours:?}, and {theirs} for ZEN").into());
        }
    }
    let routed = ours
        .events()
        .filter(|event| event.file.ends_with("routing.csv") && *event.state == EventState::Fired);
    let theirs = theirs["routing"].as_array().map_or(0, Vec::len);
    if routed.count() != theirs {
        return Err(format!("case {row}: routed by other reasons; {theirs} for ZEN").into());
    }
    Ok(())
}
