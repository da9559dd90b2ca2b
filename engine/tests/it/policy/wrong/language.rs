//! What the language does not take.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::script(
        "a list that something is looked for in",
        "not-in-language",
        "decline(\"R1\", customer.segment in [\"NEW\"]);",
        "decline(\"R1\", one_of(customer.segment, [\"NEW\"]));",
    ),
    Case::script(
        "a name that is given a second value",
        "not-in-language",
        "let x = 3;\nx = 4;",
        "let x = 3;\nlet y = 4;",
    ),
    Case::script(
        "a rule under an if",
        "not-in-language",
        "if known(fraud.score) { decline(\"R1\", fraud.score > 600); }",
        "decline(\"R1\", known(fraud.score) && fraud.score > 600);",
    ),
    Case::script(
        "a switch",
        "not-in-language",
        "let x = switch fraud.score { 1 => 2, _ => 3 };",
        "let x = choose(fraud.score == 1, 2, 3);",
    ),
    Case::script(
        "a loop without an end",
        "not-in-language",
        "while true { }",
        "let x = 3;",
    ),
    Case::script(
        "a rule inside an expression",
        "not-in-language",
        "let x = decline(\"R1\", fraud.score > 600) || applicant.retired;",
        "let fired = decline(\"R1\", fraud.score > 600);\nlet x = fired || applicant.retired;",
    ),
    Case::script(
        "a decimal comma, which makes two values of one",
        "wrong-arguments",
        "decline(\"R1\", fraud.score > 600,5);",
        "decline(\"R1\", fraud.score > 600.5);",
    ),
    Case::script(
        "a rule without its condition",
        "wrong-arguments",
        "refer(\"R1\");",
        "refer(\"R1\", applicant.retired);",
    ),
    Case::script(
        "an exception that says no reason",
        "wrong-arguments",
        "refer(\"R1\", applicant.retired);\nwaive(\"R1\", fraud.score < 5);",
        "refer(\"R1\", applicant.retired);\nwaive(\"R1\", fraud.score < 5, \"R2\");",
    ),
    Case::script(
        "an exception for a reason that nobody declared",
        "unknown-reason",
        "refer(\"R1\", applicant.retired);\nwaive(\"R1\", fraud.score < 5, \"R9\");",
        "refer(\"R1\", applicant.retired);\nwaive(\"R1\", fraud.score < 5, \"R2\");",
    ),
    Case::script(
        "a comment that is never closed",
        "syntax",
        "refer(\"R1\", applicant.retired);\n/* from here\ndecline(\"R2\", fraud.score > 600);",
        "refer(\"R1\", applicant.retired);\n/* from here */\ndecline(\"R2\", fraud.score > 600);",
    ),
    Case::script(
        "a stage with more than its options",
        "wrong-arguments",
        "stage(\"more\", #{ ask: [\"khipu\"] }, 3);\nrefer(\"R1\", applicant.retired);",
        "stage(\"more\", #{ ask: [\"khipu\"] });\nrefer(\"R1\", applicant.retired);",
    ),
    Case::script(
        "a word with a value too few",
        "wrong-arguments",
        "let x = between(fraud.score, 3);",
        "let x = between(fraud.score, 3, 4);",
    ),
    Case::script(
        "a function with a value too many",
        "wrong-arguments",
        "fn twice(x) { x * 2 }\nlet y = twice(3, 4);",
        "fn twice(x) { x * 2 }\nlet y = twice(3);",
    ),
    Case::script(
        "a function that calls itself",
        "not-in-language",
        "fn again(n) { again(n - 1) }\nlet x = again(3);",
        "fn again(n) { n - 1 }\nlet x = again(3);",
    ),
    Case::script(
        "two functions that call each other",
        "not-in-language",
        "fn one(n) { two(n) }\nfn two(n) { one(n) }\nlet x = one(3);",
        "fn one(n) { two(n) }\nfn two(n) { n }\nlet x = one(3);",
    ),
    Case::script(
        "a reason that is computed",
        "not-text",
        "decline(applicant.job, fraud.score > 600);",
        "decline(\"R1\", fraud.score > 600);",
    ),
    Case::script(
        "a date that is computed",
        "not-text",
        "let x = date(applicant.job);",
        "let x = date(\"2026-10-20\");",
    ),
    Case::script(
        "an age between two others",
        "chained-comparison",
        "decline(\"R1\", 18 <= applicant.years <= 75);",
        "decline(\"R1\", between(applicant.years, 19, 75));",
    ),
    Case::script(
        "an if on what can be missing",
        "if-on-missing",
        "let x = if applicant.retired { 1 } else { 2 };",
        "let x = if is_missing(applicant.retired) { 1 } else { 2 };",
    ),
    Case::script(
        "an answer inside a rule",
        "answer-inside",
        "decline(\"R1\", fraud.score.or_refer(\"R2\") > 600);",
        "let score = fraud.score.or_refer(\"R2\");\ndecline(\"R1\", score > 600);",
    ),
    Case::script(
        "a loop over a list that is written out",
        "wrong-loop",
        "for term in [6, 12] { offer(quote(request.amount, 0.02, term)); }",
        "for term in params.terms { offer(quote(request.amount, 0.02, term)); }",
    ),
    Case::script(
        "a loop without an offer",
        "wrong-loop",
        "for term in params.terms { withhold(\"R1\", applicant.retired); }",
        "for term in params.terms { withhold(\"R1\", applicant.retired); offer(quote(request.amount, 0.02, term)); }",
    ),
    Case::script(
        "a withholding outside a loop",
        "withhold-outside",
        "withhold(\"R1\", applicant.retired);",
        "refer(\"R1\", applicant.retired);",
    ),
    Case::script(
        "a table that is run as rules",
        "wrong-lookup",
        "rules(\"bands\", #{ points: fraud.score });",
        "rules(\"knockouts\");",
    ),
    Case::script(
        "rules that are looked up",
        "wrong-lookup",
        "let x = table(\"knockouts\");",
        "rules(\"knockouts\");",
    ),
    Case::edit(
        "a row that approves",
        "unknown-outcome",
        &[("tables/knockouts.csv", ";refer;", ";approve;")],
    ),
    Case::script(
        "a name that a text shows and only a branch reads",
        "evaluated-by-script",
        "let kept = 3;\nlet told = if params.strict { kept } else { 4 };\nrefer(\"R1\", applicant.years > told + 20);",
        "let kept = 3;\nlet told = choose(params.strict, kept, 4);\nrefer(\"R1\", applicant.years > told + 20);",
    )
    .with(&[
        (
            "policy.toml",
            "[tables]\n",
            "strict = { value = true, unit = \"flag\", reason = \"r\" }\n[tables]\n",
        ),
        ("reasons.toml", "uno", "uno {kept}"),
        ("reasons.toml", "one", "one {kept}"),
    ]),
    Case::script(
        "an exception from a reason that takes none",
        "not-waivable",
        "decline(\"R2\", fraud.score > 600);\nsoften(\"R2\", applicant.retired, \"R3\");",
        "decline(\"R1\", fraud.score > 600);\nsoften(\"R1\", applicant.retired, \"R3\");",
    ),
];
