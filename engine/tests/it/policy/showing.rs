//! Values as people read them.

use caudal_engine::policy::{Language, Value};

use super::harness::{files, load, number, rule, subject};

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let more = "[loan]\ntotal_cost = \"cae\"\n";
    let script = "stage(\"s\");\nlet amount = request.amount;\nlet share = params.half;\n\
                  decline(\"R1\", x.a > 3);\noffer(quote(1000, 0.02, 12));\n";
    let policy = load(&files(script, more));
    for (name, value, es, en) in [
        (
            "amount",
            "1234567.8",
            "USD 1.234.567,80",
            "USD 1,234,567.80",
        ),
        ("amount", "-12.345", "-USD 12,34", "-USD 12.34"),
        ("share", "0.3525", "35,25 %", "35.25 %"),
        ("share", "0.3", "30 %", "30 %"),
        ("x.a", "1000", "1.000", "1,000"),
    ] {
        let value = number(value);
        assert_eq!(policy.show(name, &value, Language::Spanish), es);
        assert_eq!(policy.show(name, &value, Language::English), en);
    }
    let date = Value::Date("2026-10-05".parse().unwrap());
    assert_eq!(policy.show("d", &date, Language::Spanish), "05-10-2026");
    assert_eq!(
        policy.show("d", &Value::Flag(true), Language::Spanish),
        "sí"
    );
    assert_eq!(
        policy.show("d", &Value::missing("x"), Language::English),
        "(no data)"
    );
}

#[test]
fn a_reason_says_the_figures_it_rests_on() {
    let script = "stage(\"s\");\ndecline(\"R1\", x.a > 3);\noffer(quote(1000, 0.02, 12));\n";
    let policy = load(&files(script, ""));
    let ruling = rule(&policy, subject(&[("x.a", number("4"))]));
    let event = ruling.event(0).unwrap();
    assert_eq!(
        policy.text("R1", &event.placeholders(), Language::Spanish),
        "uno 4"
    );
    assert_eq!(
        policy.text(
            "DATA_MISSING(cmf)",
            &event.placeholders(),
            Language::English
        ),
        "Part of the debt report (CMF) is missing to decide; a person will look at it."
    );
}
