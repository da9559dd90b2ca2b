//! Killed at some moment, given again: the same bytes as without.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{arguments, fresh, text};
use crate::support::{caudal, root, run};

/// A portfolio of some shards.
fn portfolio(folder: &Path) -> PathBuf {
    let cases = folder.join("cases.jsonl");
    let application = fs::read_to_string(root().join("fixtures/applications/cl-quiet-month.json"));
    let application = application.expect("a fixture");
    let mut lines = String::new();
    for number in 0..40 {
        let application = application.replace("cl-quiet-month", &format!("case-{number}"));
        let application: serde_json::Value = serde_json::from_str(&application).expect("JSON");
        let line = serde_json::json!({
            "application": application,
            "manifest": { "version": 1, "entries": [] },
        });
        lines += &line.to_string();
        lines += "\n";
    }
    fs::write(&cases, lines).expect("written");
    let out = folder.join("portfolio");
    let ran = run(caudal(&[
        "ingest",
        "--lines",
        text(&cases),
        "--categories",
        "rules/categories/cl.toml",
        "--shard-rows",
        "2",
        "--out",
        text(&out),
    ]));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    out
}

fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(content(&path));
        } else {
            let name = path.strip_prefix(folder).expect("within").to_owned();
            found.insert(name, fs::read(path).expect("a file"));
        }
    }
    found
}

fn start(portfolio: &Path, out: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_caudal"))
        .current_dir(root())
        .args(arguments(portfolio, out))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

#[test]
fn killed_upon_some_line_of_progress_it_goes_on() {
    let folder = fresh("rescore-killed");
    let portfolio = portfolio(&folder);
    let whole = folder.join("whole");
    let ran = run(caudal(&arguments(&portfolio, &whole)));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let expected = content(&whole);
    for line in [1, 2, 5, 9, 14, 18] {
        let out = folder.join(format!("killed-{line}"));
        let mut child = start(&portfolio, &out);
        let lines = BufReader::new(child.stderr.take().expect("standard error"));
        let told = lines.lines().nth(line - 1);
        // SIGKILL: nothing of the program runs any more.
        child.kill().expect("killed");
        child.wait().expect("ended");
        assert!(told.is_some(), "line {line}");
        if !out.exists() {
            let ran = run(caudal(&arguments(&portfolio, &out)));
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
        assert!(content(&out) == expected, "killed upon line {line}");
    }
}

/// Where a run is killed: what it came to by then is drawn from a seed.
#[derive(Debug, Clone, Copy)]
enum Upon {
    /// So many bytes of progress, of those that a whole run tells: in the middle of a line as well.
    Bytes,
    /// So many files in the folder that it writes, of those that a whole run leaves, drafts among them.
    Files,
}

/// Twenty moments.
const MOMENTS: [(Upon, u64); 20] = [
    (Upon::Bytes, 1),
    (Upon::Bytes, 2),
    (Upon::Bytes, 3),
    (Upon::Bytes, 5),
    (Upon::Bytes, 8),
    (Upon::Bytes, 13),
    (Upon::Bytes, 21),
    (Upon::Bytes, 34),
    (Upon::Bytes, 55),
    (Upon::Bytes, 89),
    (Upon::Files, 1),
    (Upon::Files, 2),
    (Upon::Files, 3),
    (Upon::Files, 5),
    (Upon::Files, 8),
    (Upon::Files, 13),
    (Upon::Files, 21),
    (Upon::Files, 34),
    (Upon::Files, 55),
    (Upon::Files, 89),
];

/// A number below a bound, the same for the same seed.
fn drawn(seed: u64, below: usize) -> usize {
    let scrambled = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) ^ seed;
    let below = u64::try_from(below.max(1)).expect("few");
    usize::try_from(scrambled % below).expect("below")
}

/// How many files there are within a folder that somebody else writes.
fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .map(|path| if path.is_dir() { files(&path) } else { 1 })
        .sum()
}

#[test]
fn killed_at_any_of_twenty_moments_it_goes_on() {
    let folder = fresh("rescore-moments");
    let portfolio = portfolio(&folder);
    let whole = folder.join("whole");
    let ran = run(caudal(&arguments(&portfolio, &whole)));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let expected = content(&whole);
    let mut went_on = 0;
    for (upon, seed) in MOMENTS {
        let context = format!("{upon:?} {seed}");
        let out = folder.join(format!("killed-{upon:?}-{seed}"));
        let mut child = start(&portfolio, &out);
        let mut told = child.stderr.take().expect("standard error");
        match upon {
            Upon::Bytes => {
                let mut bytes = vec![0; drawn(seed, ran.stderr.len())];
                // A run that told less than the first one has ended.
                let _ = told.read_exact(&mut bytes);
            }
            Upon::Files => {
                let partial = out.with_extension("partial");
                let most = drawn(seed, expected.len());
                while files(&partial) < most && child.try_wait().expect("looked at").is_none() {}
            }
        }
        // SIGKILL: nothing of the program runs any more.
        child.kill().expect("killed");
        child.wait().expect("ended");
        if !out.exists() {
            went_on += 1;
            let ran = run(caudal(&arguments(&portfolio, &out)));
            assert_eq!(ran.code, 0, "{context}: {}", ran.stderr);
        }
        assert!(content(&out) == expected, "{context}");
    }
    assert!(went_on > 0, "no run was killed before it had ended");
}

#[cfg(unix)]
#[test]
fn interrupted_it_ends_after_the_shards_in_work() {
    let folder = fresh("rescore-interrupted");
    let portfolio = portfolio(&folder);
    let out = folder.join("out");
    let mut child = start(&portfolio, &out);
    let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
    lines.next().expect("a first line").expect("text");
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status();
    assert!(sent.expect("kill starts").success());
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    let code = child.wait().expect("ended").code();
    // It may have been at its last shards.
    if code == Some(130) {
        assert!(!out.exists());
        let said = rest.join("\n");
        assert!(
            said.contains("the same command goes on from there"),
            "{said}"
        );
        let ran = run(caudal(&arguments(&portfolio, &out)));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    } else {
        assert_eq!(code, Some(0), "{rest:?}");
    }
    let whole = folder.join("whole");
    run(caudal(&arguments(&portfolio, &whole)));
    assert!(content(&out) == content(&whole));
}
