//! Stopped at every write there is, gone on with, and compared to the byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use caudal_facts::Limits;
use caudal_simulator::Applicants;
use chrono::NaiveDate;

use super::{Ended, Job, Plan, inputs, work};
use crate::files::{Rules, RulesAt};
use crate::portfolio::{Case, PortfolioWriter, Read, Request, Staging};
use crate::print::Meter;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn rules() -> Rules {
    let (policy, reference) = (root("rules/cl/consumer"), root("fixtures/reference"));
    let at = RulesAt {
        policy: &policy,
        categories: None,
        reference: Some(&reference),
    };
    Rules::for_portfolio(at, None, &Limits::default()).unwrap()
}

/// A portfolio of a few shards.
fn portfolio(folder: &Path, rules: &Rules) {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap();
    let applicants = Applicants::new(7, as_of, &rules.categories);
    let digest = rules.categories.sha256();
    let mut writer = PortfolioWriter::create(folder, digest, 2_000).unwrap();
    for number in 0..24 {
        let (application, facts) = applicants.applicant(number).unwrap();
        let read = Read {
            from: String::new(),
            id: None,
            case: Ok(Case {
                request: Request::Application(application),
                facts,
            }),
        };
        writer.push(&read).unwrap();
    }
    let listing = writer.finish().unwrap();
    assert_eq!((listing.cases, listing.rejected), (24, 0));
    assert!(listing.shards.len() > 2, "{listing:?}");
}

/// A run that can write so often.
fn run(
    portfolio: &Path,
    out: &Path,
    (writes, threads): (i64, usize),
    as_of: Option<NaiveDate>,
    rules: &Rules,
) -> anyhow::Result<()> {
    let staging = Staging::open(out)?;
    staging.writes_left.store(writes, Ordering::SeqCst);
    let categories = rules.categories.sha256();
    let inputs = inputs(portfolio, categories, threads)?;
    let digests = (categories, rules.engine.reference().sha256());
    let plan = Plan::new(&rules.engine, digests, as_of, &inputs);
    let job = Job::new(&plan, &inputs.folders, &rules.engine, categories, &staging)?;
    match work(&job, threads, Meter::silent(), false)? {
        Ended::Whole(_) => {}
        Ended::Interrupted => panic!("nobody interrupted"),
    }
    drop(job);
    staging.finish()
}

/// A folder's files and their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The same with the files' names within the folder.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let within = |path: &Path| path.strip_prefix(folder).unwrap().to_owned();
    let files = files(folder).into_iter();
    files.map(|(path, bytes)| (within(&path), bytes)).collect()
}

#[test]
fn what_is_stopped_at_any_write_goes_on_to_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    let rules = rules();
    let portfolio = {
        let folder = home.path().join("portfolio");
        self::portfolio(&folder, &rules);
        folder
    };
    let whole = home.path().join("whole");
    run(&portfolio, &whole, (i64::MAX, 1), None, &rules).unwrap();
    let expected = content(&whole);
    // The plan, each shard, the summary, the folder's name.
    let writes = i64::try_from(expected.len() + 1).unwrap();
    for stop in 0..writes {
        let out = home.path().join(format!("stopped-{stop}"));
        let error = run(&portfolio, &out, (stop, 2), None, &rules).unwrap_err();
        assert!(
            format!("{error:#}").contains("no write is left"),
            "{error:#}"
        );
        assert!(!out.exists(), "stopped after {stop} writes");
        // Stopped once more a little later, then whole.
        let _ = run(&portfolio, &out, (1, 1), None, &rules);
        if !out.exists() {
            run(&portfolio, &out, (i64::MAX, 2), None, &rules).unwrap();
        }
        assert!(content(&out) == expected, "stopped after {stop} writes");
    }
}

#[test]
fn what_was_begun_with_something_else_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let rules = rules();
    let portfolio = home.path().join("portfolio");
    self::portfolio(&portfolio, &rules);
    let out = home.path().join("out");
    run(&portfolio, &out, (2, 1), None, &rules).unwrap_err();
    let refused = |as_of| {
        let error = run(&portfolio, &out, (i64::MAX, 1), as_of, &rules).unwrap_err();
        format!("{error:#}")
    };
    let text = refused(NaiveDate::from_ymd_opt(2026, 10, 19));
    let expected = "its date was each case's own and is 2026-10-19 now";
    assert!(text.contains(expected), "{text}");

    let (one, other) = (portfolio.join("shard-00000"), portfolio.join("shard-00001"));
    let aside = portfolio.join("aside");
    fs::rename(&one, &aside).unwrap();
    fs::rename(&other, &one).unwrap();
    fs::rename(&aside, &other).unwrap();
    let text = refused(None);
    assert!(
        text.contains("shard shard-00000 has changed since"),
        "{text}"
    );
}

#[test]
fn two_runs_into_one_folder_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let first = Staging::open(&out).unwrap();
    let text = format!("{:#}", Staging::open(&out).unwrap_err());
    assert!(text.contains("another process is writing it"), "{text}");
    drop(first);
    Staging::open(&out).unwrap().finish().unwrap();
    let text = format!("{:#}", Staging::open(&out).unwrap_err());
    assert!(text.contains("it is there already"), "{text}");
}
