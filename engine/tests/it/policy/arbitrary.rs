//! Whatever bytes a policy's files hold, loading it ends in a policy or in findings, and a policy that
//! loads can be run.

use caudal_engine::policy::{LoadOptions, Mode, Policy};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::harness::{InMemory, files, subject};

/// The files that are changed.
const FILES: [&str; 5] = [
    "policy.toml",
    "reasons.toml",
    "policy.rhai",
    "tables/t.csv",
    "scorecards/c.csv",
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
                  decline(\"R1\", r > 3 && x.p);\nrefer(\"R2\", y.q || c.points < 5);\nwaive(\"R1\", x.a > 9, \"R3\");\n\
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
    ] {
        files.0.insert(path.to_owned(), text.to_owned());
    }
    files
}

/// Loads it, and runs what loads. Nothing may panic.
fn load_and_run(files: &InMemory) {
    if let Ok(policy) = Policy::load("rules/any", files, LoadOptions::default()) {
        let _ = policy.run(subject(&[]), Mode::Decide);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn changed_files_load_or_are_refused(
        edits in vec((select(&FILES[..]), any::<Index>(), 0_usize..12, select(&FRAGMENTS[..])), 1..6),
    ) {
        let mut files = sound();
        for (path, at, removed, fragment) in edits {
            let text = files.0.entry(path.to_owned()).or_default();
            let letters: Vec<char> = text.chars().collect();
            let start = at.index(letters.len() + 1);
            let end = (start + removed).min(letters.len());
            let kept = |part: &[char]| part.iter().collect::<String>();
            *text = format!("{}{fragment}{}", kept(&letters[..start]), kept(&letters[end..]));
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
