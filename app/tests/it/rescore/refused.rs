//! Portfolios that cannot be decided, each told by name and before anything is.

use std::fs;
use std::path::Path;

use super::{arguments, fresh, made_up, text};
use crate::support::{caudal, run};

/// What is said of a portfolio of two shards after a change, with the exit code.
fn refused(test: &str, change: impl Fn(&Path)) -> String {
    let folder = fresh(test);
    let (one, other) = (made_up(&folder, 4, 1), made_up(&folder, 4, 2));
    // Two portfolios put together by hand, which have no list.
    for portfolio in [&one, &other] {
        fs::remove_file(portfolio.join("portfolio.json")).expect("a list");
    }
    fs::rename(other.join("shard-00000"), one.join("shard-00001")).expect("renamed");
    change(&one);
    let out = folder.join("out");
    let ran = run(caudal(&arguments(&one, &out)));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(!out.exists() && !out.with_file_name("out.partial").exists());
    ran.stderr.replace(text(&one), "PORTFOLIO")
}

#[test]
fn a_case_in_two_shards() {
    let said = refused("rescore-twice", |_| {});
    let expected = "case \"cl-00000000\" stands in PORTFOLIO/shard-00000 and in PORTFOLIO/shard-00001: \
                    a case is in one shard, whole";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn a_flipped_bit() {
    let said = refused("rescore-flipped", |portfolio| {
        fs::remove_dir_all(portfolio.join("shard-00001")).expect("removed");
        let file = portfolio.join("shard-00000/transactions.parquet");
        let mut bytes = fs::read(&file).expect("read");
        bytes[200] ^= 1;
        fs::write(&file, bytes).expect("written");
    });
    assert!(
        said.contains("read transactions.parquet: its checksum is"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_not_there() {
    let said = refused("rescore-lost", |portfolio| {
        fs::remove_dir_all(portfolio.join("shard-00001")).expect("removed");
        fs::remove_file(portfolio.join("shard-00000/balances.parquet")).expect("removed");
    });
    assert!(
        said.contains(
            "read shard PORTFOLIO/shard-00000: read PORTFOLIO/shard-00000/balances.parquet"
        ),
        "{said}"
    );
}

#[test]
fn a_folder_without_shards() {
    let said = refused("rescore-empty", |portfolio| {
        for shard in ["shard-00000", "shard-00001"] {
            fs::remove_dir_all(portfolio.join(shard)).expect("removed");
        }
    });
    assert!(said.contains("it holds no shard"), "{said}");
}

#[test]
fn a_shard_that_the_list_has_and_the_folder_has_not() {
    let folder = fresh("rescore-listed");
    let portfolio = made_up(&folder, 4, 1);
    fs::rename(portfolio.join("shard-00000"), portfolio.join("shard-00009")).expect("renamed");
    let out = folder.join("out");
    let ran = run(caudal(&arguments(&portfolio, &out)));
    assert_eq!(ran.code, 2);
    let expected = "shard-00000 is in its list and not there";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
}

#[test]
fn other_categories_than_the_portfolios() {
    let folder = fresh("rescore-categories");
    let portfolio = made_up(&folder, 4, 1);
    let out = folder.join("out");
    let mut arguments = arguments(&portfolio, &out);
    arguments.extend(["--categories", "rules/categories/ar.toml"]);
    let ran = run(caudal(&arguments));
    assert_eq!(ran.code, 2);
    let expected = "give the categories that the portfolio was written with";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
}

#[test]
fn cases_that_cannot_be_decided_are_listed_and_the_exit_code_says_so() {
    let folder = fresh("rescore-rejects");
    let portfolio = made_up(&folder, 4, 1);
    let out = folder.join("out");
    let policy = ["--policy", "rules/examples/zen-loan-approval"];
    let mut arguments = arguments(&portfolio, &out);
    arguments.retain(|argument| !argument.contains("reference"));
    let at = arguments
        .iter()
        .position(|argument| *argument == "--policy");
    let at = at.expect("a policy");
    arguments.splice(at..at + 2, policy);
    arguments.extend(["--categories", "rules/categories/cl.toml"]);
    let ran = run(caudal(&arguments));
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let rejects = fs::read_to_string(out.join("rejects.jsonl")).expect("rejects");
    assert!(rejects.contains("\"case\":\"cl-00000000\""), "{rejects}");
    assert!(
        rejects.contains("failed to decide a request in CLP"),
        "{rejects}"
    );
}
