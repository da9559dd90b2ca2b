//! `caudal quote`.

use crate::support::{caudal, check, run};

/// A quote by a country's consumer policy.
fn quote<'a>(country: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    let policy = match country {
        "ar" => "rules/ar/consumer",
        _ => "rules/cl/consumer",
    };
    let mut arguments = vec!["quote", "--policy", policy];
    arguments.extend(rest);
    arguments
}

#[test]
fn a_loan_is_shown_month_by_month() {
    let loan = ["--amount", "1000000", "--term", "12"];
    for (name, country, rest) in [
        ("quote/ar.es.txt", "ar", ["--tna", "61%", "--lang", "es"]),
        (
            "quote/cl.en.txt",
            "cl",
            ["--monthly-rate", "0.02", "--lang", "en"],
        ),
    ] {
        let arguments = quote(country, &[&loan[..], &rest[..]].concat());
        let ran = run(caudal(&arguments));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 100));
        check(&ran.stdout, name);
    }
}

#[test]
fn a_program_reads_the_same_loan() {
    let rest = [
        "--amount",
        "1000",
        "--term",
        "2",
        "--tea",
        "0.268241794562545318301696",
        "--json",
    ];
    let ran = run(caudal(&quote("ar", &rest)));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    check(&ran.stdout, "quote/ar.json");
}

#[test]
fn a_fraction_and_its_percentage_are_one_rate() {
    let with = |rate| {
        let rest = ["--amount", "1000", "--term", "2", "--monthly-rate", rate];
        run(caudal(&quote("ar", &rest))).stdout
    };
    assert_eq!(with("0.0255"), with("2.55%"));
    assert_ne!(with("0.0255"), with("2.56%"));
}

#[test]
fn what_makes_no_loan_is_said() {
    let loan = ["--amount", "1000", "--term", "12", "--monthly-rate", "2%"];
    for (change, value, expected) in [
        (
            1,
            "0",
            "failed to quote an amount of 0: expected more than 0",
        ),
        (1, "-5", "failed to quote an amount of -5:"),
        (1, "1.000,50", "expected a number such as 1250000.50"),
        (
            3,
            "0",
            "failed to quote a term of 0 months: expected at least 1",
        ),
        (
            5,
            "-2%",
            "failed to quote a rate of -0.02 a month: expected at least 0",
        ),
        (5, "2000%", "failed to quote a rate of 20 a month"),
        (5, "two", "expected a fraction such as 0.02, or 2%"),
    ] {
        let mut wrong = loan;
        wrong[change] = value;
        let ran = run(caudal(&quote("ar", &wrong)));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{value}");
        assert!(ran.stderr.contains(expected), "{value}: {}", ran.stderr);
    }
    let two_rates = [&loan[..], &["--tna", "61%"]].concat();
    assert_eq!(run(caudal(&quote("ar", &two_rates))).code, 2);
    assert_eq!(run(caudal(&quote("ar", &loan[..4]))).code, 2);
}
