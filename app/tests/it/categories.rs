//! `caudal categories`.

use std::fs;

use crate::support::{caudal, check, edit, run, scratch};

const FILE: &str = "rules/categories/ar.toml";

/// A small file and statement of its own, so that the goldens tell of the command and not of the rules.
const SMALL: &str = r#"version = "1"
country = "CL"

[[entry]]
id       = "salary.keyword"
category = "salary"
sign     = "in"
any      = ["REMUNERACION*", "SUELDO"]

[[entry]]
id       = "utilities.companies"
category = "utilities"
sign     = "out"
any      = ["ENEL*"]
regex    = '\b(PAC|PAT|PAGO)\b.*\b(LUZ|AGUA|GAS)\b'
"#;

const STATEMENT: &str = "description,amount
Abono Remuneración 10/2026,900000
ABONO REMUNERACION 09/2026,890000
PAC ENEL 123,-25000
PAGO CUENTA LUZ,-1500
CARGO VARIOS 77,-3000
CARGO VARIOS 78,-4000
EJEMPLO SOTO JUAN,12000
";

fn printed(arguments: &[&str], code: i32, golden: &str) {
    let ran = run(caudal(&[&["categories"], arguments].concat()));
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (code, ""),
        "{}",
        ran.stdout
    );
    check(&ran.stdout, &format!("categories/{golden}"));
}

/// Writes the small file and a statement, and runs the command on both.
fn small(situation: &str, statement: &str, more: &[&str], code: i32) {
    let folder = scratch(&format!("categories-{situation}"), &[]);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("cl.toml"), SMALL).expect("written");
    fs::write(folder.join("statement.csv"), statement).expect("written");
    let arguments = ["categories", "cl.toml", "--statement", "statement.csv"];
    let ran = run(caudal(&[&arguments, more].concat()).current_dir(&folder));
    assert_eq!(ran.code, code, "{}", ran.stderr);
    check(
        &format!("{}{}", ran.stdout, ran.stderr),
        &format!("categories/{situation}.txt"),
    );
}

#[test]
fn a_text_is_traced_to_its_entry_and_pattern() {
    let text = "TRANSFERENCIA INMEDIATA DEBITO - 27222222228 - ALQUILER";
    let describe = [FILE, "--describe", text, "--sign", "out"];
    printed(&describe, 0, "describe.es.txt");
    printed(
        &[&describe[..], &["--lang", "en"]].concat(),
        0,
        "describe.en.txt",
    );
    printed(
        &[FILE, "--describe", "VARIOS", "--sign", "in"],
        0,
        "describe-none.txt",
    );
}

#[test]
fn a_statement_is_shown_by_what_decided_it() {
    small("statement.es", STATEMENT, &[], 0);
    small("statement.en", STATEMENT, &["--lang", "en"], 0);
    small("statement.json", STATEMENT, &["--json"], 0);
}

#[test]
fn a_movement_that_is_not_what_it_should_be_ends_with_1() {
    let labelled = "description;amount;category
PAC ENEL 123;-25000;utilities
PAC ENEL 124;-25000;telecom
CARGO VARIOS;-25000;uncategorised
GIRO;-25000;cash_withdrawal
";
    small("labelled", labelled, &["--lang", "en"], 1);
}

#[test]
fn a_statement_that_cannot_be_read_shows_no_text_of_it() {
    let wrong = "description;amount;category
EJEMPLO SOTO JUAN;1.234,50;salary
EJEMPLO SOTO JUAN;100;salry
";
    small("statement-wrong", wrong, &[], 2);
    small("statement-column", "descripcion;amount\nA;1\n", &[], 2);
    small(
        "statement-short",
        "description;amount\nEJEMPLO SOTO JUAN\n",
        &[],
        2,
    );
}

#[test]
fn the_evidence_of_an_applicant_is_shown_by_what_decided_it() {
    let evidence = [
        FILE,
        "--evidence",
        "fixtures/evidence/ar-seed",
        "--application",
        "fixtures/applications/ar-seed.json",
    ];
    printed(&evidence, 0, "evidence.txt");
    let other = [&["rules/categories/cl.toml"], &evidence[1..]].concat();
    let ran = run(caudal(&[&["categories"], &other[..]].concat()));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    check(&ran.stderr, "categories/evidence-other-country.txt");
}

#[test]
fn the_shipped_files_hold_and_their_labelled_texts_are_right() {
    for country in ["ar", "cl"] {
        let file = format!("rules/categories/{country}.toml");
        let cases = format!("rules/categories/cases/{country}.csv");
        for arguments in [
            vec!["categories", &file],
            vec!["categories", &file, "--statement", &cases],
        ] {
            let ran = run(caudal(&arguments));
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
            let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(100), "{widest:?}");
        }
    }
}

#[test]
fn every_problem_of_a_file_is_shown_and_ends_with_1() {
    let copy = scratch("categories-problems", &["rules/categories"]);
    let file = copy.join(FILE);
    edit(&file, "category = \"pension\"", "category = \"pensoin\"");
    edit(&file, "sign     = \"out\"", "sing     = \"out\"");
    edit(&file, "\"EXTORNO*\"", "\"Extorno*\"");
    for (more, golden) in [
        (&[][..], "problems.txt"),
        (&["--json"][..], "problems.json"),
    ] {
        let arguments = [&["categories", FILE], more].concat();
        let ran = run(caudal(&arguments).current_dir(&copy));
        assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
        check(&ran.stdout, &format!("categories/{golden}"));
    }
}

#[test]
fn a_pattern_that_never_decides_ends_with_1() {
    let copy = scratch("categories-dead", &["rules/categories"]);
    edit(
        &copy.join(FILE),
        "\"HABERES\", \"HABER\"",
        "\"JUBILACION ANSES\", \"HABERES\", \"HABER\"",
    );
    let ran = run(caudal(&["categories", FILE, "--lang", "en"]).current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    check(&ran.stdout, "categories/dead-pattern.txt");
}
