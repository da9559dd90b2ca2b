//! Names that stand for nothing, for something else, or that nothing uses.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::script(
        "a misspelt let",
        "unknown-name",
        "let limit = fraud.score;\ndecline(\"R1\", limt > 600);",
        "let limit = fraud.score;\ndecline(\"R1\", limit > 600);",
    ),
    Case::script(
        "a let that is read before it is defined",
        "unknown-name",
        "decline(\"R1\", limit > 600);\nlet limit = fraud.score;",
        "let limit = fraud.score;\ndecline(\"R1\", limit > 600);",
    ),
    Case::script(
        "a let that a function does not see",
        "unknown-name",
        "let limit = 600;\nfn beyond(x) { x > limit }\ndecline(\"R1\", beyond(fraud.score));",
        "fn beyond(x, limit) { x > limit }\ndecline(\"R1\", beyond(fraud.score, 600));",
    ),
    Case::script(
        "a misspelt feature",
        "unknown-feature",
        "refer(\"R1\", data.recency_day > 30);",
        "refer(\"R1\", data.recency_days > 30);",
    ),
    Case::script(
        "a misspelt input",
        "unknown-feature",
        "refer(\"R1\", fraud.scores > 600);",
        "refer(\"R1\", fraud.score > 600);",
    ),
    Case::script(
        "a feature of the other country",
        "no-source-in-country",
        "refer(\"R1\", bureau.worst_situation >= 3);",
        "refer(\"R1\", bureau.protests_open >= 3);",
    ),
    Case::script(
        "a misspelt parameter",
        "unknown-parameter",
        "decline(\"R1\", applicant.years < params.min_ages);",
        "decline(\"R1\", applicant.years < params.min_age + 3);",
    ),
    Case::script(
        "a series that is not declared",
        "unknown-series",
        "decline(\"R1\", customer.exposure > reference.ufs);",
        "decline(\"R1\", customer.exposure > reference.uf);",
    ),
    Case::script(
        "a misspelt reason",
        "unknown-reason",
        "decline(\"R11\", fraud.score > 600);",
        "decline(\"R1/variant\", fraud.score > 600);",
    ),
    Case::script(
        "a misspelt reason of a limit",
        "unknown-reason",
        "let x = fraud.score.capped(\"R9\", 600);",
        "let x = fraud.score.capped(\"R1\", 600);",
    ),
    Case::edit(
        "a misspelt reason in a row",
        "unknown-reason",
        &[("tables/knockouts.csv", ";R3", ";R4")],
    ),
    Case::script(
        "a misspelt table",
        "unknown-table",
        "let row = table(\"band\", #{ points: fraud.score });",
        "let row = table(\"bands\", #{ points: fraud.score });",
    ),
    Case::script(
        "a misspelt scorecard",
        "unknown-scorecard",
        "let score = scorecard(\"cards\");",
        "let score = scorecard(\"card\");",
    ),
    Case::script(
        "a misspelt result",
        "unknown-column",
        "let band = table(\"bands\", #{ points: fraud.score }).bands;",
        "let band = table(\"bands\", #{ points: fraud.score }).band;",
    ),
    Case::script(
        "a column that is not passed",
        "unknown-column",
        "let band = table(\"bands\").band;",
        "let band = table(\"bands\", #{ points: fraud.score }).band;",
    ),
    Case::script(
        "a misspelt property of a score",
        "unknown-property",
        "let score = scorecard(\"card\");\ndecline(\"R1\", score.point < 110);",
        "let score = scorecard(\"card\");\ndecline(\"R1\", score.points < 110);",
    ),
    Case::script(
        "a property of a number",
        "unknown-property",
        "let x = fraud.score;\ndecline(\"R1\", x.points > 600);",
        "let x = fraud.score;\ndecline(\"R1\", x > 600);",
    ),
    Case::script(
        "a misspelt word",
        "unknown-function",
        "decline(\"R1\", betwen(fraud.score, 600, 700));",
        "decline(\"R1\", between(fraud.score, 600, 700));",
    ),
    Case::script(
        "a source that is none",
        "unknown-source",
        "stage(\"more\", #{ ask: [\"sernac\"] });",
        "stage(\"more\", #{ ask: [\"sii\"] });",
    ),
    Case::script(
        "a misspelt source to ask about",
        "unknown-source",
        "let read = source(\"khipo\").offered;",
        "let read = source(\"khipu\").offered;",
    ),
    Case::script(
        "a misspelt option of a stage",
        "unknown-option",
        "stage(\"more\", #{ asks: [\"sii\"] });",
        "stage(\"more\", #{ stop_on: \"never\" });",
    ),
    Case::script(
        "a cost of a quote that is not known",
        "unknown-option",
        "let q = quote(request.amount, 0.02, 12, #{ fee: 3 });",
        "let q = quote(request.amount, 0.02, 12, #{ monthly_fee: 3 });",
    ),
    Case::script(
        "a let that hides a namespace",
        "taken-name",
        "let fraud = 3;",
        "let frauds = 3;",
    ),
    Case::script(
        "a function's parameter that hides a namespace",
        "taken-name",
        "fn twice(fraud) { fraud * 2 }\nlet x = twice(3);",
        "fn twice(x) { x * 2 }\nlet y = twice(3);",
    ),
    Case::script(
        "a parameter that nothing reads",
        "unused-parameter",
        "let x = params.cutoff;",
        "",
    ),
    Case::script(
        "an input that nothing reads",
        "unused-input",
        "let x = fraud.score;",
        "",
    ),
    Case::script(
        "a table that nothing looks up",
        "unused-table",
        "rules(\"knockouts\");",
        "rules(\"knockouts\");\nlet s = scorecard(\"card\");\nlet b = table(\"bands\", #{ points: fraud.score });",
    ),
    Case::script(
        "a reason that nothing gives",
        "unused-reason",
        "refer(\"R2\", applicant.retired);",
        "refer(\"R1\", applicant.retired);",
    ),
    Case::edit(
        "a baseline for what the scorecard does not look at",
        "unknown-column",
        &[(
            "policy.toml",
            "card = { initial = 100 }",
            "card = { initial = 100, baseline = { \"fraud.score\" = 10, \"fraud.scores\" = 5 } }",
        )],
    ),
    Case::edit(
        "a characteristic without its baseline",
        "missing-key",
        &[(
            "policy.toml",
            "card = { initial = 100 }",
            "card = { initial = 100, baseline = {} }",
        )],
    ),
    Case::script(
        "odds of points that stand for none",
        "unknown-property",
        "let score = scorecard(\"card\");\nrefer(\"R1\", score.odds < 20);",
        "let score = scorecard(\"card\");\nrefer(\"R1\", score.points < 120);",
    ),
    Case::edit(
        "odds that never double",
        "wrong-value",
        &[(
            "policy.toml",
            "card = { initial = 100 }",
            "card = { initial = 100, scaling = { points = 600, odds = 50, double = 0 } }",
        )],
    ),
];
