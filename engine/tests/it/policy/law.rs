//! The law of a country is held against every policy there, whatever the policy says.

mod asked;

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_engine::facts::facts::{Protest, Provenance, RejectedCheque};
use caudal_engine::facts::{Country, Facts};
use caudal_engine::policy::{Files, LoadOptions, Outcome, Policy};
use chrono::NaiveDate;

use super::harness::{InMemory, codes, number, rule, subject};

const MANIFEST: &str = r#"
[policy]
id = "lawful"
version = "1"
country = "CL"
currency = "CLP"
[inputs]
"x.a" = { type = "count", es = "a", en = "a" }
[loan]
total_cost = "cae"
[review]
contact = "https://lender.example/revision"
"#;

const SCRIPT: &str =
    "stage(\"s\");\nrefer(\"R1\", x.a > 9);\noffer(quote(request.amount, 0.02, 12));\n";

const REASONS: &str = "[R1]\nes = \"uno\"\nen = \"one\"\n";

const LAW: &str = r#"
[law]
country = "CL"
version = "7"
[prohibited.sex]
names = ["applicant.sex", "employment.medical_leave*"]
unless = "consent.health"
cites = "Ley 1 art. 2"
checked = false
es = "No se lee"
en = "Not to be read"
[offer.rate]
monthly_rate_max = { currency = "CLP", file = "../max.csv", column = "monthly" }
cites = "Ley 3"
checked = true
es = "máxima"
en = "maximum"
[offer.cost]
carries = ["cae"]
cites = "Ley 4"
checked = true
es = "costo"
en = "cost"
[facts.debts]
max_years = 5
max_years_settled = 0
cites = "Ley 5"
checked = true
es = "edad"
en = "age"
[review.automated]
cites = "Ley 6"
checked = true
es = "revisión"
en = "review"
"#;

const READ: Provenance = Provenance { payload: 0, row: 0 };

/// Files with a law pack that the policy does not name.
struct UnderLaw(InMemory);

impl Files for UnderLaw {
    fn read(&self, path: &str) -> Result<String, String> {
        self.0.read(path)
    }

    fn law(&self, _: Country) -> Result<Vec<String>, String> {
        Ok(vec!["../law/cl.toml".to_owned()])
    }
}

fn files(changes: &[(&str, &str)]) -> UnderLaw {
    let given = [
        ("policy.toml", MANIFEST),
        ("policy.rhai", SCRIPT),
        ("reasons.toml", REASONS),
        ("../law/cl.toml", LAW),
        (
            "../max.csv",
            "when until;when amount;then monthly\n2026-12-31;<1000;0.03\n2026-12-31;>=1000;0.02\n",
        ),
    ];
    let all = given.iter().chain(changes);
    UnderLaw(InMemory(
        all.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect::<BTreeMap<_, _>>(),
    ))
}

fn load(files: &UnderLaw) -> Result<Policy, Vec<String>> {
    Policy::load("", files, LoadOptions::default())
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

#[test]
fn what_the_law_forbids_to_read_is_an_error_where_it_is_read() {
    let inputs = "\"applicant.sex\" = { type = \"text\", es = \"s\", en = \"s\" }\n";
    let manifest = MANIFEST.replace("[loan]", &format!("{inputs}[loan]"));
    let script = SCRIPT.replace("x.a > 9", "x.a > 9 || applicant.sex == \"F\"");
    let found = load(&files(&[
        ("policy.toml", &manifest),
        ("policy.rhai", &script),
    ]))
    .unwrap_err();
    assert_eq!(
        found,
        [
            "policy.rhai:2:24: no policy of the country may read \"applicant.sex\": Not to be read (Ley 1 art. 2; the citation was \
          not checked against the law's text)\n  hint: leave it out, or declare and read \"consent.health\""
        ]
    );
    let unread = load(&files(&[("policy.toml", &manifest)]));
    assert!(
        unread.is_ok(),
        "an input that nothing reads is another finding"
    );
}

#[test]
fn a_consent_that_is_read_allows_what_the_law_lets_it_allow() {
    let inputs = "\"consent.health\" = { type = \"flag\", es = \"c\", en = \"c\" }\n";
    let manifest = MANIFEST.replace("[loan]", &format!("{inputs}[loan]"));
    let reads = |script: &str| {
        load(&files(&[
            ("policy.toml", &manifest),
            (
                "policy.rhai",
                &format!("stage(\"t\", #{{ ask: [\"suseso\"] }});\n{script}{SCRIPT}"),
            ),
        ]))
    };
    let leaves = "refer(\"R1\", employment.medical_leave_days_365d > 5);\n";
    assert!(reads(leaves).is_err(), "a consent that nobody reads");
    let with = reads(&format!("{leaves}refer(\"R1\", !consent.health);\n"));
    assert!(with.is_ok(), "{with:?}");
}

#[test]
fn an_offer_over_the_legal_rate_is_referred_whatever_the_script_says() {
    let policy = load(&files(&[])).unwrap();
    let outcome = |amount: &str, day: &str| {
        let mut case = subject(&[("x.a", number("1")), ("request.amount", number(amount))]);
        Arc::get_mut(&mut case).unwrap().as_of = day.parse().unwrap();
        let ruling = rule(&policy, case);
        let codes: Vec<String> = codes(&ruling).into_iter().map(str::to_owned).collect();
        (ruling.outcome, codes)
    };
    let held = |figure: &str| (Outcome::Refer, vec![format!("LAW_LIMIT({figure})")]);
    // 0.02 a month: under the maximum of small loans, at that of large ones.
    assert_eq!(outcome("999", "2026-10-20").0, Outcome::Approve);
    assert_eq!(outcome("1000", "2026-10-20").0, Outcome::Approve);
    assert_eq!(
        outcome("1000", "2027-01-01"),
        held("monthly_rate"),
        "no rate is known"
    );
    let dearer = SCRIPT.replace("0.02", "0.0201");
    let policy = load(&files(&[("policy.rhai", &dearer)])).unwrap();
    let case = subject(&[("x.a", number("1")), ("request.amount", number("1000"))]);
    let ruling = rule(&policy, case);
    assert_eq!(codes(&ruling), ["LAW_LIMIT(monthly_rate)"]);
    assert!(ruling.offers.is_empty());
}

#[test]
fn an_offer_that_does_not_say_what_it_must_is_referred() {
    // Nothing is a nominal yearly rate of a loan that is told by its monthly one.
    let law = LAW.replace("carries = [\"cae\"]", "carries = [\"cae\", \"tna\"]");
    let policy = load(&files(&[("../law/cl.toml", &law)])).unwrap();
    let case = subject(&[("x.a", number("1")), ("request.amount", number("500"))]);
    let quoted = rule(&policy, case);
    assert_eq!(quoted.outcome, Outcome::Approve, "{:?}", codes(&quoted));
    let unknown = LAW.replace("carries = [\"cae\"]", "carries = [\"caee\"]");
    let found = load(&files(&[("../law/cl.toml", &unknown)])).unwrap_err();
    assert_eq!(
        found,
        ["../law/cl.toml:19:11: no offer has a figure \"caee\"\n  hint: did you mean \"cae\"?"]
    );
}

#[test]
fn a_policy_says_where_a_review_can_be_asked_for() {
    let manifest = MANIFEST.replace("contact = ", "queue = ");
    let found = load(&files(&[("policy.toml", &manifest)])).unwrap_err();
    assert!(
        found[0].contains("where a person can ask for a review (Ley 6)"),
        "{found:?}"
    );
}

#[test]
fn what_is_wrong_in_a_law_pack_is_told_in_its_file() {
    for (situation, from, to, expected) in [
        (
            "another country",
            "\"CL\"",
            "\"AR\"",
            "../law/cl.toml:3:11: this folder is for the law of CL",
        ),
        (
            "a claim without its article",
            "cites = \"Ley 4\"\n",
            "",
            "../law/cl.toml:18:8: offer.cost.cites is missing",
        ),
        (
            "a key that nothing reads",
            "max_years = 5",
            "max_yeers = 5",
            "../law/cl.toml:24:8: facts.debts.max_years is missing",
        ),
        (
            "a table that is not there",
            "../max.csv",
            "../min.csv",
            "../min.csv: no such file",
        ),
        (
            "a column that is not there",
            "\"monthly\"",
            "\"yearly\"",
            "../max.csv:1: ",
        ),
    ] {
        let law = LAW.replacen(from, to, 1);
        let found = load(&files(&[("../law/cl.toml", &law)])).unwrap_err();
        assert!(
            found.iter().any(|problem| problem.starts_with(expected)),
            "{situation}: {found:#?}"
        );
    }
    let columns = [("../max.csv", "when income;then monthly\nany;0.03\n")];
    let found = load(&files(&columns)).unwrap_err();
    assert!(
        found[0].contains("a table of maximum rates cannot look at \"income\""),
        "{found:?}"
    );
}

#[test]
fn the_law_is_part_of_a_policys_hash() {
    let policy = load(&files(&[])).unwrap();
    assert_eq!(
        policy
            .law()
            .versions
            .get("../law/cl.toml")
            .map(String::as_str),
        Some("7")
    );
    let newer = LAW.replace("\"7\"", "\"8\"");
    let changed = load(&files(&[("../law/cl.toml", &newer)])).unwrap();
    assert_ne!(policy.hash(), changed.hash());
}

#[test]
fn facts_that_are_too_old_are_left_out() {
    let policy = load(&files(&[])).unwrap();
    let as_of: NaiveDate = "2026-10-20".parse().unwrap();
    let protest = |date: Option<&str>, cleared| Protest {
        provenance: READ,
        date: date.map(|date| date.parse().unwrap()),
        amount: None,
        document: None,
        cleared,
    };
    let cheque = |rejected: &str, paid: Option<&str>| RejectedCheque {
        provenance: READ,
        rejected_on: Some(rejected.parse().unwrap()),
        amount: None,
        paid_on: paid.map(|date| date.parse().unwrap()),
    };
    for (situation, row, kept) in [
        (
            "five years to the day",
            protest(Some("2021-10-20"), None),
            true,
        ),
        ("a day more", protest(Some("2021-10-19"), None), false),
        ("without a date", protest(None, None), true),
        ("open", protest(Some("2026-01-01"), Some(false)), true),
        ("cleared", protest(Some("2026-01-01"), Some(true)), false),
    ] {
        let facts = Facts {
            protests: vec![row],
            ..Facts::default()
        };
        let lawful = policy.law().lawful(&facts, as_of);
        assert_eq!(lawful.protests.len(), usize::from(kept), "{situation}");
    }
    let paid_two_years = LAW.replace("max_years_settled = 0", "max_years_settled = 2");
    let policy = load(&files(&[("../law/cl.toml", &paid_two_years)])).unwrap();
    for (situation, row, kept) in [
        (
            "paid two years ago",
            cheque("2023-01-01", Some("2024-10-20")),
            true,
        ),
        (
            "paid a day before that",
            cheque("2023-01-01", Some("2024-10-19")),
            false,
        ),
        ("never paid", cheque("2023-01-01", None), true),
        ("never paid, and old", cheque("2021-10-19", None), false),
    ] {
        let facts = Facts {
            rejected_cheques: vec![row],
            ..Facts::default()
        };
        let lawful = policy.law().lawful(&facts, as_of);
        assert_eq!(
            lawful.rejected_cheques.len(),
            usize::from(kept),
            "{situation}"
        );
    }
}
