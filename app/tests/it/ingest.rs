//! `caudal ingest`: what is taken, what is not and why, and that both ways of giving cases come to the same.

mod parquet;
mod wrong;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{applications, caudal, check, root, run};

const CATEGORIES: &str = "rules/categories/cl.toml";

/// An empty folder for one test.
pub(crate) fn fresh(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder in the target directory");
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

/// The names of the fixtures of Chile.
fn chilean() -> impl Iterator<Item = String> {
    applications()
        .into_iter()
        .filter(|name| name.starts_with("cl-"))
}

/// A fixture as a line of JSON: its payloads as text, or as the JSON that they are.
fn line(name: &str, as_json: bool) -> Value {
    let read = |path: String| fs::read_to_string(root().join(path)).expect("a fixture");
    let parse = |text: &str| -> Value { serde_json::from_str(text).expect("JSON") };
    let application = parse(&read(format!("fixtures/applications/{name}.json")));
    let mut manifest = parse(&read(format!("fixtures/evidence/{name}/manifest.json")));
    let mut payloads = BTreeMap::new();
    for entry in manifest["entries"].as_array_mut().expect("entries") {
        let Some(file) = entry["file"].as_str().map(str::to_owned) else {
            continue;
        };
        let payload = read(format!("fixtures/evidence/{name}/{file}"));
        let is_json = as_json && serde_json::from_str::<Value>(&payload).is_ok();
        if is_json {
            // Its bytes are others now.
            entry.as_object_mut().expect("an entry").remove("sha256");
        }
        let payload = if is_json {
            parse(&payload)
        } else {
            json!(payload)
        };
        payloads.insert(file, payload);
    }
    json!({ "application": application, "manifest": manifest, "payloads": payloads })
}

/// The files of a folder, by name.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("within").to_owned();
                found.insert(name, fs::read(path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn cases_of_another_country_are_listed_and_the_others_taken() {
    let out = fresh("ingest-countries").join("portfolio");
    let ran = run(caudal(&[
        "ingest",
        "--cases",
        "fixtures",
        "--categories",
        CATEGORIES,
        "--out",
        text(&out),
    ]));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let shown = text(&out);
    assert_eq!(
        ran.stdout.replace(shown, "OUT"),
        "OUT: 8 cases in 1 shard\n8 cases not taken: OUT/rejects.jsonl\n"
    );
    let rejects = fs::read_to_string(out.join("rejects.jsonl")).expect("rejects");
    check(&rejects, "ingest/countries.jsonl");
    let list = fs::read_to_string(out.join("portfolio.json")).expect("a list");
    let list: Value = serde_json::from_str(&list).expect("JSON");
    assert_eq!(
        list["shards"],
        json!([{ "name": "shard-00000", "cases": 8 }])
    );
    assert!(!out.with_file_name("portfolio.partial").exists());
}

#[test]
fn lines_and_files_come_to_the_same_portfolio() {
    let folder = fresh("ingest-lines");
    let cases = folder.join("cases");
    for part in ["applications", "evidence"] {
        fs::create_dir_all(cases.join(part)).expect("a folder");
    }
    let mut lines = String::new();
    for name in chilean() {
        let from = root().join(format!("fixtures/applications/{name}.json"));
        let to = cases.join(format!("applications/{name}.json"));
        fs::copy(from, to).expect("a copy");
        let evidence = cases.join("evidence").join(&name);
        fs::create_dir(&evidence).expect("a folder");
        let from = root().join("fixtures/evidence").join(&name);
        for file in fs::read_dir(from).expect("evidence") {
            let file = file.expect("a file");
            fs::copy(file.path(), evidence.join(file.file_name())).expect("a copy");
        }
        lines += &line(&name, false).to_string();
        lines += "\n\n";
    }
    let file = folder.join("cases.jsonl");
    fs::write(&file, lines).expect("written");
    let ingest = |way: &str, from: &Path, to: &str| {
        let out = folder.join(to);
        let arguments = [
            "ingest",
            way,
            text(from),
            "--categories",
            CATEGORIES,
            "--out",
        ];
        let ran = run(caudal(&[&arguments[..], &[text(&out)]].concat()));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        content(&out)
    };
    let of_files = ingest("--cases", &cases, "of-files");
    assert!(ingest("--lines", &file, "of-lines") == of_files);
    assert!(!of_files.contains_key(Path::new("rejects.jsonl")));
}

#[test]
fn each_line_that_cannot_be_taken_says_why() {
    let folder = fresh("ingest-wrong-lines");
    let usual = || line("cl-salaried-clean", true);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut line = usual();
        change(&mut line);
        line.to_string()
    };
    let mut lines = vec![
        usual().to_string(),
        usual().to_string(),
        "{ not json".to_owned(),
        "null".to_owned(),
        with(&|line| line["aplication"] = json!({})),
        with(&|line| line["application"]["applicant"]["tax_id"] = json!("15.555.555-1")),
        with(&|line| {
            line["application"]["id"] = json!("lost");
            line["payloads"] = json!({});
        }),
        with(&|line| {
            line["application"]["id"] = json!("another digest");
            line["manifest"]["entries"][0]["sha256"] = json!("00");
        }),
        with(&|line| {
            line["application"]["id"] = json!("another version");
            line["manifest"]["version"] = json!(2);
        }),
        with(&|line| line["application"]["id"] = json!("fits")),
    ];
    // Bytes that are no text.
    let mut bytes = lines.join("\n").into_bytes();
    bytes.extend(b"\n{\"application\": \"\xff\"}\n");
    lines.clear();
    let file = folder.join("cases.jsonl");
    fs::write(&file, bytes).expect("written");
    let out = folder.join("portfolio");
    let ran = run(caudal(&[
        "ingest",
        "--lines",
        text(&file),
        "--categories",
        CATEGORIES,
        "--out",
        text(&out),
        "--json",
    ]));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let list: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((&list["cases"], &list["rejected"]), (&json!(2), &json!(9)));
    let rejects = fs::read_to_string(out.join("rejects.jsonl")).expect("rejects");
    let shown = folder.display().to_string();
    check(&rejects.replace(&shown, "FOLDER"), "ingest/lines.jsonl");
}

#[test]
fn a_folder_that_is_there_is_not_written() {
    let out = fresh("ingest-there");
    let ran = run(caudal(&[
        "ingest",
        "--cases",
        "fixtures",
        "--categories",
        CATEGORIES,
        "--out",
        text(&out),
    ]));
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("it is there already"), "{}", ran.stderr);
}

/// What becomes of a file of movements.
fn movements(test: &str, rows: &str) -> (crate::support::Ran, PathBuf) {
    let folder = fresh(test);
    let file = folder.join("bank.csv");
    fs::write(&file, rows).expect("written");
    let out = folder.join("portfolio");
    let ran = run(caudal(&[
        "ingest",
        "--movements",
        text(&file),
        "--as-of",
        "2026-10-20",
        "--categories",
        CATEGORIES,
        "--out",
        text(&out),
    ]));
    (ran, out)
}

#[test]
fn movements_become_cases_as_long_as_they_are_sorted() {
    let header = "case,account,date,amount,description,balance_after\n";
    let rows = "a,1,2026-09-01,900000,ABONO REMUNERACION,900000\n\
                a,2,2026-09-02,-1000,COMPRA NACIONAL JUMBO,\n\
                b,1,2026-09-31,5,NO SUCH DATE,\n\
                b,1,2026-09-30,5,ABONO,\n\
                c,1,2026-09-30,5.5,NO SUCH AMOUNT,\n\
                d,1,2026-09-30,\"-5\",\"COMPRA, LOCAL\",\n";
    let (ran, out) = movements("ingest-movements", &format!("{header}{rows}"));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let rejects = fs::read_to_string(out.join("rejects.jsonl")).expect("rejects");
    let folder = out.parent().expect("a folder").display().to_string();
    check(
        &rejects.replace(&folder, "FOLDER"),
        "ingest/movements.jsonl",
    );
    assert!(ran.stdout.contains("2 cases in 1 shard"), "{}", ran.stdout);

    let unsorted = format!("{header}b,1,2026-09-30,5,ABONO,\na,1,2026-09-30,5,ABONO,\n");
    let (ran, out) = movements("ingest-unsorted", &unsorted);
    assert_eq!(ran.code, 2);
    let expected = "bank.csv:3: case \"a\" comes after case \"b\"";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    assert!(!out.exists());

    let (ran, _) = movements("ingest-columns", "case,account,date,amount\n");
    let expected = "it has no column \"description\"";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
}
