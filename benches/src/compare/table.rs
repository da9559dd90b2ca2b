//! A decision table of ten thousand rows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use caudal_benches::{Anything, InMemory};
use caudal_engine::policy::Value;
use rand::RngExt as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::contestants::{Caudal, Graph, Zen};
use super::report::Comparison;
use super::rows::{nested, number};
use super::timed::{Contestant, timed};

/// Ten bands by a thousand ranges.
const ROWS: i64 = 10_000;

/// Compares them over so many cases.
///
/// # Errors
/// When the two answer differently for a case.
pub(crate) fn compare(count: usize) -> Result<Comparison, Anything> {
    let table = table();
    let mut chance = ChaCha8Rng::seed_from_u64(10);
    let cases: Vec<[i64; 2]> = (0..count)
        .map(|_| {
            [
                chance.random_range(0..10),
                chance.random_range(0..ROWS / 10),
            ]
        })
        .collect();
    let values = cases.iter().map(|[band, size]| {
        BTreeMap::from([
            ("loan.band".to_owned(), Value::Number((*band).into())),
            ("loan.size".to_owned(), Value::Number((*size).into())),
        ])
    });
    let ours = Caudal::new("prices", &files(&table), values)?;
    let inputs = cases.iter().map(|[band, size]| {
        nested(&[
            ("loan.band".to_owned(), number((*band).into())),
            ("loan.size".to_owned(), number((*size).into())),
        ])
    });
    let mut graph = Graph::default();
    let columns = [("band", "loan.band"), ("size", "loan.size")];
    graph.table("prices", &table, &columns, &[]);
    let theirs = Zen::new(graph.finish()?, inputs, false)?;
    for row in 0..cases.len() {
        let (ours, theirs) = (ours.rule(row)?, theirs.answer(row)?);
        let price = ours.results().next();
        let price = price.map(|(_, price)| price.into_owned());
        let Some(Value::Number(price)) = price else {
            return Err(format!("case {row}: {price:?}").into());
        };
        if theirs["points"] != number(price) && theirs["points"] != json!(price.to_string()) {
            return Err(format!("case {row}: {price}, and {theirs} for ZEN").into());
        }
    }
    let mut contestants: Vec<Box<dyn Contestant>> = vec![Box::new(ours), Box::new(theirs)];
    Ok(Comparison {
        title: "A decision table of 10,000 rows",
        about: format!(
            "{count} cases, each found in one row of a grid of ten bands by a thousand ranges; a whole policy with one rule, and a graph of one \
             table. Both have an index."
        ),
        timed: timed(&mut contestants, cases.len())?,
    })
}

fn table() -> String {
    let mut table = String::from("when band;when size;then points\n");
    for row in 0..ROWS {
        let (band, range) = (row % 10, row / 10);
        let _ = writeln!(table, "{band};[{range}..{});{row}", range + 1);
    }
    table
}

/// A policy of one table and one rule.
fn files(table: &str) -> InMemory {
    InMemory(BTreeMap::from([
        (
            "policy.toml",
            "[policy]\nid = \"bench\"\nversion = \"1\"\ncountry = \"any\"\ncurrency = \"USD\"\n\
             [inputs]\n\"loan.band\" = { type = \"count\", en = \"Band\", es = \"Banda\" }\n\
             \"loan.size\" = { type = \"count\", en = \"Size\", es = \"Monto\" }\n\
             [tables]\nprices = { hit = \"unique\", then = { points = \"points\" } }\n"
                .to_owned(),
        ),
        (
            "reasons.toml",
            "[PRICED]\nes = \"Con precio.\"\nen = \"Priced.\"\n".to_owned(),
        ),
        (
            "policy.rhai",
            "stage(\"s\");\nlet points = table(\"prices\", #{ band: loan.band, size: loan.size }).points;\n\
             refer(\"PRICED\", points > 5000);\n"
                .to_owned(),
        ),
        ("tables/prices.csv", table.to_owned()),
    ]))
}
