//! Rules that decide nothing, everything, or the wrong way round.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::script(
        "two bounds that exclude each other",
        "never-fires",
        "refer(\"R1\", fraud.score > 600 && fraud.score < 500);",
        "refer(\"R1\", fraud.score > 500 && fraud.score < 600);",
    ),
    Case::script(
        "whole numbers between two neighbours",
        "never-fires",
        "refer(\"R1\", applicant.years > 30 && applicant.years < 31);",
        "refer(\"R1\", applicant.years > 30 && applicant.years < 32);",
    ),
    Case::script(
        "what an earlier stage has declined",
        "never-fires",
        "decline(\"R1\", fraud.score > 600);\nstage(\"more\");\nrefer(\"R2\", fraud.score > 700);",
        "refer(\"R1\", fraud.score > 600);\nstage(\"more\");\nrefer(\"R2\", fraud.score > 700);",
    ),
    Case::script(
        "a word that no row gives",
        "never-fires",
        "let row = table(\"bands\", #{ points: fraud.score });\nrefer(\"R1\", row.band == \"A\" && row.band == \"B\");",
        "let row = table(\"bands\", #{ points: fraud.score });\nrefer(\"R1\", row.band == \"A\" || row.rate > 0.015);",
    ),
    Case::script(
        "a rate above every row's",
        "never-fires",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate;\nrefer(\"R1\", rate > params.max_rate);",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate;\nrefer(\"R1\", rate > params.max_rate / 2);",
    ),
    Case::script(
        "points beyond the scorecard's",
        "never-fires",
        "let score = scorecard(\"card\");\nrefer(\"R1\", score.points < 100);",
        "let score = scorecard(\"card\");\nrefer(\"R1\", score.points < 101);",
    ),
    Case::script(
        "a let that hides the contradiction",
        "never-fires",
        "let high = fraud.score * 2 > 1_200;\nlet low = !(fraud.score >= 500);\nrefer(\"R1\", high && low);",
        "let high = fraud.score * 2 > 1_200;\nlet low = !(fraud.score >= 700);\nrefer(\"R1\", high && low);",
    ),
    Case::script(
        "a figure that is missing and large",
        "never-fires",
        "refer(\"R1\", is_missing(fraud.score) && fraud.score > 600);",
        "refer(\"R1\", is_missing(fraud.score) || fraud.score > 600);",
    ),
    Case::script(
        "a stage that is always skipped",
        "never-fires",
        "stage(\"more\", #{ when: fraud.score > 600 && fraud.score < 500 });\nrefer(\"R1\", applicant.retired);",
        "stage(\"more\", #{ when: fraud.score > 500 });\nrefer(\"R1\", applicant.retired);",
    ),
    Case::script(
        "a rule for what its stage leaves out",
        "never-fires",
        "stage(\"more\", #{ when: fraud.score > 600 });\nrefer(\"R1\", fraud.score < 500);",
        "stage(\"more\", #{ when: fraud.score > 600 });\nrefer(\"R1\", fraud.score > 700);",
    ),
    Case::script(
        "both sides of a threshold",
        "always-fires",
        "refer(\"R1\", fraud.score > 500 || fraud.score <= 500);",
        "refer(\"R1\", fraud.score > 500 || fraud.score <= 400);",
    ),
    Case::script(
        "a rule for everybody",
        "always-fires",
        "refer(\"R1\", true);",
        "refer(\"R1\", applicant.retired);",
    ),
    Case::script(
        "two rules that meet",
        "contradicting-rules",
        "decline(\"R1\", applicant.years < 70);\nrefer(\"R2\", applicant.years >= 65);",
        "decline(\"R1\", applicant.years < 20);\nrefer(\"R2\", applicant.years >= 75);",
    ),
    Case::script(
        "an exception for others than the rule's",
        "exception-never-applies",
        "decline(\"R1\", fraud.score > 600);\nsoften(\"R1\", fraud.score < 500, \"R3\");",
        "decline(\"R1\", fraud.score > 600);\nsoften(\"R1\", fraud.score < 700, \"R3\");",
    ),
    Case::script(
        "an exception for a reason that no rule gives",
        "exception-never-applies",
        "soften(\"R1\", applicant.retired, \"R3\");",
        "decline(\"R1\", fraud.score > 600);\nsoften(\"R1\", applicant.retired, \"R3\");",
    ),
    Case::script(
        "a choice by a parameter",
        "dead-branch",
        "let x = choose(params.share > 0.5, 1, 2);",
        "let x = choose(applicant.retired, 1, 2);",
    ),
    Case::script(
        "an offer of what can be paid",
        "offer-above-request",
        "offer(quote(principal(customer.income, 0.02, 12), 0.02, 12));",
        "offer(quote(request.amount.capped(\"R1\", principal(customer.income, 0.02, 12)), 0.02, 12));",
    ),
    Case::script(
        "the larger of request and limit",
        "offer-above-request",
        "offer(quote(max(request.amount, params.min_amount), 0.02, 12));",
        "offer(quote(min(request.amount, params.min_amount), 0.02, 12));",
    ),
    Case::script(
        "a rate that nothing holds under its limit",
        "offer-above-limit",
        "let rate = monthly_from_tna(params.tna);\noffer(quote(request.amount, rate, 12));",
        "let rate = monthly_from_tna(params.tna);\nfor term in params.terms { withhold(\"R1\", rate > params.max_rate); offer(quote(request.amount, rate, term)); }",
    )
    .with(&[("policy.toml", "", "[limits]\nmonthly_rate = { max = \"params.max_rate\" }\n")]),
    Case::script(
        "an amount that nothing holds above the least",
        "offer-above-limit",
        "offer(quote(request.amount, 0.02, 12));",
        "for term in params.terms { withhold(\"R1\", request.amount < params.min_amount); offer(quote(request.amount, 0.02, term)); }",
    )
    .with(&[("policy.toml", "", "[limits]\namount = { min = \"params.min_amount\" }\n")]),
];
