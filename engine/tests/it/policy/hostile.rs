//! Scripts that would do harm, each with the limit that ends it: tests hold that it does, and
//! `benches/benches/sandbox.rs`, which reads this file too, how soon.

use caudal_engine::policy::ScriptLimits;

/// A situation, a script in it, and the limit that ends it.
pub(crate) type Hostile = (&'static str, String, &'static str);

/// Every hostile script.
pub(crate) fn scripts() -> Vec<Hostile> {
    [endless(), piles(), large()].concat()
}

/// So many parts, one after the other.
fn many(count: usize, part: impl Fn(usize) -> String, by: &str) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(by)
}

/// Scripts that would not end.
fn endless() -> Vec<Hostile> {
    vec![
        (
            "a function that calls itself without end",
            "fn f(n) { f(n) + 1 }\nlet r = f(1);".to_owned(),
            "f calls itself",
        ),
        (
            "two that call one another without end",
            "fn f(n) { g(n) }\nfn g(n) { f(n) }\nlet r = f(1);".to_owned(),
            "f calls itself",
        ),
        (
            "few functions, each of which calls the next one many times",
            format!(
                "{}\nfn f12() {{ 1 }}\nlet r = f0();",
                many(
                    12,
                    |n| format!(
                        "fn f{n}() {{ {} }}",
                        vec![format!("f{}()", n + 1); 4].join(" + ")
                    ),
                    "\n"
                )
            ),
            "Too many operations",
        ),
    ]
}

/// Scripts that nest without end.
fn piles() -> Vec<Hostile> {
    let nested = |open: &str, inner: &str, close: &str, times: usize| {
        format!(
            "let r = {}{inner}{};",
            open.repeat(times),
            close.repeat(times)
        )
    };
    vec![
        (
            "a pile of brackets",
            nested("(", "1", ")", 5_000),
            "complexity",
        ),
        (
            "a pile of signs",
            nested("- ", "1", "", 5_000),
            "complexity",
        ),
        (
            "a pile of denials",
            nested("!", "true", "", 5_000),
            "complexity",
        ),
        (
            "a pile of blocks",
            nested("{ ", "1", " }", 5_000),
            "complexity",
        ),
        (
            "a pile of lists",
            nested("[", "1", "]", 5_000),
            "complexity",
        ),
        (
            "a pile of maps",
            nested("#{ a: ", "1", " }", 5_000),
            "complexity",
        ),
        (
            "a pile of conditions",
            nested("if true { ", "1", " } else { 2 }", 5_000),
            "complexity",
        ),
        (
            "a sum that does not end",
            format!("let r = {};", many(5_000, |n| n.to_string(), " + ")),
            "complexity",
        ),
        (
            "a row of methods that does not end",
            format!("let r = 1{};", ".or(2)".repeat(5_000)),
            "complexity",
        ),
    ]
}

/// Scripts of things too large.
fn large() -> Vec<Hostile> {
    let limits = ScriptLimits::default();
    let quoted = usize::try_from(limits.quoted_months / 360).unwrap_or_default();
    vec![
        (
            "loans quoted without end",
            many(
                quoted + 1,
                |n| format!("let q{n} = quote(1000, 0.02, 360);"),
                "\n",
            ),
            "too many months",
        ),
        (
            "a number of more digits than a decimal holds",
            format!("let r = {};", "9".repeat(5_000)),
            "number",
        ),
        (
            "a text too long",
            format!("let r = \"{}\";", "x".repeat(limits.string_size + 1)),
            "Length of string",
        ),
        (
            "a list too long",
            format!(
                "let r = [{}];",
                many(limits.array_size + 1, |n| n.to_string(), ",")
            ),
            "array",
        ),
        (
            "a map too large",
            format!(
                "let r = #{{ {} }};",
                many(limits.map_size + 1, |n| format!("k{n}: 1"), ",")
            ),
            "map",
        ),
        (
            "names without end",
            many(limits.variables + 1, |n| format!("let n{n} = 1;"), "\n"),
            "variables",
        ),
        (
            "functions without end",
            many(limits.functions + 1, |n| format!("fn f{n}() {{ 1 }}"), "\n"),
            "functions",
        ),
    ]
}
