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
            "cl.toml:13:12: unknown category \"salry\"",
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
        ("sign = \"in\"", "sing = \"in\"", "unknown field `sing`"),
        ("version = \"1\"", "version = 1", "cl.toml:1:11:"),
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
fn all_faults_are_reported_at_once() {
    let text = FILE
        .replace("\"salary\"\nsign", "\"salry\"\nsign")
        .replace("\"DEVOLUCION\"", "\"devolucion\"");
    let Err(Error::Invalid(problems)) = Categories::from_toml("cl.toml", &text, &Limits::default())
    else {
        panic!("expected problems");
    };
    assert_eq!(problems.len(), 2, "{problems:?}");
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
