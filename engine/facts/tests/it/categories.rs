//! The categories file, and how a movement finds its category.

use caudal_facts::categories::{Categories, Category, Movement};
use caudal_facts::{Currency, Error, Limits, Money};
use proptest::prelude::*;

const FILE: &str = r#"version = "1"
country = "CL"
[[entry]]
id = "reversal"
category = "reversal"
any = ["REVERSA*", "DEVOLUCION"]
[[entry]]
id = "own"
category = "own_transfer"
counterparty_is_applicant = true
[[entry]]
id = "salary"
category = "salary"
sign = "in"
any = ["REMUNERACION*", "PAGO:DE SUELDOS"]
none = ["ANTICIPO"]
[[entry]]
id = "loan"
category = "loan_disbursement"
sign = "in"
regex = "ABONO (CREDITO|PRESTAMO)( #)?$"
min_amount = 50_000
[[entry]]
id = "gas"
category = "utilities"
sign = "out"
any = ["GAS"]
max_amount = 100_000
"#;

fn categories() -> Categories {
    Categories::from_toml("cl.toml", FILE, &Limits::default()).unwrap()
}

fn decide(description: &str, minor: i64, own: bool) -> (Category, Option<String>) {
    let categories = categories();
    let decided = categories.decide(&Movement {
        description,
        detail: None,
        amount: Money::from_minor(minor, Currency::Clp),
        counterparty_is_applicant: own,
    });
    (decided.category, decided.entry.map(str::to_owned))
}

#[test]
fn the_first_entry_whose_conditions_hold_decides() {
    for (description, minor, own, expected) in [
        (
            "Abono Remuneración 10/2026",
            900_000,
            false,
            Category::Salary,
        ),
        ("ABONO REMUNERACIONES", 900_000, false, Category::Salary),
        (
            "REMUNERACION ANTICIPO",
            900_000,
            false,
            Category::Uncategorised,
        ),
        (
            "ABONO REMUNERACION",
            -900_000,
            false,
            Category::Uncategorised,
        ),
        ("PAGO:DE SUELDOS", 900_000, false, Category::Salary),
        ("REVERSA REMUNERACION", 900_000, false, Category::Reversal),
        ("ABONO REMUNERACION", 900_000, true, Category::OwnTransfer),
        (
            "ABONO CREDITO 12345",
            50_000,
            false,
            Category::LoanDisbursement,
        ),
        (
            "ABONO CREDITO 12345",
            49_999,
            false,
            Category::Uncategorised,
        ),
        (
            "ABONO CREDITO HIPOTECARIO",
            50_000,
            false,
            Category::Uncategorised,
        ),
        ("PAC GAS", -100_000, false, Category::Utilities),
        ("PAC GAS", -100_001, false, Category::Uncategorised),
        ("GASTOS COMUNES", -50_000, false, Category::Uncategorised),
        ("GAS2026", -50_000, false, Category::Utilities),
        ("MEGAS", -50_000, false, Category::Uncategorised),
        ("", -50_000, false, Category::Uncategorised),
    ] {
        assert_eq!(
            decide(description, minor, own).0,
            expected,
            "{description} {minor} {own}"
        );
    }
    assert_eq!(
        decide("ABONO REMUNERACION", 1, false).1.as_deref(),
        Some("salary")
    );
    assert_eq!(decide("OTRA COSA", 1, false).1, None);
}

#[test]
fn each_fault_of_the_file_is_named_with_its_line() {
    for (from, to, expected) in [
        (
            "category = \"salary\"",
            "category = \"salry\"",
            "cl.toml:13:12: unknown category \"salry\"\n  hint: did you mean \"salary\"?",
        ),
        (
            "sign = \"in\"",
            "sign = \"inn\"",
            "cl.toml:14:8: unknown sign \"inn\"",
        ),
        (
            "id = \"own\"",
            "id = \"reversal\"",
            "entry \"reversal\" stands twice",
        ),
        (
            "\"DEVOLUCION\"",
            "\"Devolución\"",
            "is not in normalised form\n  hint: descriptions are normalised first: write \"DEVOLUCION\"",
        ),
        ("\"DEVOLUCION\"", "\"CUOTA 12\"", "write \"CUOTA #\""),
        ("\"DEVOLUCION\"", "\"*\"", "has no text"),
        ("( #)?$", "( #?$", "cannot read regex"),
        (
            "min_amount = 50_000",
            "min_amount = 0",
            "is not more than zero",
        ),
        (
            "counterparty_is_applicant = true",
            "",
            "entry \"own\" would match every movement",
        ),
        (
            "country = \"CL\"",
            "country = \"UY\"",
            "unknown country \"UY\"",
        ),
        (
            "sign = \"in\"",
            "sing = \"in\"",
            "cl.toml:14:1: unknown key \"sing\" in entry\n  hint: did you mean \"sign\"?",
        ),
        (
            "version = \"1\"",
            "version = 1",
            "cl.toml:1:11: version is integer: expected text",
        ),
        ("version = \"1\"", "", "version is missing"),
        (
            "version = \"1\"",
            "versoin = \"1\"",
            "unknown key \"versoin\" here\n  hint: did you mean \"version\"?",
        ),
        (
            "min_amount = 50_000",
            "min_amount = \"9\"",
            "cl.toml:22:14: invalid type",
        ),
        (
            "max_amount = 100_000",
            "max_amount = 1\nmin_amount = 2",
            "min_amount is more than max_amount",
        ),
        ("category = \"salary\"", "", "missing field `category`"),
        (
            "category = \"salary\"",
            "category = \"uncategorised\"",
            "unknown category \"uncategorised\"",
        ),
        ("id = \"own\"", "id = \" \"", "id has no text"),
        (
            "ABONO (CREDITO|PRESTAMO)( #)?$",
            "A?",
            "regex matches every text",
        ),
    ] {
        let text = FILE.replacen(from, to, 1);
        assert_ne!(text, FILE, "{from}");
        let error = Categories::from_toml("cl.toml", &text, &Limits::default()).unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains(expected),
            "{to}\nexpected {expected}\nfound {error}"
        );
    }
}

#[test]
fn patterns_are_held_to_their_limits() {
    let limits = |patterns, bytes| Limits {
        category_patterns: patterns,
        category_pattern_bytes: bytes,
        ..Limits::default()
    };
    for (patterns, bytes, expected) in [
        (7, 30, None),
        (6, 30, Some("the file has 7 patterns, allowed are 6")),
        (7, 29, Some("pattern has 30 bytes, allowed are 29")),
    ] {
        let read = Categories::from_toml("cl.toml", FILE, &limits(patterns, bytes));
        let error = read.err().map(|error| error.to_string());
        match expected {
            None => assert_eq!(error, None),
            Some(text) => assert!(
                error.as_ref().is_some_and(|error| error.contains(text)),
                "{error:?}"
            ),
        }
    }
}

#[test]
fn all_faults_are_reported_at_once() {
    let text = FILE
        .replace("\"salary\"\nsign", "\"salry\"\nsign")
        .replace("\"DEVOLUCION\"", "\"devolucion\"")
        .replace("sign = \"out\"", "sing = \"out\"")
        .replace("min_amount = 50_000", "min_amount = true");
    let Err(Error::Invalid(problems)) = Categories::from_toml("cl.toml", &text, &Limits::default())
    else {
        panic!("expected problems");
    };
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [6, 13, 22, 26], "{problems:?}");
}

proptest! {
    #[test]
    fn any_text_finds_a_category(text in any::<String>(), minor in any::<i64>()) {
        let _ = decide(&text, minor, false);
    }

    #[test]
    fn case_and_accents_do_not_matter(text in "[a-záéíóúñ ]{0,40}", minor in -9_i64..9) {
        prop_assert_eq!(decide(&text, minor, false), decide(&text.to_uppercase(), minor, false));
    }
}

#[test]
fn a_decision_names_the_pattern_that_made_it() {
    let categories = categories();
    let decide = |description, minor, own| {
        let decided = categories.decide(&Movement {
            description,
            detail: Some("de Empresa Ejemplo"),
            amount: Money::from_minor(minor, Currency::Clp),
            counterparty_is_applicant: own,
        });
        (decided.entry, decided.pattern)
    };
    for (description, minor, own, expected) in [
        (
            "Abono remuneraciones",
            1,
            false,
            (Some("salary"), Some("REMUNERACION*")),
        ),
        (
            "ABONO CREDITO 12",
            50_000,
            false,
            (None, None), // the expression wants the text's end, and the detail follows it
        ),
        ("OTRA COSA", 1, true, (Some("own"), None)),
        ("OTRA COSA", 1, false, (None, None)),
    ] {
        assert_eq!(decide(description, minor, own), expected, "{description}");
    }
}

/// Situation, an entry, a later one, and whether the earlier leaves a pattern of the later nothing.
const COVERED: &[(&str, &str, &str, bool)] = &[
    (
        "same word",
        "any = [\"SUELDO\"]",
        "any = [\"SUELDO\"]",
        true,
    ),
    (
        "longer text",
        "any = [\"SUELDO\"]",
        "any = [\"PAGO SUELDO\"]",
        true,
    ),
    (
        "beginning of a word",
        "any = [\"SUELDO*\"]",
        "any = [\"SUELDOS\"]",
        true,
    ),
    (
        "beginning, not the word",
        "any = [\"SUELDO\"]",
        "any = [\"SUELDOS\"]",
        false,
    ),
    (
        "word, not the beginning",
        "any = [\"SUELDO\"]",
        "any = [\"SUELDO*\"]",
        false,
    ),
    (
        "within a word",
        "any = [\"ELDO\"]",
        "any = [\"SUELDO\"]",
        false,
    ),
    (
        "shorter text",
        "any = [\"PAGO SUELDO\"]",
        "any = [\"SUELDO\"]",
        false,
    ),
    (
        "an exception",
        "any = [\"SUELDO\"]\nnone = [\"A\"]",
        "any = [\"SUELDO\"]",
        false,
    ),
    (
        "an amount",
        "any = [\"SUELDO\"]\nmin_amount = 9",
        "any = [\"SUELDO\"]",
        false,
    ),
    (
        "a narrower amount",
        "any = [\"SUELDO\"]\nmin_amount = 9",
        "any = [\"SUELDO\"]\nmin_amount = 9",
        true,
    ),
    (
        "the other side",
        "any = [\"SUELDO\"]\ncounterparty_is_applicant = true",
        "any = [\"SUELDO\"]",
        false,
    ),
    (
        "twice in an entry",
        "any = [\"SUELDO\", \"SUELDO\"]",
        "any = [\"X\"]",
        true,
    ),
];

#[test]
fn a_pattern_that_never_decides_is_found() {
    let entry = |id: &str, rest: &str| format!("[[entry]]\nid = \"{id}\"\n{rest}\n");
    let salary = "category = \"salary\"\nsign = \"in\"";
    for (situation, first, second, warned) in COVERED {
        let file = format!(
            "version = \"1\"\ncountry = \"CL\"\n{}{}",
            entry("a", &format!("{salary}\n{first}")),
            entry("b", &format!("{salary}\n{second}")),
        );
        let categories = Categories::from_toml("cl.toml", &file, &Limits::default()).unwrap();
        assert_eq!(!categories.warnings().is_empty(), *warned, "{situation}");
    }
    // The other sign is another movement.
    let other = format!(
        "version = \"1\"\ncountry = \"CL\"\n{}{}",
        entry("a", &format!("{salary}\nany = [\"SUELDO\"]")),
        entry(
            "b",
            "category = \"transfer_out\"\nsign = \"out\"\nany = [\"SUELDO\"]"
        ),
    );
    let categories = Categories::from_toml("cl.toml", &other, &Limits::default()).unwrap();
    assert_eq!(categories.warnings(), []);
}
