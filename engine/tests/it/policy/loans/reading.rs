//! `[loan]` as it is written: every word read, every slip told with its line and what to write.

use caudal_engine::policy::{
    Charge, GraceInterest, LoadOptions, LoanTerms, Manifest, OpeningCosts, Policy, System,
    TotalCost, Yearly,
};

use super::super::harness::{files, load};
use super::decimal;

fn read(country: &str, currency: &str, loan: &str) -> Result<LoanTerms, String> {
    let text = format!(
        "[policy]\nid = \"test\"\nversion = \"1\"\ncountry = \"{country}\"\ncurrency = \"{currency}\"\n[loan]\n{loan}\n"
    );
    Manifest::from_toml("policy.toml", &text)
        .map(|manifest| manifest.loan)
        .map_err(|problems| {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            problems.join("\n")
        })
}

/// What is wrong with a policy of this script and these lines of policy.toml.
fn refused(script: &str, more: &str) -> String {
    let problems = Policy::load("p", &files(script, more), LoadOptions::default());
    let problems: Vec<String> = problems
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    problems.join("\n")
}

#[test]
fn every_word() {
    let terms = read(
        "AR",
        "ARS",
        r#"
        system = "german"
        rate = "monthly"
        grace = { months = 3, interest = "capitalised" }
        round_installment_to = 10
        opening_fee = { share = 0.03, sum = 1_500 }
        opening_costs = "deducted"
        stamp_tax = 0.012
        vat_on_interest = 0.21
        vat_on_fees = 0.21
        monthly_fee = { sum = 2_500 }
        insurance_monthly = { share = 0.0015, of = "amount" }
        total_cost = "cft"
        "#,
    )
    .unwrap();
    assert_eq!(terms.system, System::German);
    assert_eq!(terms.grace.months, 3);
    assert_eq!(terms.grace.interest, GraceInterest::Capitalised);
    assert_eq!(terms.opening_costs, OpeningCosts::Deducted);
    assert_eq!(terms.opening_fee.of_amount, decimal("0.03"));
    assert_eq!(terms.opening_fee.fixed, decimal("1500"));
    assert_eq!(terms.stamp_tax, decimal("0.012"));
    assert_eq!(terms.vat_on_fees, decimal("0.21"));
    assert_eq!(terms.monthly_fee, Charge::fixed(decimal("2500")));
    assert_eq!(
        terms.insurance_monthly,
        Charge::of_amount(decimal("0.0015"))
    );
    assert_eq!(terms.total_cost, TotalCost::Cft(Yearly::Compound));
}

#[test]
fn a_bare_share_is_of_what_is_usual() {
    let terms = read("CL", "CLP", "opening_fee = 0.02\ninsurance_monthly = 0.001").unwrap();
    assert_eq!(terms.opening_fee, Charge::of_amount(decimal("0.02")));
    assert_eq!(
        terms.insurance_monthly,
        Charge::of_balance(decimal("0.001"))
    );
}

#[test]
fn slips() {
    for (loan, expected) in [
        (
            "system = \"frech\"",
            "policy.toml:7:10: unknown loan.system \"frech\"\n  hint: did you mean \"french\"?",
        ),
        ("rate = \"yearly\"", "unknown loan.rate \"yearly\""),
        (
            "opening_costs = \"later\"",
            "unknown loan.opening_costs \"later\"",
        ),
        (
            "grace = { months = 3 }",
            "loan.grace.interest is missing\n  hint: write interest = \"paid\" or interest = \"capitalised\"",
        ),
        (
            "grace = { interest = \"paid\" }",
            "loan.grace.months is missing",
        ),
        (
            "grace = { months = 1.5, interest = \"paid\" }",
            "loan.grace.months is 1.5: expected a whole number",
        ),
        (
            "grace = { months = 3, interest = \"free\" }",
            "unknown loan.grace.interest \"free\"",
        ),
        (
            "system = \"bullet\"\ngrace = { months = 3, interest = \"paid\" }",
            "a bullet loan pays no capital before its last month\n  hint: leave months out",
        ),
        (
            "round_installment_to = 0",
            "loan.round_installment_to is 0: expected more than zero",
        ),
        (
            "opening_fee = 1",
            "loan.opening_fee is 1: expected at least 0 and less than 1\n  hint: a share is a fraction",
        ),
        (
            "opening_fee = { share = 0.02, of = \"balance\" }",
            "loan.opening_fee is paid before anything is owed\n  hint: write of = \"amount\"",
        ),
        (
            "monthly_fee = 20",
            "loan.monthly_fee does not say what it is a part of",
        ),
        (
            "monthly_fee = 0.02",
            "loan.monthly_fee does not say what it is a part of\n  hint: write { sum = 2_500 }, or { share = 0.001, of = \"amount\" } or \"balance\"",
        ),
        (
            "monthly_fee = { share = 0.02 }",
            "loan.monthly_fee.share does not say what it is a part of",
        ),
        ("monthly_fee = {}", "loan.monthly_fee charges nothing"),
        (
            "monthly_fee = { sum = 20, of = \"amount\" }",
            "loan.monthly_fee says of what, but no share",
        ),
        (
            "monthly_fee = { sum = -1 }",
            "loan.monthly_fee.sum is -1: expected at least 0",
        ),
        (
            "monthly_fee = { amount = 20 }",
            "unknown key \"amount\" in loan.monthly_fee",
        ),
        (
            "insurance_monthly = { share = 0.01, of = \"capital\" }",
            "unknown loan.insurance_monthly.of \"capital\"",
        ),
        ("vat_on_fees = 21", "loan.vat_on_fees is 21: expected"),
        ("total_cost = \"tea\"", "unknown loan.total_cost \"tea\""),
        ("vat_on_fes = 0.21", "unknown key \"vat_on_fes\" in loan"),
    ] {
        let problems = read("any", "USD", loan).unwrap_err();
        assert!(problems.contains(expected), "{loan}: {problems}");
    }
}

#[test]
fn a_country_states_its_own_total_cost() {
    for (country, currency, loan, right) in [
        ("CL", "CLP", "total_cost = \"cft\"", "cae"),
        (
            "CL",
            "CLP",
            "total_cost = \"cae\"\ntotal_cost_year = \"compound\"",
            "cae",
        ),
        ("AR", "ARS", "total_cost = \"cae\"", "cft"),
        (
            "AR",
            "ARS",
            "total_cost = \"cft\"\ntotal_cost_year = \"simple\"",
            "cft",
        ),
    ] {
        let problems = read(country, currency, loan).unwrap_err();
        let hint = format!("hint: write total_cost = {right:?}, and leave total_cost_year out");
        assert!(problems.contains(&hint), "{loan}: {problems}");
    }
    for (country, currency, loan) in [
        (
            "CL",
            "CLP",
            "total_cost = \"cae\"\ntotal_cost_year = \"simple\"",
        ),
        ("AR", "ARS", "total_cost = \"cft\""),
        ("AR", "ARS", "system = \"french\""),
        (
            "any",
            "USD",
            "total_cost = \"cae\"\ntotal_cost_year = \"compound\"",
        ),
    ] {
        assert!(read(country, currency, loan).is_ok(), "{loan}");
    }
}

#[test]
fn rates_of_another_period() {
    let params = r#"
monthly = { value = 0.02, unit = "rate/month", reason = "test" }
tna = { value = 0.24, unit = "rate/year nominal", reason = "test" }
tea = { value = 0.27, unit = "rate/year effective", reason = "test" }
"#;
    for (script, expected) in [
        (
            "let r = installment(1000, params.tna, 12);",
            "p/policy.rhai:1:27: installment takes rate/month, this is rate/year nominal\n  hint: write monthly_from_tna(…) of it",
        ),
        (
            "let r = principal(1000, params.tea, 12);",
            "principal takes rate/month, this is rate/year effective\n  hint: write monthly_from_tea(…) of it",
        ),
        (
            "let yearly = params.tna;\nlet r = quote(1000, yearly, 12).total;",
            "quote takes rate/month, this is rate/year nominal",
        ),
        (
            "let r = monthly_from_tna(params.tea);",
            "monthly_from_tna takes rate/year nominal, this is rate/year effective\n  hint: write monthly_from_tea(…) of it",
        ),
        (
            "let r = monthly_from_tea(params.monthly);",
            "this is rate/month\n  hint: it is a rate a month already",
        ),
        (
            "fn f(n) { installment(n, params.tna, 12) }\nlet r = f(1000);",
            "installment takes rate/month",
        ),
    ] {
        let problems = refused(script, params);
        assert!(problems.contains(expected), "{script}: {problems}");
    }
    let limit = format!("{params}[limits]\nmonthly_rate = {{ max = \"params.tna\" }}\n");
    let problems = refused("let r = 1;", &limit);
    let expected = "limits.monthly_rate takes rate/month, params.tna is rate/year nominal";
    assert!(problems.contains(expected), "{problems}");
    let right = "let a = installment(1000, params.monthly, 12);\n\
                 let b = installment(1000, monthly_from_tna(params.tna), 12);\n\
                 let c = principal(10, monthly_from_tea(params.tea), 12);\n\
                 let d = quote(1000, params.half / 10, 12).tea;";
    load(&files(right, params));
}
