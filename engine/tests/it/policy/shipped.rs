//! The policies under `rules/`: each loads, and every one of its cases passes.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read the files that the engine is given"
)]

use std::fs;
use std::path::{Path, PathBuf};

use caudal_engine::policy::{CaseSuite, Files, LoadOptions, Policy};

/// A policy's folder on disk.
pub(super) struct Folder(pub(super) PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }
}

pub(super) fn policies() -> Vec<PathBuf> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let mut found = Vec::new();
    for country in fs::read_dir(rules).unwrap() {
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

#[test]
fn every_policy_loads_and_passes_its_cases() {
    let mut wrong = Vec::new();
    let mut passed = 0;
    for path in policies() {
        let root = path.display().to_string();
        let files = Folder(path.clone());
        let policy = match Policy::load(&root, &files, LoadOptions::default()) {
            Ok(policy) => policy,
            Err(problems) => {
                wrong.extend(problems.iter().map(ToString::to_string));
                continue;
            }
        };
        for suite in suites(&path) {
            let suite = match CaseSuite::load(&policy, &root, &format!("cases/{suite}"), &files) {
                Ok(suite) => suite,
                Err(problems) => {
                    wrong.extend(problems.iter().map(ToString::to_string));
                    continue;
                }
            };
            for result in suite.run(&policy) {
                if result.differences.is_empty() {
                    passed += 1;
                }
                for difference in &result.differences {
                    wrong.push(format!(
                        "{root}/{}:{}: {}: {difference}",
                        result.file, result.line, result.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(passed > 0, "no case ran");
}
