//! Cases that give rows: decided from movements to outcome, and told where a row is wrong.

use caudal_engine::policy::{CaseResult, CaseSuite};

use super::harness::{InMemory, load};

const MANIFEST: &str = r#"
[policy]
id = "rows"
version = "1"
country = "CL"
currency = "CLP"
[inputs]
"applicant.age" = { type = "years", range = "0..120", es = "edad", en = "age" }
[params]
least = { value = 500_000, unit = "money/month", reason = "test" }
terms = { value = [12], unit = "months", reason = "test" }
[loan]
total_cost = "cae"
"#;

const SCRIPT: &str = r#"stage("bank", #{ ask: ["khipu", "cmf"] });
decline("AGE", applicant.age < 18);
decline("INCOME", income.verified_monthly_3m < params.least);
decline("OVERDUE", debt.overdue_90_plus > 0);
for term in params.terms {
    offer(quote(request.amount, 0.02, term));
}
"#;

const REASONS: &str = r#"[AGE]
es = "e"
en = "e"
[INCOME]
es = "e"
en = "e"
[OVERDUE]
es = "e"
en = "e"
"#;

/// Someone with an account and a clean debt report; nothing was paid yet.
const BASE: &str = "as_of = 2026-10-20
[applicant]
age = 40
[request]
amount = 100_000
[facts]
reports = { khipu = 2026-10-20, cmf = 2026-10-15 }
accounts = [{ covers_from = 2026-01-01 }]
debts = []
";

const PAID: &str = "date;amount;category;description\n\
                    # the last day of each month\n\
                    2026-07-31;500000;salary;REMUNERACION EMPRESA EJEMPLO\n\
                    2026-08-31;500000;salary;REMUNERACION EMPRESA EJEMPLO\n\
                    2026-09-30;500000;salary;REMUNERACION EMPRESA EJEMPLO\n";

fn files(cases: &str, paid: &str) -> InMemory {
    let texts = [
        ("policy.toml", MANIFEST),
        ("policy.rhai", SCRIPT),
        ("reasons.toml", REASONS),
        ("cases/_base.toml", BASE),
        ("cases/paid.csv", paid),
        (
            "cases/a.toml",
            &format!("base = \"_base.toml\"\n[[case]]\nname = \"n\"\n{cases}"),
        ),
    ];
    let texts = texts.map(|(path, text)| (path.to_owned(), text.to_owned()));
    InMemory(texts.into_iter().collect())
}

fn run(cases: &str, paid: &str) -> Vec<CaseResult> {
    let files = files(cases, paid);
    let policy = load(&files);
    CaseSuite::load(&policy, "p", "cases/a.toml", &files)
        .unwrap()
        .run(&policy)
}

/// What is told of cases that cannot be read.
fn told(cases: &str, paid: &str) -> Vec<String> {
    let files = files(cases, paid);
    let problems = CaseSuite::load(&load(&files), "p", "cases/a.toml", &files).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_case_is_decided_from_its_rows_on() {
    let paid = "facts = { transactions = \"paid.csv\" }\n";
    for (situation, case, rows, expected) in [
        ("at the threshold", paid, PAID.to_owned(), &[][..]),
        (
            "a peso less in one month",
            paid,
            PAID.replacen("500000", "499997", 1),
            &["INCOME"],
        ),
        (
            "in another file's manner",
            paid,
            PAID.replace(';', ","),
            &[],
        ),
        (
            "too few months covered",
            "facts = { transactions = \"paid.csv\", accounts = [{ covers_from = 2026-08-01 }] }\n",
            PAID.to_owned(),
            &["DATA_MISSING(khipu)"],
        ),
        (
            "a report that did not come",
            "facts = { transactions = \"paid.csv\", reports = { khipu = 2026-10-20 } }\n",
            PAID.to_owned(),
            &["DATA_MISSING(cmf)"],
        ),
        (
            "a debt that is overdue",
            "facts = { transactions = \"paid.csv\", debts = [{ institution = \"BANCO EJEMPLO\", kind = \"consumer\", late_90_plus = 1 }] }\n",
            PAID.to_owned(),
            &["OVERDUE"],
        ),
        (
            "rows in the case itself",
            "[[case.facts.transactions]]\ndate = 2026-08-05\namount = 1_499_000\ncategory = \"salary\"\n",
            PAID.to_owned(),
            &["INCOME"],
        ),
        (
            "a figure given over what the rows say",
            "facts = { transactions = \"paid.csv\" }\ngiven.income = { verified_monthly_3m = 499_999 }\n",
            PAID.to_owned(),
            &["INCOME"],
        ),
        (
            "a figure missing in spite of the rows",
            "facts = { transactions = \"paid.csv\" }\nmissing = [\"income.*\"]\n",
            PAID.to_owned(),
            &["DATA_MISSING(khipu)"],
        ),
    ] {
        let results = run(case, &rows);
        let ruling = results[0].ruling.as_ref().unwrap();
        let codes: Vec<&str> = ruling
            .reasons
            .iter()
            .map(|reason| reason.code.as_str())
            .collect();
        assert_eq!(codes, expected, "{situation}");
    }
}

#[test]
fn a_figure_of_the_base_does_not_stand_over_the_rows() {
    let mut files = files("facts = { transactions = \"paid.csv\" }\n", PAID);
    let base = format!("{BASE}[income]\nverified_monthly_3m = 1\n");
    files.0.insert("cases/_base.toml".to_owned(), base);
    let policy = load(&files);
    let results = CaseSuite::load(&policy, "", "cases/a.toml", &files)
        .unwrap()
        .run(&policy);
    assert!(results[0].ruling.as_ref().unwrap().reasons.is_empty());
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let paid = "facts = { transactions = \"paid.csv\" }\n";
    for (situation, case, from, to, expected) in [
        (
            "an unknown column",
            paid,
            "amount",
            "amuont",
            "p/cases/paid.csv:1: table transactions has no column \"amuont\"\n  hint: did you mean \"amount\"?",
        ),
        (
            "an unknown category",
            paid,
            "31;500000;salary",
            "31;500000;salry",
            "p/cases/paid.csv:3: column \"category\": unknown word \"salry\"\n  hint: did you mean \"salary\"?",
        ),
        (
            "an amount that could be two",
            paid,
            "31;500000",
            "31;500.000",
            "p/cases/paid.csv:3: column \"amount\": \"500.000\" could be read with thousands or with decimals: write 500000 or 500.0000",
        ),
        (
            "an amount with more decimals than the currency",
            paid,
            "31;500000",
            "31;500000,5",
            "p/cases/paid.csv:3: column \"amount\":",
        ),
        (
            "no date",
            paid,
            "2026-08-31",
            "31-08-2026",
            "p/cases/paid.csv:4: column \"date\": \"31-08-2026\" is no date such as 2026-10-20",
        ),
        (
            "a cell that is left out",
            paid,
            "2026-09-30;500000",
            "2026-09-30;",
            "p/cases/paid.csv:5: column \"amount\": it is left out, and the row means nothing without it",
        ),
        (
            "an account that is not given",
            "facts = { transactions = [{ account = 1, date = 2026-09-30, amount = 1, category = \"salary\" }] }\n",
            "",
            "",
            "p/cases/a.toml:4:39: column \"account\": there is no account 1: 1 are given, counted from 0",
        ),
        (
            "an unknown table",
            "facts = { transactoins = [] }\n",
            "",
            "",
            "p/cases/a.toml:4:26: there is no table \"transactoins\" of facts\n  hint: did you mean \"transactions\"?",
        ),
        (
            "an unknown source",
            "facts = { reports = { kipu = 2026-10-20 } }\n",
            "",
            "",
            "p/cases/a.toml:4:30: unknown source \"kipu\"\n  hint: did you mean \"khipu\"?",
        ),
        (
            "no such file",
            "facts = { transactions = \"none.csv\" }\n",
            "",
            "",
            "p/cases/a.toml:4:26: \"none.csv\": no such file",
        ),
    ] {
        assert!(PAID.contains(from), "{situation}");
        let found = told(case, &PAID.replacen(from, to, 1));
        let told = found.iter().any(|problem| problem.starts_with(expected));
        assert!(told, "{situation}: {found:#?}");
    }
}

#[test]
fn every_table_of_the_schema_can_be_given_empty_or_is_refused_by_name() {
    use caudal_engine::frames::Table;
    for table in Table::ALL {
        let case = format!(
            "facts = {{ transactions = \"paid.csv\", {} = [] }}\n",
            table.name()
        );
        let case = match table {
            Table::Transactions | Table::Accounts => continue,
            _ => case,
        };
        let files = files(&case, PAID);
        let read = CaseSuite::load(&load(&files), "", "cases/a.toml", &files);
        let follows = matches!(
            table,
            Table::Cases | Table::Answers | Table::Sections | Table::Findings
        );
        assert_eq!(read.is_err(), follows, "{}", table.name());
    }
}
