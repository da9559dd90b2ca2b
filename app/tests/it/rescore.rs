//! `caudal rescore`: the same decisions as `decide`, whatever interrupts it, and what it refuses.

mod killed;
mod refused;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use caudal_engine::polars::prelude::{DataFrame, ParquetReader, SerReader as _};
use serde_json::Value;

use crate::ingest::fresh;
use crate::support::{applications, caudal, check, decide, printed, run};

const CATEGORIES: &str = "rules/categories/cl.toml";
const POLICY: &str = "rules/cl/consumer";

fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

/// A portfolio of made-up applicants.
fn made_up(folder: &Path, applicants: u32, seed: u32) -> PathBuf {
    let out = folder.join(format!("portfolio-{seed}"));
    let ran = run(caudal(&[
        "simulate",
        "--portfolio",
        &applicants.to_string(),
        "--seed",
        &seed.to_string(),
        "--as-of",
        "2026-10-20",
        "--categories",
        CATEGORIES,
        "--out",
        text(&out),
    ]));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    out
}

/// The arguments that decide a portfolio.
fn arguments<'a>(portfolio: &'a Path, out: &'a Path) -> Vec<&'a str> {
    vec![
        "rescore",
        "--facts",
        text(portfolio),
        "--policy",
        POLICY,
        "--reference",
        "fixtures/reference",
        "--out",
        text(out),
    ]
}

/// The decisions of one shard.
fn decisions(out: &Path, shard: &str) -> DataFrame {
    let file = File::open(out.join(format!("decisions/{shard}.parquet"))).expect("decisions");
    ParquetReader::new(file).finish().expect("a table")
}

fn cell<'f>(frame: &'f DataFrame, column: &str, row: usize) -> Option<&'f str> {
    let column = frame.column(column).expect("a column");
    column.str().expect("text").get(row)
}

fn words(frame: &DataFrame, column: &str, row: usize) -> Vec<String> {
    let column = frame.column(column).expect("a column");
    let list = column.list().expect("a list").get_as_series(row);
    let list = list.expect("not null");
    let words = list.str().expect("text").iter().flatten();
    words.map(str::to_owned).collect()
}

fn json(text: Option<&str>) -> Value {
    text.map_or(Value::Array(Vec::new()), |text| {
        serde_json::from_str(text).expect("JSON")
    })
}

#[test]
fn a_portfolio_is_decided_as_its_cases_are() {
    let folder = fresh("rescore-fixtures");
    for country in ["ar", "cl"] {
        let portfolio = folder.join(country);
        let categories = format!("rules/categories/{country}.toml");
        let ran = run(caudal(&[
            "ingest",
            "--cases",
            "fixtures",
            "--categories",
            &categories,
            "--out",
            text(&portfolio),
        ]));
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        let out = folder.join(format!("{country}-decisions"));
        let policy = format!("rules/{country}/consumer");
        let ran = run(caudal(&[
            "rescore",
            "--facts",
            text(&portfolio),
            "--policy",
            &policy,
            "--out",
            text(&out),
        ]));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        check(&ran.stdout, &format!("rescore/{country}.txt"));
        let frame = decisions(&out, "shard-00000");
        let names = applications().into_iter();
        let names = names.filter(|name| name.starts_with(country));
        for (row, name) in names.enumerate() {
            let arguments = decide(&name);
            let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            arguments.push("--json");
            let alone: Value = serde_json::from_str(&printed(caudal(&arguments))).expect("JSON");
            assert_eq!(cell(&frame, "id", row), Some(name.as_str()));
            assert_eq!(cell(&frame, "outcome", row), alone["outcome"].as_str());
            assert_eq!(
                cell(&frame, "policy_hash", row),
                alone["policy"]["hash"].as_str()
            );
            for column in ["offers", "indicative_offers", "missing", "results"] {
                assert_eq!(
                    json(cell(&frame, column, row)),
                    alone[column],
                    "{column} of {name}"
                );
            }
            let reasons = alone["reasons"].as_array().expect("reasons");
            let codes = reasons.iter().map(|reason| reason["code"].as_str());
            let codes: Option<Vec<&str>> = codes.collect();
            assert_eq!(
                Some(words(&frame, "reasons", row)),
                codes.map(|codes| { codes.into_iter().map(str::to_owned).collect() })
            );
        }
    }
}

#[test]
fn made_up_portfolios_come_to_every_outcome_and_are_the_same_for_a_seed() {
    let folder = fresh("rescore-made-up");
    let portfolio = made_up(&folder, 60, 1);
    let bytes = |folder: &Path, file: &str| fs::read(folder.join(file)).expect("a file");
    let again = made_up(&fresh("rescore-made-up-again"), 60, 1);
    let other = made_up(&folder, 60, 2);
    for file in [
        "portfolio.json",
        "shard-00000/transactions.parquet",
        "shard-00000/cases.parquet",
    ] {
        assert!(bytes(&portfolio, file) == bytes(&again, file), "{file}");
    }
    let movements = "shard-00000/transactions.parquet";
    assert!(bytes(&portfolio, movements) != bytes(&other, movements));

    let out = folder.join("decisions");
    let ran = run(caudal(
        &[&arguments(&portfolio, &out)[..], &["--json"]].concat(),
    ));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let summary: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let kept = fs::read_to_string(out.join("summary.json")).expect("a summary");
    assert_eq!(kept, ran.stdout);
    for outcome in ["approve", "decline", "refer"] {
        assert!(summary["outcomes"][outcome].as_u64() > Some(0), "{summary}");
    }
    let lines: Vec<Value> = ran
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    let last = lines.last().expect("progress");
    assert_eq!(last["cases_done"], 60);
    assert_eq!(last["shards_done"], last["shards"]);
}
