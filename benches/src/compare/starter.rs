//! From a file of movements to decisions, beside the plain Python script that a team starts with.

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use caudal_benches::{Anything, Folder, portfolio_case};
use caudal_engine::policy::{LoadOptions, Policy};
use caudal_engine::{Decision, Engine};
use caudal_facts::categories::Category;
use caudal_facts::facts::Facts;
use caudal_facts::{Application, Currency, Limits, Money};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use super::report::Comparison;
use super::timed::{Contestant, Timed, timed};

/// A line of the file.
#[derive(Deserialize)]
struct Case {
    case: u32,
    as_of: NaiveDate,
    balance: i64,
    movements: Vec<(NaiveDate, i64, String)>,
}

/// What the script prints.
#[derive(Deserialize)]
struct Printed {
    samples: Vec<u64>,
    fired: Vec<BTreeSet<String>>,
}

/// Our engine over the file.
struct Ours {
    engine: Engine,
    application: Application,
    path: PathBuf,
}

/// Compares them, or gives nothing when there is no Python.
///
/// # Errors
/// When a case's rules fire otherwise in the two.
pub(crate) fn compare(count: usize) -> Result<Option<Comparison>, Anything> {
    let path = std::env::temp_dir().join(format!("caudal-starter-{}.jsonl", std::process::id()));
    write(&path, count)?;
    let compared = beside(&path, count);
    fs::remove_file(&path)?;
    compared
}

fn beside(path: &Path, count: usize) -> Result<Option<Comparison>, Anything> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/starter.py");
    let Ok(python) = Command::new("python3").arg(script).arg(path).output() else {
        return Ok(None);
    };
    if !python.status.success() {
        return Err(String::from_utf8_lossy(&python.stderr).into());
    }
    let printed: Printed = serde_json::from_slice(&python.stdout)?;
    let ours = Ours::new(path)?;
    let decisions = ours.decide()?;
    for (case, (ours, theirs)) in decisions.iter().zip(&printed.fired).enumerate() {
        let ours: BTreeSet<String> = ours
            .reasons
            .iter()
            .map(|reason| reason.code.to_string())
            .filter(|code| code != "NO_OFFER")
            .collect();
        if ours != *theirs {
            return Err(format!("case {case}: {ours:?}, and {theirs:?} in Python").into());
        }
    }
    let mut contestants: Vec<Box<dyn Contestant>> = vec![Box::new(ours)];
    let mut all = timed(&mut contestants, count)?;
    all.push(python_timed(printed.samples, count)?);
    Ok(Some(Comparison {
        title: "From a file of movements to decisions",
        about: format!(
            "{count} cases of 200 movements as JSON lines: read, eight features by month, eight rules. Caudal also checks, keeps the trace and says \
             in two languages why. The script is what a team starts with (`peers/starter.py`)."
        ),
        timed: all,
    }))
}

fn python_timed(mut samples: Vec<u64>, count: usize) -> Result<Timed, Anything> {
    samples.sort_unstable();
    let cases = u64::try_from(count)?.max(1);
    let each =
        |sample: Option<&u64>| Duration::from_nanos(sample.copied().unwrap_or_default() / cases);
    Ok(Timed {
        name: "plain Python".to_owned(),
        median: each(samples.get(samples.len() / 2)),
        low: each(samples.first()),
        high: each(samples.last()),
    })
}

/// Writes the cases as both read them.
fn write(path: &Path, count: usize) -> Result<(), Anything> {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default();
    let mut file = std::io::BufWriter::new(fs::File::create(path)?);
    for number in 0..u32::try_from(count)? {
        let facts = portfolio_case(number, as_of);
        let movements: Vec<_> = facts
            .transactions
            .iter()
            .map(|movement| {
                (
                    movement.date,
                    movement.amount.minor(),
                    movement.category.name(),
                )
            })
            .collect();
        let balance = facts.accounts.first().and_then(|account| account.balance);
        let line = json!({
            "case": number, "as_of": as_of, "balance": balance.map(Money::minor), "movements": movements,
        });
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(())
}

impl Ours {
    fn new(path: &Path) -> Result<Self, Anything> {
        let policy = Policy::load(
            "starter",
            &Folder::benches("starter"),
            LoadOptions::default(),
        )
        .map_err(|problems| format!("{problems:?}"))?;
        let text = r#"{ "id": "0", "country": "CL", "product": "consumer", "as_of": "2026-10-20",
                        "applicant": { "tax_id": "11.111.111-1" }, "request": { "currency": "CLP" } }"#;
        Ok(Self {
            engine: Engine::new(policy)?,
            application: Application::from_json("bench.json", text.as_bytes(), &Limits::default())?,
            path: path.to_owned(),
        })
    }

    fn decide(&self) -> Result<Vec<Decision>, Anything> {
        let lines = BufReader::new(fs::File::open(&self.path)?).lines();
        let decisions = lines.map(|line| {
            let case: Case = serde_json::from_str(&line?)?;
            let application = Application {
                id: case.case.to_string(),
                as_of: case.as_of,
                ..self.application.clone()
            };
            Ok(self.engine.decide(&application, &facts(&case)?)?)
        });
        decisions.collect()
    }
}

impl Contestant for Ours {
    fn name(&self) -> String {
        "Caudal".to_owned()
    }

    fn run_all(&mut self) -> Result<(), Anything> {
        black_box(self.decide()?);
        Ok(())
    }
}

/// A line's movements as facts: the account of the portfolio's cases, with these movements and balance.
fn facts(case: &Case) -> Result<Facts, Anything> {
    let mut facts = caudal_benches::portfolio_account(case.as_of);
    let clp = |minor| Money::from_minor(minor, Currency::Clp);
    for account in &mut facts.accounts {
        account.balance = Some(clp(case.balance));
    }
    facts.transactions = case
        .movements
        .iter()
        .zip(0..)
        .map(|((date, amount, category), row)| {
            let category = Category::ALL.iter().find(|known| known.name() == category);
            let category = *category.ok_or("an unknown category")?;
            Ok(caudal_benches::portfolio_movement(
                row,
                *date,
                clp(*amount),
                category,
                "",
            ))
        })
        .collect::<Result<_, Anything>>()?;
    Ok(facts)
}
