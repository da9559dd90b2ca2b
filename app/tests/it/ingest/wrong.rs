//! Portfolios: wrong words and files, each told with what to do about it.

use std::fmt::Write as _;
use std::fs;

use super::{fresh, text};
use crate::support::{caudal, check, root, run};

#[test]
fn each_wrong_input_says_what_to_do() {
    let folder = fresh("ingest-wrong");
    let files: [(&str, &[u8]); 5] = [
        (
            "semicolons.csv",
            b"case;account;date;amount;description\na;1;2026-09-01;5;X\n",
        ),
        (
            "capitals.csv",
            b"Case,Account,Date,Amount,Description\na,1,2026-09-01,5,X\n",
        ),
        (
            "latin-1.csv",
            b"case,account,date,amount,description\na,1,2026-09-01,5,CAF\xc9\n",
        ),
        (
            "short.csv",
            b"case,account,date,amount,description\na,1,2026-09-01\n",
        ),
        (
            "none.csv",
            b"case,account,date,amount,description\na,1,01/09/2026,5,X\n",
        ),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("written");
    }
    let here = root();
    let categories = here.join("rules/categories/cl.toml");
    let policy = here.join("rules/cl/consumer");
    let (categories, policy) = (text(&categories), text(&policy));
    let movements = |file| {
        let given = [
            "ingest",
            "--movements",
            file,
            "--as-of",
            "2026-10-20",
            "--categories",
            categories,
        ];
        [&given[..], &["--out", "none"]].concat()
    };
    let rescore = |facts| {
        vec![
            "rescore", "--facts", facts, "--policy", policy, "--out", "out",
        ]
    };
    let asked = [
        vec![
            "ingest",
            "--cases",
            "nowhere",
            "--categories",
            categories,
            "--out",
            "out",
        ],
        movements("semicolons.csv"),
        movements("capitals.csv"),
        movements("latin-1.csv"),
        movements("short.csv"),
        movements("none.csv"),
        rescore("none"),
        rescore("nowhere"),
        rescore("."),
        simulate(&["--as-of", "2026-10-20"]),
        simulate(&["--as-of", "20-10-2026"]),
        simulate(&["--as-of", "2026-10-20", "--categories", categories]),
        rescore("made/shard-00000"),
    ];
    let mut told = String::new();
    for asked in asked {
        let ran = run(caudal(&asked).current_dir(&folder));
        let asked = asked.join(" ").replace(text(here), "");
        let (code, stdout, stderr) = (ran.code, ran.stdout, ran.stderr.replace(text(here), ""));
        // How far it has come is told with the time that it took.
        let problems: Vec<&str> = stderr
            .lines()
            .filter(|line| !line.starts_with('{'))
            .collect();
        writeln!(
            told,
            "$ caudal {asked}\n{stdout}{}\nexit code {code}\n",
            problems.join("\n")
        )
        .expect("a text");
    }
    check(&told, "ingest/wrong.txt");
}

/// Asks for a portfolio that is made up.
fn simulate<'w>(more: &[&'w str]) -> Vec<&'w str> {
    [&["simulate", "--portfolio", "3", "--out", "made"], more].concat()
}
