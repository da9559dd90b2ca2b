//! Values of one kind used as another.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::script(
        "a date compared with a number",
        "wrong-type",
        "decline(\"R1\", applicant.birth_date < 18);",
        "decline(\"R1\", years_between(applicant.birth_date, as_of) < 18);",
    ),
    Case::script(
        "a text compared with a number",
        "wrong-type",
        "decline(\"R1\", fraud.score > \"600\");",
        "decline(\"R1\", fraud.score > 600);",
    ),
    Case::edit(
        "a yes that stands in for a number",
        "wrong-type",
        &[(
            "policy.toml",
            "",
            "[missing]\n\"fraud.score\" = { default = true, reason = \"r\" }\n",
        )],
    ),
    Case::script(
        "a number that stands in for everything of the applicant's",
        "wrong-type",
        "refer(\"R1\", applicant.retired);",
        "",
    )
    .with(&[(
        "policy.toml",
        "",
        "[missing]\n\"applicant.*\" = { default = 3, reason = \"r\" }\n",
    )]),
    Case::script(
        "a yes or no that is added",
        "wrong-type",
        "let x = fraud.score + applicant.retired;",
        "let x = fraud.score + choose(applicant.retired, 1, 0);",
    ),
    Case::script(
        "a rule on a number",
        "wrong-type",
        "refer(\"R1\", fraud.score);",
        "refer(\"R1\", fraud.score > 600);",
    ),
    Case::script(
        "an order among words",
        "wrong-type",
        "let band = table(\"bands\", #{ points: fraud.score }).band;\nrefer(\"R1\", band > \"A\");",
        "let band = table(\"bands\", #{ points: fraud.score }).band;\nrefer(\"R1\", band != \"A\");",
    ),
    Case::script(
        "a table's row taken for its result",
        "wrong-type",
        "let row = table(\"bands\", #{ points: fraud.score });\nrefer(\"R1\", row == \"A\");",
        "let row = table(\"bands\", #{ points: fraud.score });\nrefer(\"R1\", row.band == \"A\");",
    ),
    Case::script(
        "a score taken for its points",
        "wrong-type",
        "let score = scorecard(\"card\");\ndecline(\"R1\", score < 110);",
        "let score = scorecard(\"card\");\ndecline(\"R1\", score.points < 110);",
    ),
    Case::script(
        "an offer of an amount",
        "wrong-type",
        "offer(request.amount);",
        "offer(quote(request.amount, 0.02, 12));",
    ),
    Case::script(
        "a stage that begins on a number",
        "wrong-type",
        "stage(\"more\", #{ when: fraud.score });",
        "stage(\"more\", #{ when: fraud.score > 600 });",
    ),
    Case::script(
        "a wrong value inside a function",
        "wrong-type",
        "fn beyond(x) { x > \"600\" }\nrefer(\"R1\", beyond(fraud.score));",
        "fn beyond(x) { x > 600 }\nrefer(\"R1\", beyond(fraud.score));",
    ),
    Case::script(
        "an amount compared with points",
        "wrong-unit",
        "decline(\"R1\", customer.exposure > params.cutoff);",
        "decline(\"R1\", customer.exposure > params.min_amount);",
    ),
    Case::script(
        "days compared with months",
        "wrong-unit",
        "refer(\"R1\", data.recency_days > params.few_months);",
        "refer(\"R1\", data.full_months < params.few_months);",
    ),
    Case::script(
        "a term in points",
        "wrong-unit",
        "let x = installment(request.amount, params.max_rate, fraud.score);",
        "let x = installment(request.amount, params.max_rate, request.term_months);",
    ),
    Case::script(
        "the larger of an age and an amount",
        "wrong-unit",
        "let x = max(applicant.years, customer.exposure);",
        "let x = max(applicant.years, 3);",
    ),
    Case::script(
        "a yearly rate held against a monthly one",
        "wrong-period",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate;\nrefer(\"R1\", params.tna < rate * 1.5);",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate;\nrefer(\"R1\", monthly_from_tna(params.tna) < rate * 1.5);",
    ),
    Case::script(
        "an effective rate read as a nominal one",
        "wrong-period",
        "let x = monthly_from_tna(params.tea);",
        "let x = monthly_from_tea(params.tea);",
    ),
    Case::script(
        "a yearly rate in a quote",
        "wrong-period",
        "offer(quote(request.amount, params.tna, 12));",
        "offer(quote(request.amount, monthly_from_tna(params.tna), 12));",
    ),
    Case::script(
        "an amount held against a monthly one",
        "wrong-period",
        "decline(\"R1\", customer.exposure > params.min_income);",
        "decline(\"R1\", customer.exposure > params.min_income * params.few_months);",
    ),
    Case::edit(
        "a yearly rate for a monthly limit",
        "wrong-period",
        &[(
            "policy.toml",
            "",
            "[limits]\nmonthly_rate = { max = \"params.tna\" }\n",
        )],
    ),
    Case::edit(
        "an age for an amount's limit",
        "wrong-unit",
        &[(
            "policy.toml",
            "",
            "[limits]\namount = { max = \"params.min_age\" }\n",
        )],
    ),
    Case::script(
        "a misspelt word",
        "unknown-word",
        "refer(\"R1\", customer.segment == \"RETURNIGN\");",
        "refer(\"R1\", customer.segment == \"RETURNING\");",
    ),
    Case::script(
        "a word that an input never is",
        "unknown-word",
        "refer(\"R1\", one_of(applicant.job, [\"retired\", \"student\"]));",
        "refer(\"R1\", one_of(applicant.job, [\"retired\"]));",
    ),
    Case::script(
        "a chosen word that a result never is",
        "unknown-word",
        "let band = table(\"bands\", #{ points: fraud.score }).band;\nrefer(\"R1\", choose(applicant.retired, band, \"C\") == \"A\");",
        "let band = table(\"bands\", #{ points: fraud.score }).band;\nrefer(\"R1\", choose(applicant.retired, band, \"B\") == \"A\");",
    ),
    Case::script(
        "a misspelt word in a table",
        "unknown-word",
        "rules(\"knockouts\");",
        "",
    )
    .with(&[("tables/knockouts.csv", "NEW;", "NEWER;")]),
    Case::script(
        "a number in a column of words",
        "wrong-cell-type",
        "rules(\"knockouts\");",
        "",
    )
    .with(&[("tables/knockouts.csv", "NEW;", "7;")]),
    Case::script(
        "a range in a column of yes and no",
        "wrong-cell-type",
        "let row = table(\"bands\", #{ points: applicant.retired });",
        "let row = table(\"bands\", #{ points: fraud.score });",
    ),
    Case::script(
        "a date with its day first",
        "wrong-date",
        "refer(\"R1\", applicant.birth_date < date(\"20-10-1950\"));",
        "refer(\"R1\", applicant.birth_date < date(\"1950-10-20\"));",
    ),
    Case::script(
        "a step of nothing",
        "wrong-step",
        "let x = request.amount.floor_to(0);",
        "let x = request.amount.floor_to(params.min_amount);",
    ),
    Case::script(
        "a step that not everybody has",
        "wrong-step",
        "let x = request.amount.floor_to(customer.exposure);",
        "let x = request.amount.floor_to(1_000);",
    ),
    Case::script(
        "an answer for a parameter",
        "never-missing",
        "let x = params.share.or(0.4);",
        "let x = history.days.or(4);",
    ),
    Case::script(
        "an answer for a figure that cannot be none",
        "never-none",
        "let x = fraud.score.if_none(0);",
        "let x = history.days.if_none(0);",
    ),
    Case::script(
        "a score above its scale",
        "outside-range",
        "refer(\"R1\", fraud.score > 6_000);",
        "refer(\"R1\", fraud.score > 998);",
    ),
    Case::script(
        "a score up to the end of its scale",
        "outside-range",
        "refer(\"R1\", fraud.score <= 999);",
        "refer(\"R1\", fraud.score >= 999);",
    ),
    Case::script(
        "less than nothing of what is counted",
        "outside-range",
        "refer(\"R1\", bureau.protests_open < 0);",
        "refer(\"R1\", bureau.protests_open > 0);",
    ),
];
