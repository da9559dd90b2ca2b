//! The policies under `rules/`: each loads, and every one of its cases passes.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read the files that the engine is given"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use caudal_engine::policy::{CaseResult, CaseSuite, Files, LoadOptions, Policy};
use caudal_facts::Diagnostic;
use caudal_facts::evidence::Sha256Digest;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// A policy's folder on disk.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules")
}

pub(super) fn policies() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for country in fs::read_dir(rules()).unwrap() {
        let Ok(products) = fs::read_dir(country.unwrap().path()) else {
            continue;
        };
        for product in products {
            let product = product.unwrap().path();
            if product.join("policy.toml").is_file() {
                found.push(product);
            }
        }
    }
    found.sort();
    found
}

pub(super) fn suites(policy: &Path) -> Vec<String> {
    let mut suites: Vec<String> = fs::read_dir(policy.join("cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !name.starts_with('_'))
        .collect();
    suites.sort();
    suites
}

/// A case of a policy, run.
struct Ran {
    /// The policy's folder, below `rules/`.
    policy: String,
    result: CaseResult,
}

/// Every case of every policy, run with or without the script engine's optimisation; or everything that
/// cannot be loaded.
fn every_case(optimise: bool) -> Result<Vec<Ran>, Vec<Diagnostic>> {
    let options = LoadOptions {
        optimise,
        ..LoadOptions::default()
    };
    let (mut ran, mut wrong) = (Vec::new(), Vec::new());
    for path in policies() {
        let root = path.strip_prefix(rules()).unwrap().display().to_string();
        let files = Folder(path.clone());
        let policy = match Policy::load(&root, &files, options) {
            Ok(policy) => policy,
            Err(problems) => {
                wrong.extend(problems);
                continue;
            }
        };
        for suite in suites(&path) {
            match CaseSuite::load(&policy, &root, &format!("cases/{suite}"), &files) {
                Ok(suite) => ran.extend(suite.run(&policy).into_iter().map(|result| Ran {
                    policy: root.clone(),
                    result,
                })),
                Err(problems) => wrong.extend(problems),
            }
        }
    }
    if wrong.is_empty() {
        Ok(ran)
    } else {
        Err(wrong)
    }
}

/// A case's name, and all that it came to: every event, reason, offer and result.
fn told(ran: &Ran) -> (String, String) {
    let Ran { policy, result } = ran;
    let name = format!("{policy}/{} {}", result.file, result.name);
    (name, format!("{:?}", result.ruling))
}

#[test]
fn every_policy_loads_and_passes_its_cases() {
    let ran = every_case(false).unwrap();
    let differences = ran.iter().flat_map(|Ran { policy, result }| {
        let place = format!("{policy}/{}:{}: {}", result.file, result.line, result.name);
        let differences = result.differences.iter();
        differences.map(move |difference| format!("{place}: {difference}"))
    });
    let differences: Vec<String> = differences.collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(!ran.is_empty(), "no case ran");
}

#[test]
fn rhais_optimisation_changes_no_case() {
    let (plain, optimised) = (every_case(false).unwrap(), every_case(true).unwrap());
    assert_eq!(plain.len(), optimised.len());
    for (one, other) in plain.iter().zip(&optimised) {
        assert_eq!(told(one), told(other));
    }
}

/// A digest of all that each case came to stands in `shipped/rulings.txt`, so that a debug and a release
/// build, and any two machines, are held equal by the same file.
#[test]
fn every_case_comes_to_the_same_in_every_build() {
    let mut text = String::new();
    for ran in every_case(false).unwrap() {
        let (name, all) = told(&ran);
        let digest = Sha256Digest::of(all.as_bytes()).to_string();
        writeln!(text, "{} {name}", &digest[..16]).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/policy/shipped/rulings.txt");
    Assert::new().action_env("SNAPSHOTS").eq(
        Data::text(text),
        Data::read_from(&path, Some(DataFormat::Text)).raw(),
    );
}
