//! Dated series: who gives them, which of them amounts are worth, and what a decision says of them.

use std::collections::BTreeMap;

use caudal_engine::facts::categories::Category;
use caudal_engine::facts::evidence::Status;
use caudal_engine::facts::facts::{Account, AccountKind, Answer, Provenance, Section, Transaction};
use caudal_engine::facts::{Application, Currency, Diagnostic, Facts, Limits, Money, Source};
use caudal_engine::policy::{LoadOptions, Policy};
use caudal_engine::{Decision, Engine, Reference};

use crate::policy::harness::InMemory;

const POLICY: &str = r#"
[policy]
id = "ar/test"
version = "1"
country = "AR"
currency = "ARS"
[sources]
cirenio = { missing = "refer" }
[reference]
smvm = { unit = "money/month" }
usd_official = { max_age_days = 5 }
usd_parallel = { max_age_days = 10 }
cpi = { max_age_days = 92 }
"#;

pub(super) const SCRIPT: &str = r#"
stage("bank", #{ ask: ["cirenio"] });
let pay = income.last_month.or_refer("INCOME_UNKNOWN");
let floor = reference.smvm.or_refer("INCOME_UNKNOWN");
decline("INCOME_LOW", pay < floor);
decline("SHRINKING", cashflow.net_avg_3m_real < -1_000_000_000);
"#;

const REASONS: &str = r#"
[INCOME_UNKNOWN]
es = "No se pudo verificar su ingreso."
en = "Your income could not be verified."
[INCOME_LOW]
es = "Su ingreso es bajo."
en = "Your income is low."
[SHRINKING]
es = "Gasta más de lo que recibe."
en = "You spend more than you receive."
"#;

fn engine(more: &str, file: Option<&str>) -> Engine {
    engine_of(SCRIPT, more, file)
}

pub(super) fn engine_of(script: &str, more: &str, file: Option<&str>) -> Engine {
    Engine::new(policy(script, more, file).unwrap()).unwrap()
}

/// The policy with this script, more settings, and a file of minimum wages.
pub(super) fn policy(
    script: &str,
    more: &str,
    file: Option<&str>,
) -> Result<Policy, Vec<Diagnostic>> {
    let mut files = BTreeMap::from([
        ("policy.toml".to_owned(), format!("{POLICY}{more}")),
        ("policy.rhai".to_owned(), script.to_owned()),
        ("reasons.toml".to_owned(), REASONS.to_owned()),
    ]);
    if let Some(text) = file {
        let toml = files.get_mut("policy.toml").unwrap();
        *toml = toml.replace("smvm = {", "smvm = { file = \"smvm.csv\",");
        files.insert("smvm.csv".to_owned(), text.to_owned());
    }
    Policy::load("", &InMemory(files), LoadOptions::default())
}

pub(super) fn reference(files: &[(&str, &str)]) -> Reference {
    let mut reference = Reference::default();
    for (file, text) in files {
        reference.read(file, text, &Limits::default()).unwrap();
    }
    reference
}

pub(super) fn application(series: &str) -> Application {
    let text = format!(
        r#"{{ "id": "AR-1", "country": "AR", "product": "consumer", "as_of": "2026-10-20",
        "applicant": {{ "tax_id": "20-26756539-3" }},
        "request": {{ "amount": 1000, "currency": "ARS" }}, "reference": {{ {series} }} }}"#
    );
    Application::from_json("a.json", text.as_bytes(), &Limits::default()).unwrap()
}

/// A salary of 100 dollars on 30 September, on an account in dollars.
pub(super) fn paid_in_dollars() -> Facts {
    let provenance = Provenance { payload: 0, row: 0 };
    let mut facts = Facts {
        answers: vec![Answer {
            source: Source::Cirenio,
            provider: "cirenio".to_owned(),
            status: Status::Complete,
            obtained_at: None,
            report_date: Some("2026-10-20".parse().unwrap()),
            covers_from: None,
            payloads: Vec::new(),
        }],
        accounts: vec![Account {
            provenance,
            number: "1".to_owned(),
            cbu: None,
            kind: AccountKind::Savings,
            currency: Currency::Usd,
            balance: None,
            holders: Vec::new(),
            covers_from: Some("2026-04-01".parse().unwrap()),
            opened_on: None,
        }],
        transactions: vec![Transaction {
            provenance,
            account: 0,
            id: None,
            date: "2026-09-30".parse().unwrap(),
            ordinal: 0,
            amount: Money::from_minor(10_000, Currency::Usd),
            description: "SUELDO".to_owned(),
            detail: None,
            counterparty: None,
            category: Category::Salary,
            category_entry: None,
            balance_after: None,
        }],
        ..Facts::default()
    };
    facts.note(Section::Accounts);
    facts
}

fn state(decision: &Decision, feature: &str) -> String {
    let (_, state) = decision
        .features
        .0
        .iter()
        .find(|(name, _)| name == feature)
        .unwrap();
    serde_json::to_string(state).unwrap()
}

const RATES: (&str, &str) = (
    "rates.csv",
    "series;from;value\nusd_official;2026-09-30;1000\nusd_official;2026-10-16;1010\n\
     usd_official;2026-10-21;9\nusd_parallel;2026-09-21;1300,5\nusd;2026-09-30;1\n",
);

#[test]
fn the_policy_chooses_the_rate() {
    for (situation, prices, expected) in [
        (
            "official",
            "[prices]\nusd = \"usd_official\"\n",
            "\"100000\"",
        ),
        // Nine days old: the parallel rate may be ten, the official one five.
        (
            "parallel",
            "[prices]\nusd = \"usd_parallel\"\n",
            "\"130050\"",
        ),
        ("named like the currency", "", "\"100\""),
    ] {
        let engine = engine(prices, None)
            .with_reference(reference(&[RATES]))
            .unwrap();
        let decision = engine.decide(&application(""), &paid_in_dollars()).unwrap();
        let income = state(&decision, "income.last_month");
        assert_eq!(income, expected, "{situation}");
    }
}

#[test]
fn a_rate_that_nobody_gives_is_counted_and_not_guessed() {
    let engine = engine("[prices]\nusd = \"usd_official\"\n", None);
    let lineage = engine
        .lineage(
            &application(""),
            &paid_in_dollars(),
            "data.amounts_without_rate",
        )
        .unwrap();
    assert_eq!(lineage.value, caudal_engine::features::Value::Known(1));
}

#[test]
fn the_policy_gives_before_the_application_and_that_before_the_folder() {
    let folder = ("wages.csv", "series;from;value\nsmvm;2026-10-01;333\n");
    let given = r#""smvm": [{ "from": "2026-10-01", "value": 222 }]"#;
    let own = "from;value\n2026-10-01;111\n";
    for (situation, file, series, by, expected) in [
        ("all three", Some(own), given, "policy", "111"),
        ("application and folder", None, given, "application", "222"),
        ("the folder alone", None, "", "reference", "333"),
    ] {
        let engine = engine("", file)
            .with_reference(reference(&[folder]))
            .unwrap();
        let decision = engine
            .decide(&application(series), &paid_in_dollars())
            .unwrap();
        let series = decision
            .reference
            .iter()
            .find(|series| series.name == "smvm")
            .unwrap();
        assert_eq!(series.given_by, by, "{situation}");
        assert_eq!(series.figures[0].value.to_string(), expected, "{situation}");
        assert_eq!(series.sha256.is_some(), by != "application", "{situation}");
        let (_, floor) = decision
            .results
            .0
            .iter()
            .find(|(name, _)| name == "floor")
            .unwrap();
        let floor = serde_json::to_string(floor).unwrap();
        assert!(floor.contains(expected), "{situation}: {floor}");
    }
}

#[test]
fn a_decision_tells_the_figures_that_it_can_rest_on() {
    let prices = (
        "ipc.csv",
        "series;from;value\ncpi;2026-07-01;10\ncpi;2026-08-01;11\ncpi;2026-09-01;12\n\
        cpi;2025-01-01;1\n",
    );
    let engine = engine("[prices]\nusd = \"usd_official\"\n", None)
        .with_reference(reference(&[RATES, prices]))
        .unwrap();
    let decision = engine.decide(&application(""), &paid_in_dollars()).unwrap();
    let told: Vec<(&str, Vec<String>)> = decision
        .reference
        .iter()
        .map(|series| {
            let figures = series.figures.iter();
            let figures = figures.map(|figure| format!("{} {}", figure.from, figure.value));
            (series.name.as_str(), figures.collect())
        })
        .collect();
    let figures = |figures: &[&str]| figures.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            (
                "cpi",
                figures(&["2026-07-01 10", "2026-08-01 11", "2026-09-01 12"])
            ),
            // From the first amount in dollars on; tomorrow's is not known.
            (
                "usd_official",
                figures(&["2026-09-30 1000", "2026-10-16 1010"])
            ),
            // Declared and given, but no amount is in it: what is in force on the date.
            ("usd_parallel", figures(&["2026-09-21 1300.5"])),
        ]
    );
    assert_eq!(decision.reference[0].file.as_deref(), Some("ipc.csv"));
}

#[test]
fn what_is_wrong_in_a_file() {
    for (text, expected) in [
        ("", "r.csv:1:1: the file has no header"),
        (
            "series;date;value\n",
            "r.csv:1: expected the header series;from;value",
        ),
        (
            "series;from;value\nusd;2026-13-01;1\n",
            "r.csv:2: column \"from\": \"2026-13-01\" is no date such as 2026-10-20",
        ),
        (
            "series;from;value\nusd;2026-10-01;\n",
            "r.csv:2: column \"value\": \"\" is no number",
        ),
        (
            "series,from,value\nusd,2026-10-01,1.405\n",
            "r.csv:2: column \"value\": \"1.405\" could be read with thousands or with decimals",
        ),
        (
            "series;from;value\n;2026-10-01;1\n",
            "r.csv:2: column \"series\": the cell is blank",
        ),
        (
            "series;from;value\nusd;2026-10-01\n",
            "r.csv:2:1: the row has 2 cells, the header 3",
        ),
        (
            "series;from;value\nusd;2026-10-02;1\nusd;2026-10-01;1\nusd;2026-10-02;2\n",
            "r.csv:4: column \"from\": \"usd\" has 2026-10-02 twice: in line 2 too",
        ),
        (
            "series;from;value\nuf;2026-10-02;1\n",
            "r.csv:2: column \"series\": \"uf\" stands in first.csv already",
        ),
    ] {
        let mut reference = reference(&[(
            "first.csv",
            "# UF\nseries;from;value\nuf;2026-10-01;39500\n",
        )]);
        let before = reference.clone();
        let found = reference
            .read("r.csv", text, &Limits::default())
            .unwrap_err();
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found[0].starts_with(expected), "{text:?}: {found:?}");
        assert_eq!(reference, before, "{text:?}");
    }
}

#[test]
fn a_policys_own_file_has_each_date_once() {
    for (situation, text, expected) in [
        (
            "two dates",
            "from;value\n2026-10-01;1\n2026-09-01;1\n",
            None,
        ),
        (
            "one twice",
            "# wages\nfrom;value\n2026-10-01;1\n2026-09-01;1\n2026-10-01;1\n",
            Some(
                "smvm.csv:5: column \"from\": \"smvm\" has 2026-10-01 twice: \
                 in line 3 too",
            ),
        ),
    ] {
        let found = policy(SCRIPT, "", Some(text)).err();
        let found = found.map(|found| found[0].to_string());
        assert_eq!(found.as_deref(), expected, "{situation}");
    }
}

#[test]
fn figures_have_a_limit_over_all_files() {
    let limits = Limits {
        reference_figures: 2,
        ..Limits::default()
    };
    let mut reference = Reference::default();
    let one = "series;from;value\na;2026-10-01;1\n";
    assert!(reference.read("1.csv", one, &limits).is_ok());
    assert!(
        reference
            .read("2.csv", &one.replace("a;", "b;"), &limits)
            .is_ok()
    );
    let found = reference
        .read("3.csv", &one.replace("a;", "c;"), &limits)
        .unwrap_err();
    assert_eq!(
        found[0].to_string(),
        "3.csv: failed to read 3.csv: 3 figures, the limit is 2 figures"
    );
}

#[test]
fn a_misspelt_series_is_refused_and_others_are_left_alone() {
    for (situation, series, expected) in [
        (
            "misspelt",
            "usd_oficial",
            Some(
                "r.csv:2: policy ar/test knows no series \"usd_oficial\"\n  hint: did you mean \"usd_official\"?",
            ),
        ),
        (
            "in capitals",
            "CPI",
            Some("r.csv:2: policy ar/test knows no series \"CPI\"\n  hint: did you mean \"cpi\"?"),
        ),
        ("another country's", "imm_monthly_wage", None),
        ("known", "usd_official", None),
    ] {
        let text = format!("series;from;value\n{series};2026-10-01;1\n");
        let result = engine("", None).with_reference(reference(&[("r.csv", &text)]));
        let found = result.err().map(|found| found[0].to_string());
        assert_eq!(found.as_deref(), expected, "{situation}");
    }
    // Where the right name is given too, the other is another series.
    let both = "series;from;value\nusd_official;2026-10-01;1\nusd_oficial;2026-10-01;1\n";
    assert!(
        engine("", None)
            .with_reference(reference(&[("r.csv", both)]))
            .is_ok()
    );
}
