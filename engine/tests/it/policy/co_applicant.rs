//! A second person: the same names, apart from the applicant's; nothing of theirs where there is none.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_engine::facts::{Party, Report, Source};
use caudal_engine::policy::{CaseSuite, Mode, Outcome, Policy, SourceState, Step, Subject, Value};

use super::evaluators::agree;
use super::harness::{InMemory, codes, load, number, rule, subject};
use super::wrong;

const ASK: &str = "stage(\"two\", #{ ask: [\"co.cmf\"] });\n";

fn policy(script: &str, edits: &[(&str, &str, &str)]) -> Policy {
    load(&wrong::policy(&format!("{ASK}{script}"), edits))
}

fn state(answered: bool) -> SourceState {
    SourceState {
        answered,
        age_days: Some(2),
        why: None,
    }
}

/// A case whose applicant's reports are there, with or without a co-applicant.
fn case(values: &[(&str, Value)], theirs: Option<&[(Source, bool)]>) -> Arc<Subject> {
    let mut case = Subject::clone(&subject(values));
    let own = [Source::Khipu, Source::Cmf, Source::Protests];
    case.sources = own.map(|source| (source, state(true))).into();
    case.co_applicant = theirs.map(|sources| {
        let states = sources.iter();
        states
            .map(|(source, answered)| (*source, state(*answered)))
            .collect()
    });
    Arc::new(case)
}

/// What a feature is in each of the states that its person and report can be in.
#[test]
fn nobody_none_and_silent_are_told_apart() {
    let policy = policy(
        "let owed = co.debt.direct_total;\nlet there = co.present;\nlet own = debt.direct_total;\n\
         let answered = source(\"co.cmf\").answered;\nlet offered = source(\"co.cmf\").offered;\n\
         let score = co.fraud.score;\nrefer(\"R1\", co.present && owed > 100);",
        &[],
    );
    let value = [
        ("co.debt.direct_total", number("500")),
        ("debt.direct_total", number("7")),
    ];
    let own = [("debt.direct_total", number("7"))];
    let none = || Value::None("co".into());
    let missing = |name: &str| Value::missing(name);
    let flag = Value::Flag;
    for (situation, case, owed, there, answered, offered, score, reasons) in [
        (
            "nobody",
            case(&own, None),
            none(),
            false,
            none(),
            false,
            none(),
            vec!["NO_OFFER"],
        ),
        (
            "values of nobody",
            case(&value, None),
            none(),
            false,
            none(),
            false,
            none(),
            vec!["NO_OFFER"],
        ),
        (
            "their report answered",
            case(&value, Some(&[(Source::Cmf, true)])),
            number("500"),
            true,
            flag(true),
            true,
            missing("co.fraud"),
            vec!["R1"],
        ),
        (
            "their report says nothing of it",
            case(&own, Some(&[(Source::Cmf, true)])),
            missing("co.cmf"),
            true,
            flag(true),
            true,
            missing("co.fraud"),
            vec!["DATA_MISSING(co.cmf)"],
        ),
        (
            "their report is silent",
            case(&value, Some(&[(Source::Cmf, false)])),
            missing("co.cmf"),
            true,
            flag(false),
            false,
            missing("co.fraud"),
            vec!["DATA_MISSING(co.cmf)"],
        ),
        (
            "their report was never asked",
            case(&value, Some(&[])),
            missing("co.cmf"),
            true,
            missing("co.cmf"),
            false,
            missing("co.fraud"),
            vec!["DATA_MISSING(co.cmf)"],
        ),
    ] {
        assert!(agree(&policy, &case, situation) > 0, "{situation}");
        let ruling = rule(&policy, case);
        let result = |name: &str| ruling.result(name).map(Cow::into_owned);
        assert_eq!(result("own"), Some(number("7")), "{situation}");
        assert_eq!(result("owed"), Some(owed), "{situation}");
        assert_eq!(result("there"), Some(flag(there)), "{situation}");
        assert_eq!(result("answered"), Some(answered), "{situation}");
        assert_eq!(result("offered"), Some(flag(offered)), "{situation}");
        assert_eq!(result("score"), Some(score), "{situation}");
        assert_eq!(codes(&ruling), reasons, "{situation}");
        let asked = ruling
            .asked
            .iter()
            .filter(|report| report.party == Party::CoApplicant);
        assert_eq!(asked.count(), usize::from(there), "{situation}");
    }
}

#[test]
fn next_asks_about_whoever_is_there() {
    let policy = policy(
        "refer(\"R1\", co.present && co.debt.direct_total > 100);",
        &[],
    );
    for (situation, theirs, gathers) in [
        ("nobody", None, false),
        ("not asked", Some(&[][..]), true),
        ("asked, silent", Some(&[(Source::Cmf, false)][..]), false),
    ] {
        let case = case(&[], theirs);
        assert!(agree(&policy, &case, situation) > 0, "{situation}");
        match policy.run(case, Mode::Next).unwrap() {
            Step::Gather(reports) => {
                assert!(gathers, "{situation}");
                assert_eq!(reports, [Report::parse("co.cmf").unwrap()]);
            }
            Step::Ruled(_) => assert!(!gathers, "{situation}"),
        }
    }
}

#[test]
fn what_is_missing_of_a_co_applicant_means_what_the_policy_says() {
    let script = "decline(\"R1\", co.present && co.fraud.score > 500);";
    for (situation, missing, reasons, outcome) in [
        ("nothing said", "", "DATA_MISSING(co.fraud)", Outcome::Refer),
        (
            "of the applicant's only",
            "[missing]\n\"fraud.*\" = \"decline\"\n",
            "DATA_MISSING(co.fraud)",
            Outcome::Refer,
        ),
        (
            "of theirs",
            "[missing]\n\"co.fraud.*\" = \"decline\"\n",
            "DATA_MISSING(co.fraud)",
            Outcome::Decline,
        ),
        (
            "a stand-in",
            "[missing]\n\"co.*\" = { default = 600, reason = \"r\" }\n",
            "R1",
            Outcome::Decline,
        ),
    ] {
        let policy = policy(script, &[("policy.toml", "", missing)]);
        let case = case(&[], Some(&[(Source::Cmf, true)]));
        assert!(agree(&policy, &case, situation) > 0, "{situation}");
        let ruling = rule(&policy, case);
        assert_eq!(
            (codes(&ruling), ruling.outcome),
            (vec![reasons], outcome),
            "{situation}"
        );
    }
    // Of nobody nothing is missing, and no stand-in makes somebody up.
    let edits = [(
        "policy.toml",
        "",
        "[missing]\n\"co.*\" = { default = 600, reason = \"r\" }\n",
    )];
    let ruling = rule(&policy(script, &edits), case(&[], None));
    assert_eq!(codes(&ruling), ["NO_OFFER"]);
    assert_eq!(ruling.defaults, BTreeMap::new());
}

#[test]
fn silence_about_either_declines_under_its_own_name() {
    let script = "stage(\"work\", #{ ask: [\"khipu\", \"co.khipu\"] });\nrefer(\"R1\", co.present && co.data.recency_days > 9);";
    let policy = policy(
        script,
        &[(
            "policy.toml",
            "missing = \"refer\"",
            "missing = \"decline\"",
        )],
    );
    let silent = [(Source::Cmf, true), (Source::Khipu, false)];
    let case = case(&[], Some(&silent));
    assert!(agree(&policy, &case, "silent") > 0);
    let ruling = rule(&policy, case);
    assert_eq!(ruling.outcome, Outcome::Decline);
    assert_eq!(codes(&ruling), ["DATA_MISSING(co.khipu)"]);
}

#[test]
fn a_use_without_a_co_applicant_refers_and_never_approves() {
    // The check warns of it; a policy that does it all the same is safe.
    let policy = policy(
        "decline(\"R1\", debt.direct_total + co.debt.direct_total > 100);",
        &[],
    );
    assert!(
        policy
            .findings()
            .iter()
            .any(|found| found.id == Some("alone-unknown"))
    );
    let ruling = rule(&policy, case(&[("debt.direct_total", number("7"))], None));
    assert_eq!(codes(&ruling), ["DATA_MISSING(co)"]);
}

/// Two people's cases, as files of cases give them.
fn suite(cases: &str) -> Result<Vec<String>, Vec<String>> {
    let script = format!(
        "{ASK}let both = fraud.score + choose(co.present, co.fraud.score, 0);\n\
         let owed = co.debt.direct_total.if_none(0);\nrefer(\"R1\", both > 900 || owed > 100);"
    );
    let base = "as_of = 2026-10-20\n[fraud]\nscore = 1\n[customer]\nsegment = \"NEW\"\n[co]\npresent = false\n";
    let InMemory(mut files) = wrong::policy(&script, &[]);
    files.insert("cases/_base.toml".to_owned(), base.to_owned());
    let text = format!("base = \"_base.toml\"\n[[case]]\nname = \"n\"\n{cases}");
    files.insert("cases/a.toml".to_owned(), text);
    let files = InMemory(files);
    let policy = load(&files);
    let suite = CaseSuite::load(&policy, "", "cases/a.toml", &files)
        .map_err(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let results = suite.run(&policy);
    let differences = results.iter().flat_map(|result| &result.differences);
    Ok(differences.map(ToString::to_string).collect())
}

#[test]
fn cases_give_a_co_applicant() {
    for (situation, cases) in [
        (
            "nobody",
            "expect.results = { both = 1, owed = 0 }\nexpect.asked = [\"khipu\", \"cmf\", \"protests\"]",
        ),
        (
            "somebody",
            "given.co.present = true\ngiven.co.fraud = { score = 2 }\ngiven.co.debt.direct_total = 500\n\
             expect.results = { both = 3, owed = 500 }\nexpect.reasons = [\"R1\"]\n\
             expect.asked = [\"khipu\", \"cmf\", \"protests\", \"co.cmf\"]",
        ),
        (
            "somebody of whom nothing is known",
            "given.co.present = true\nmissing = [\"co.*\"]\n\
             expect.results = { both = \"missing\", owed = \"missing\" }\n\
             expect.reasons = [\"DATA_MISSING(co.cmf)\", \"DATA_MISSING(co.fraud)\"]",
        ),
        (
            "somebody whose report is silent",
            "given.co.present = true\ngiven.co.fraud.score = 2\ngiven.co.debt.direct_total = 5\n\
             given.sources = { \"co.cmf\" = false }\nexpect.reasons = [\"DATA_MISSING(co.cmf)\"]",
        ),
        (
            "rows of both",
            "given.co.present = true\ngiven.co.fraud.score = 2\n\
             facts.reports = { khipu = 2026-10-20, cmf = 2026-10-15, protests = 2026-10-19 }\nfacts.debts = []\n\
             facts.co.reports = { cmf = 2026-10-15 }\n\
             facts.co.debts = [{ kind = \"consumer\", institution = \"Banco Ejemplo\", total = 300 }]\n\
             expect.results = { both = 3, owed = 300 }",
        ),
    ] {
        assert_eq!(suite(cases), Ok(Vec::new()), "{situation}");
    }
}

#[test]
fn what_a_case_gives_of_nobody_is_refused() {
    for (situation, cases, told) in [
        (
            "a figure",
            "given.co.fraud.score = 2",
            "the case gives co.fraud.score, and has no co-applicant",
        ),
        (
            "rows",
            "facts.co.reports = { cmf = 2026-10-15 }",
            "the case gives facts.co, and has no co-applicant",
        ),
        (
            "what the policy reads is left unsaid",
            "given.co.present = true",
            "the case leaves unsaid: co.debt.direct_total, co.fraud.score",
        ),
        (
            "a misspelt name",
            "given.co.present = true\ngiven.co.fraud.scor = 2",
            "\"co.fraud.scor\" is neither a feature nor an input",
        ),
        (
            "a misspelt report",
            "given.sources = { \"co.cmff\" = false }",
            "unknown source \"co.cmff\"",
        ),
        (
            "whether there is one, as a word",
            "given.co.present = \"missing\"",
            "expected true or false",
        ),
    ] {
        let found = suite(cases).unwrap_err().join("\n");
        assert!(found.contains(told), "{situation}: {found}");
    }
}
