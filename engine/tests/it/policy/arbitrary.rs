//! Whatever bytes a policy's files hold, loading it ends in a policy or in findings, and a policy that
//! loads can be run.
//!
//! `PROPTEST_CASES` says how many inputs each test tries, in place of its own number.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read the files that the engine is given"
)]

use std::fs;
use std::path::{Path, PathBuf};

use caudal_engine::policy::{CaseSuite, Files, LoadOptions, Mode, Policy};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::harness::{InMemory, files, subject};

/// The files that are changed.
const FILES: [&str; 8] = [
    "policy.toml",
    "reasons.toml",
    "policy.rhai",
    "tables/t.csv",
    "scorecards/c.csv",
    "features.toml",
    "cases/a.toml",
    "cases/rows.csv",
];

/// What a file's meaning hangs by.
const FRAGMENTS: [&str; 24] = [
    "",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    ";",
    ",",
    "..",
    ".",
    "=",
    "\n",
    "-",
    "&&",
    "0x1F",
    "1e999",
    "99999999999999999999999999999999",
    "\u{feff}",
    "ñ",
    "extends = \"..\"\n",
    "when ",
    "|",
];

fn sound() -> InMemory {
    let script = "stage(\"s\");\nlet r = table(\"t\", #{ n: x.a }).points;\nlet c = scorecard(\"c\");\n\
                  decline(\"R1\", r > 3 && x.p);\nrefer(\"R3\", own.f > 9000);\nrefer(\"R2\", y.q || c.points < 5);\nwaive(\"R1\", x.a > 9, \"R3\");\n\
                  for term in params.terms {\n    withhold(\"R3\", y.b > 3);\n    offer(quote(1000, 0.02, term));\n}\n";
    let more = "[tables]\nt = { hit = \"unique\", then = { points = \"points\" } }\n[scorecards]\nc = { initial = 3 }\n\
                [missing]\n\"x.*\" = \"decline\"\n";
    let mut files = files(script, more);
    for (path, text) in [
        (
            "tables/t.csv",
            "when n;when from;then points\n<10;2026-01-01;1,5\n[10..20);2026-01-01;2\n",
        ),
        (
            "scorecards/c.csv",
            "characteristic;range;points;reason\nx.a;>=5;10;R1\nx.a;<5;2;R2\n",
        ),
        (
            "features.toml",
            "[own.f]\nes = \"e\"\nen = \"e\"\nunit = \"money/month\"\nwindow = \"6m\"\nriskier = \"higher\"\n\
             rows = { direction = \"out\", categories = [\"rent\", \"transport\"] }\nreduce = \"median\"\n\
             [own.g]\nes = \"e\"\nen = \"e\"\nunit = \"ratio\"\nratio = { of = \"own.f\", to = \"income.median_6m\" }\n",
        ),
        (
            "cases/a.toml",
            "[[case]]\nname = \"n\"\ngiven = { as_of = 2026-10-20, x = { a = 3, p = true }, y = { b = \"none\", q = false } }\n\
             facts = { reports = { khipu = 2026-10-20 }, accounts = [{ covers_from = 2026-01-01 }], transactions = \"rows.csv\" }\n\
             expect.outcome = \"refer\"\n",
        ),
        (
            "cases/rows.csv",
            "date;amount;category;balance_after\n2026-09-30;-1500,5;rent;\n2026-09-30;900;salary;12\n",
        ),
    ] {
        files.0.insert(path.to_owned(), text.to_owned());
    }
    files
}

/// Loads it, and runs what loads. Nothing may panic.
fn load_and_run(files: &InMemory) {
    if let Ok(policy) = Policy::load("rules/any", files, LoadOptions::default()) {
        let _ = policy.run(subject(&[]), Mode::Decide);
        if let Ok(suite) = CaseSuite::load(&policy, "rules/any", "cases/a.toml", files) {
            let _ = suite.run(&policy);
        }
    }
}

/// How many inputs are tried.
fn inputs(usual: u32) -> ProptestConfig {
    let told = ProptestConfig::default();
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => told,
        None => ProptestConfig {
            cases: usual,
            ..told
        },
    }
}

/// A text with some letters from a place on replaced.
fn changed(text: &str, at: Index, removed: usize, fragment: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let start = at.index(letters.len() + 1);
    let end = (start + removed).min(letters.len());
    let kept = |part: &[char]| part.iter().collect::<String>();
    format!(
        "{}{fragment}{}",
        kept(&letters[..start]),
        kept(&letters[end..])
    )
}

/// A policy that is shipped, with some of its files changed.
struct Shipped {
    folder: PathBuf,
    changed: InMemory,
}

impl Files for Shipped {
    fn read(&self, path: &str) -> Result<String, String> {
        match self.changed.read(path) {
            Ok(text) => Ok(text),
            Err(_) => fs::read_to_string(self.folder.join(path)).map_err(|error| error.to_string()),
        }
    }
}

/// The policies that are shipped.
const SHIPPED: [&str; 2] = ["cl/consumer", "ar/consumer"];

/// A policy that is shipped, as it stands, and the files that it reads.
fn shipped(name: &str) -> (Shipped, Vec<String>) {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let shipped = Shipped {
        folder: rules.join(name),
        changed: InMemory::default(),
    };
    let policy = Policy::load(name, &shipped, LoadOptions::default()).unwrap();
    let files = policy.files().keys().cloned().collect();
    (shipped, files)
}

proptest! {
    #![proptest_config(inputs(24))]

    #[test]
    fn a_shipped_policy_that_is_changed_loads_or_is_refused(
        name in select(&SHIPPED[..]),
        edits in vec((any::<Index>(), any::<Index>(), 0_usize..12, select(&FRAGMENTS[..])), 1..4),
    ) {
        let (mut policy, files) = shipped(name);
        for (file, at, removed, fragment) in edits {
            let path = file.get(&files);
            let text = policy.read(path).unwrap();
            policy.changed.0.insert(path.clone(), changed(&text, at, removed, fragment));
        }
        if let Ok(policy) = Policy::load(name, &policy, LoadOptions::default()) {
            let _ = policy.run(subject(&[]), Mode::Decide);
        }
    }
}

proptest! {
    #![proptest_config(inputs(128))]

    #[test]
    fn changed_files_load_or_are_refused(
        edits in vec((select(&FILES[..]), any::<Index>(), 0_usize..12, select(&FRAGMENTS[..])), 1..6),
    ) {
        let mut files = sound();
        for (path, at, removed, fragment) in edits {
            let text = files.0.entry(path.to_owned()).or_default();
            *text = changed(text, at, removed, fragment);
        }
        load_and_run(&files);
    }

    #[test]
    fn any_bytes_load_or_are_refused(path in select(&FILES[..]), bytes in vec(any::<u8>(), 0..400)) {
        let mut files = sound();
        files.0.insert(path.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
        load_and_run(&files);
    }
}
