//! Scripts that would do harm end in an error that says what was too much.

use caudal_engine::policy::{LoadOptions, Mode, Policy, ScriptLimits};

use super::harness::{files, subject};
use super::hostile;

fn outcome(script: &str, limits: ScriptLimits) -> Result<(), String> {
    let options = LoadOptions {
        limits,
        ..LoadOptions::default()
    };
    let policy = Policy::load("", &files(script, ""), options).map_err(|problems| {
        let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
        text.join("\n")
    })?;
    policy
        .run(subject(&[]), Mode::Decide)
        .map(|_| ())
        .map_err(|fault| fault.to_string())
}

#[test]
fn limits_are_named_when_a_script_goes_past_them() {
    let limits = ScriptLimits::default();
    let deep = format!("let r = {}1{};", "(".repeat(200), ")".repeat(200));
    let recursive = "fn f(n) { f(n + 1) }\nlet r = f(1);".to_owned();
    let text = format!("let r = \"{}\";", "x".repeat(limits.string_size + 1));
    let list = format!("let r = [{}1];", "1,".repeat(limits.array_size));
    for (script, expected) in [
        (deep, "complexity"),
        (recursive, "f calls itself"),
        (text, "Length of string"),
        (list, "array"),
    ] {
        let error = outcome(&script, limits).unwrap_err();
        assert!(
            error.to_lowercase().contains(&expected.to_lowercase()),
            "{expected}: {error}"
        );
    }
    let few = ScriptLimits {
        operations: 50,
        ..limits
    };
    let lines: Vec<String> = (0..40)
        .map(|n| format!("let n{n} = 1 + {n} + {n};"))
        .collect();
    let many = lines.join(
        "
",
    );
    let error = outcome(&many, few).unwrap_err();
    assert!(error.contains("operations"), "{error}");
}

#[test]
fn a_hostile_script_ends_in_the_limit_that_it_goes_past() {
    for optimise in [false, true] {
        for (situation, script, expected) in hostile::scripts() {
            let options = LoadOptions {
                optimise,
                ..LoadOptions::default()
            };
            let script = format!("stage(\"s\");\n{script}\n");
            let ended = match Policy::load("", &files(&script, ""), options) {
                Err(problems) => problems.iter().map(ToString::to_string).collect(),
                Ok(policy) => match policy.run(subject(&[]), Mode::Decide) {
                    Err(fault) => vec![fault.to_string()],
                    Ok(_) => Vec::new(),
                },
            };
            let named = |text: &String| text.to_lowercase().contains(&expected.to_lowercase());
            let shown: Vec<&str> = ended
                .iter()
                .map(|text| text.get(..300).unwrap_or(text))
                .collect();
            assert!(
                ended.iter().any(named),
                "{situation}, {expected}: {shown:?}"
            );
        }
    }
}

#[test]
fn what_the_language_does_without_is_refused_with_what_to_write_instead() {
    for (script, instead) in [
        (
            "let r = switch x.a { 1 => 2, _ => 3 };",
            "choose(condition, a, b)",
        ),
        ("let r = x.a ?? 3;", "x.or(y)"),
        ("let r = 2 ** 3;", "quote()"),
        ("let r = 7 % 2;", "floor_to"),
        ("while true { }", "for over a list parameter"),
        ("loop { }", "for over a list parameter"),
        ("eval(\"1\");", "read before it runs"),
        ("print(\"x\");", "the trace shows every value"),
        ("import \"x\" as y;", "use"),
        ("let r = 1; r = 2;", "write a new let"),
        ("if x.p { decline(\"R1\", true); }", "a && b"),
        ("let r = `a ${x.a}`;", "not part of the policy language"),
        ("let r = [1, 2][0];", "not part of the policy language"),
        ("let r = timestamp();", "unknown function \"timestamp\""),
        ("sleep(1);", "unknown function \"sleep\""),
        ("let r = rand();", "unknown function \"rand\""),
        (
            "let r = decline(\"R1\", true) && true;",
            "statement of its own",
        ),
    ] {
        let error = outcome(script, ScriptLimits::default()).unwrap_err();
        assert!(error.contains(instead), "{script}: {error}");
    }
}

#[test]
fn kinds_that_do_not_go_together_stop_the_run_and_are_never_false() {
    for script in [
        "decline(\"R1\", \"600\" > 580);",
        "decline(\"R1\", true <= 75);",
        "decline(\"R1\", as_of < 3);",
        "decline(\"R1\", 5);",
        "decline(\"R1\", 3 && true);",
        "let r = \"a\" + 1;",
        "let r = -true;",
    ] {
        let script = format!("stage(\"s\");\n{script}\n");
        let error = outcome(&script, ScriptLimits::default()).unwrap_err();
        assert!(error.contains("policy.rhai:2:"), "{script}: {error}");
    }
}
