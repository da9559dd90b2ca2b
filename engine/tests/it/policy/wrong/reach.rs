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
        "let rate = monthly_from_tna(params.tna) + customer.exposure / request.amount * 0.01;\noffer(quote(request.amount, rate, 12));",
        "let rate = monthly_from_tna(params.tna) + customer.exposure / request.amount * 0.01;\nfor term in params.terms { withhold(\"R1\", rate > params.max_rate); offer(quote(request.amount, rate, term)); }",
    )
    .with(&[("policy.toml", "", "[limits]\nmonthly_rate = { max = \"params.max_rate\" }\n")]),
    Case::script(
        "an amount that nothing holds above the least",
        "offer-above-limit",
        "offer(quote(request.amount, 0.02, 12));",
        "for term in params.terms { withhold(\"R1\", request.amount < params.min_amount); offer(quote(request.amount, 0.02, term)); }",
    )
    .with(&[("policy.toml", "", "[limits]\namount = { min = \"params.min_amount\" }\n")]),
    Case::script(
        "an amount that goes past a figure",
        "offer-above-limit",
        "offer(quote(request.amount, 0.02, 12));",
        "offer(quote(request.amount.capped(\"R1\", 5 * params.min_amount), 0.02, 12));",
    )
    .with(&[("policy.toml", "", "[limits]\namount = { max = 500_000 }\n")]),
    Case::script(
        "an amount that goes past a parameter that nothing reads",
        "offer-above-limit",
        "offer(quote(request.amount, 0.02, 12));",
        "offer(quote(min(request.amount, 90_000).floor_to(1_000), 0.02, 12));",
    )
    .with(&[("policy.toml", "", "[limits]\namount = { max = \"params.min_amount\" }\n")]),
    Case::script(
        "a rate that goes past a figure",
        "offer-above-limit",
        "let rate = monthly_from_tna(params.tna) * 2;\noffer(quote(request.amount, rate, 12));",
        "let rate = monthly_from_tna(params.tna);\noffer(quote(request.amount, rate, 12));",
    )
    .with(&[("policy.toml", "", "[limits]\nmonthly_rate = { max = 0.03 }\n")]),
    Case::script(
        "a rate of a table that goes past a figure",
        "offer-above-limit",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate;\noffer(quote(request.amount, rate * 1.5, 12));",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate;\noffer(quote(request.amount, rate * 1.25, 12));",
    )
    .with(&[("policy.toml", "", "[limits]\nmonthly_rate = { max = 0.025 }\n")]),
    Case::script(
        "a term that was asked for and is none of the terms",
        "offer-above-limit",
        "offer(quote(request.amount, 0.02, request.term_months));",
        "for term in params.terms { withhold(\"R1\", !one_of(request.term_months, [6, 12])); offer(quote(request.amount, 0.02, request.term_months)); }",
    )
    .with(&[("policy.toml", "", "[limits]\nterm_months = { one_of = \"params.terms\" }\n")]),
    Case::script(
        "a term beside the list of terms",
        "offer-above-limit",
        "offer(quote(request.amount, 0.02, 18));",
        "for term in params.terms { offer(quote(request.amount, 0.02, term)); }",
    )
    .with(&[("policy.toml", "", "[limits]\nterm_months = { one_of = \"params.terms\" }\n")]),
    Case::script(
        "an instalment that nothing keeps",
        "offer-above-limit",
        "offer(quote(request.amount, 0.02, 12));",
        "offer(quote(request.amount.capped(\"R1\", principal(40_000, 0.02, 12)), 0.02, 12));",
    )
    .with(&[("policy.toml", "", "[limits]\ninstallment = { max = 50_000 }\n")]),
    Case::script(
        "an instalment kept below a larger one than the limit",
        "offer-above-limit",
        "offer(quote(request.amount.capped(\"R1\", principal(60_000, 0.02, 12)), 0.02, 12));",
        "for term in params.terms { let q = quote(request.amount, 0.02, term); withhold(\"R1\", q.installment > 50_000); offer(q); }",
    )
    .with(&[("policy.toml", "", "[limits]\ninstallment = { max = 50_000 }\n")]),
    Case::script(
        "a row for whom an earlier stage has declined",
        "never-fires",
        "decline(\"R1\", fraud.score > 800);\nstage(\"more\");\nrules(\"knockouts\");",
        "refer(\"R1\", fraud.score > 800);\nstage(\"more\");\nrules(\"knockouts\");",
    ),
    Case::script(
        "a rule for whom an earlier row has declined",
        "never-fires",
        "rules(\"knockouts\");\nstage(\"more\");\nrefer(\"R1\", fraud.score > 950 && customer.segment == \"NEW\");",
        "rules(\"knockouts\");\nstage(\"more\");\nrefer(\"R1\", fraud.score > 950);",
    )
    .with(&[("tables/knockouts.csv", "refer", "decline")]),
    Case::script(
        "a row of two columns that exclude each other",
        "never-fires",
        "rules(\"knockouts\", #{ risk: fraud.score });",
        "",
    )
    .with(&[(
        "tables/knockouts.csv",
        "when customer.segment;when fraud.score;then outcome;then reason\nNEW;>=900",
        "when risk;when fraud.score;then outcome;then reason\n>500;any;refer;R3\n<300;>=900",
    )]),
    Case::script(
        "a row for everybody",
        "always-fires",
        "rules(\"knockouts\");",
        "",
    )
    .with(&[("tables/knockouts.csv", "NEW;>=900", "NEW|RETURNING;any")]),
    Case::script(
        "an exception for others than the row's",
        "exception-never-applies",
        "rules(\"knockouts\");\nsoften(\"R1\", fraud.score < 800, \"R3\");",
        "rules(\"knockouts\");\nsoften(\"R1\", fraud.score < 950, \"R3\");",
    )
    .with(&[("tables/knockouts.csv", "refer;R3", "decline;R1")]),
    Case::script(
        "a condition of hundreds of cases",
        "not-analysed",
        "refer(\"R1\", (fraud.score > 10 || applicant.years > 80) && (fraud.score > 20 || applicant.years > 79)\n\
         && (fraud.score > 30 || applicant.years > 78) && (fraud.score > 40 || applicant.years > 77)\n\
         && (fraud.score > 50 || applicant.years > 76) && (fraud.score > 60 || applicant.years > 75)\n\
         && (fraud.score > 70 || applicant.years > 74) && (fraud.score > 80 || applicant.years > 73));",
        "refer(\"R1\", (fraud.score > 10 || applicant.years > 80) && (fraud.score > 20 || applicant.years > 79));",
    ),
];
