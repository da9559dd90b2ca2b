//! Applications: read whole or refused with everything that is wrong.

use caudal_facts::{Application, Error, Input, Limits, Party};

const GOOD: &str = r#"{
  "id": "A-1", "country": "AR", "product": "consumer", "as_of": "2026-10-20",
  "applicant": { "tax_id": "20-26756539-3" },
  "request": { "amount": "1500000.50", "currency": "ARS", "term_months": 12 },
  "inputs": { "a.flag": true, "a.number": 0.1, "a.none": "none", "a.null": null, "a.date": "1988-02-29" },
  "reference": { "smvm": [ { "from": "2026-10-01", "value": 360000 }, { "from": "2026-09-01", "value": "350000.5" } ] }
}"#;

fn read(text: &str) -> Result<Application, Error> {
    Application::from_json("a.json", text.as_bytes(), &Limits::default())
}

#[test]
fn a_sound_application_is_read_exactly() {
    let application = read(GOOD).unwrap();
    assert_eq!(application.amount.unwrap().minor(), 150_000_050);
    assert_eq!(
        application.inputs["a.number"],
        Input::Number("0.1".parse().unwrap())
    );
    assert_eq!(application.inputs["a.none"], Input::None);
    assert_eq!(application.inputs["a.null"], Input::Missing);
    // Series are in order of their dates whatever order they came in.
    assert_eq!(
        application.reference["smvm"][0].value.to_string(),
        "350000.5"
    );
    assert!(!format!("{application:?}").contains("26756539"));
}

#[test]
fn each_wrong_value_is_named_with_its_place() {
    for (from, to, expected) in [
        (
            "20-26756539-3",
            "20-26756539-4",
            "applicant.tax_id: failed to read CUIT •••••••539-4: the check digit is wrong",
        ),
        (
            "\"AR\"",
            "\"UY\"",
            "country: unknown \"UY\": known are AR and CL",
        ),
        (
            "\"ARS\"",
            "\"EUR\"",
            "request.currency: failed to read currency \"EUR\"",
        ),
        (
            "1500000.50",
            "1500000.505",
            "request.amount: failed to read amount 1500000.505: ARS has 2 decimals",
        ),
        (
            "1500000.50",
            "0",
            "request.amount: is 0.00 ARS: expected more than zero",
        ),
        ("1500000.50", "lots", "expected a number"),
        (
            "\"term_months\": 12",
            "\"term_months\": 0",
            "request.term_months: is 0",
        ),
        ("\"A-1\"", "\" \"", "id: is empty"),
        ("\"none\"", "[1]", "inputs.a.none: is [1]"),
        ("0.1", "0.00000000000000000000000000000001", "cannot hold"),
        (
            "360000",
            "\"many\"",
            "reference.smvm: value \"many\" from 2026-10-01",
        ),
        (
            "2026-09-01",
            "2026-10-01",
            "reference.smvm: gives 2026-10-01 twice",
        ),
        (
            "\"product\"",
            "\"produkt\"",
            "a.json:2:41: unknown field `produkt`",
        ),
        ("2026-10-20", "2026-13-20", "a.json:2:"),
        ("\"id\"", "id", "a.json:2:3: key must be a string"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from}");
        let error = read(&text).unwrap_err().to_string();
        assert!(
            error.contains(expected),
            "{to}\nexpected {expected}\nfound {error}"
        );
    }
}

#[test]
fn everything_wrong_is_reported_at_once() {
    let text = GOOD
        .replace("20-26756539-3", "1")
        .replace("\"ARS\"", "\"EUR\"")
        .replace("\"A-1\"", "\"\"");
    let Err(Error::Invalid(problems)) = read(&text) else {
        panic!("expected problems");
    };
    assert_eq!(problems.len(), 3, "{problems:?}");
}

#[test]
fn an_application_over_its_limit_is_refused_with_both_figures() {
    let limits = Limits {
        application_bytes: 100,
        ..Limits::default()
    };
    let error = Application::from_json("a.json", GOOD.as_bytes(), &limits).unwrap_err();
    let expected = format!("read a.json: {} bytes, the limit is 100 bytes", GOOD.len());
    assert_eq!(error.to_string(), expected);
}

#[test]
fn no_error_shows_a_tax_id_that_stands_in_the_wrong_place() {
    for (from, to) in [
        ("\"20-26756539-3\"", "20267565393"),
        ("\"tax_id\"", "\"20-26756539-3\""),
        ("\"id\"", "\"20267565393\""),
    ] {
        let text = GOOD.replacen(from, to, 1);
        let error = read(&text).unwrap_err().to_string();
        assert!(
            !error.contains("26756539") && error.contains('•'),
            "{error}"
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_an_application() {
    assert!(read(&format!("\u{feff}{GOOD}")).is_ok());
}

/// The good application with somebody who asks along.
fn with(co_applicant: &str) -> String {
    let named = format!("\"co_applicant\": {co_applicant},\n  \"request\"");
    GOOD.replacen("\"request\"", &named, 1)
}

#[test]
fn a_co_applicant_has_an_id_and_inputs_of_their_own() {
    let text =
        with(r#"{ "tax_id": "27-26756539-8", "inputs": { "a.flag": false, "a.none": "none" } }"#);
    let application = read(&text).unwrap();
    let person = application.co_applicant.as_ref().unwrap();
    assert_eq!(person.inputs["a.flag"], Input::Flag(false));
    assert_eq!(application.inputs["a.flag"], Input::Flag(true));
    assert!(!format!("{application:?}").contains("26756539"));

    // Each as an applicant of the same request.
    let alone = application.of(Party::Applicant).unwrap();
    assert_eq!(
        (alone.co_applicant, alone.inputs),
        (None, application.inputs.clone())
    );
    let theirs = application.of(Party::CoApplicant).unwrap();
    assert_eq!(theirs.tax_id, person.tax_id);
    assert_eq!(theirs.inputs, person.inputs);
    assert_eq!(
        (theirs.co_applicant, theirs.amount),
        (None, application.amount)
    );
    assert_eq!(read(GOOD).unwrap().of(Party::CoApplicant), None);
}

#[test]
fn a_wrong_co_applicant_is_refused() {
    for (co_applicant, expected) in [
        (
            r#"{ "tax_id": "27-26756539-9" }"#,
            "co_applicant.tax_id: failed to read CUIT",
        ),
        (
            r#"{ "tax_id": "20-26756539-3" }"#,
            "co_applicant.tax_id: is the applicant's own",
        ),
        (r#"{ "inputs": {} }"#, "missing field `tax_id`"),
        (
            r#"{ "tax_id": "27-26756539-8", "inputs": { "a.x": [1] } }"#,
            "co_applicant.inputs.a.x: is [1]",
        ),
        (
            r#"{ "tax_id": "27-26756539-8", "co_applicant": {} }"#,
            "unknown field `co_applicant`",
        ),
    ] {
        let error = read(&with(co_applicant)).unwrap_err().to_string();
        assert!(error.contains(expected), "{co_applicant}\nfound {error}");
    }
}
