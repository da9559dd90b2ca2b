//! What pays more risk better than less, and what takes the unknown for the good.

use super::Case;

const MANIFEST: &str = "policy.toml";
const BANDS: &str = "tables/bands.csv";
const CARD: &str = "scorecards/card.csv";
/// One more table, of a number.
const LIMITS: &str = "tables/limits.csv";
const DECLARED: (&str, &str, &str) = (
    MANIFEST,
    "knockouts = { hit = \"rules\" }",
    "knockouts = { hit = \"rules\" }\nlimits = { hit = \"first\", then = { most = \"money\", open = \"flag\" } }",
);
const SUMMED: (&str, &str, &str) = (
    MANIFEST,
    "knockouts = { hit = \"rules\" }",
    "knockouts = { hit = \"rules\" }\nlimits = { hit = \"sum\", then = { most = \"money\" } }",
);
const LENT: &str = "let most = table(\"limits\").most;\noffer(quote(request.amount.capped(\"R1\", most), 0.02, 12));";

pub(super) const CASES: &[Case] = &[
    Case::script(
        "a decline of those with few protests",
        "wrong-direction",
        "decline(\"R1\", bureau.protests_open < 3);",
        "decline(\"R1\", bureau.protests_open > 3);",
    ),
    Case::script(
        "a decline of those who earn more",
        "wrong-direction",
        "decline(\"R1\", customer.income > params.min_income);",
        "decline(\"R1\", customer.income < params.min_income);",
    ),
    Case::script(
        "a ratio turned round",
        "wrong-direction",
        "decline(\"R1\", customer.exposure / customer.income < 3);",
        "decline(\"R1\", customer.exposure / customer.income > 3);",
    ),
    Case::script(
        "a price that falls with debt",
        "wrong-direction",
        "let rate = 0.05 - customer.exposure / request.amount * 0.01;\noffer(quote(request.amount, rate, 12));",
        "let rate = 0.05 + customer.exposure / request.amount * 0.01;\noffer(quote(request.amount, rate, 12));",
    ),
    Case::script(
        "a decline of those with better points",
        "wrong-direction",
        "let score = scorecard(\"card\");\ndecline(\"R1\", score.points > 110);",
        "let score = scorecard(\"card\");\ndecline(\"R1\", score.points < 110);",
    ),
    Case::script(
        "points for fraud",
        "wrong-direction",
        "let score = scorecard(\"card\");",
        "",
    )
    .with(&[(CARD, ">=500;0", ">=500;40")]),
    Case::script(
        "points for fraud in one range of three",
        "wrong-direction",
        "let score = scorecard(\"card\");",
        "",
    )
    .with(&[(CARD, "<500;20;R2\nfraud.score;>=500;0;R2", "<300;20;R2\nfraud.score;[300..500);5;R2\nfraud.score;>=500;8;R2")]),
    Case::script(
        "points for a range above which no other lies",
        "wrong-direction",
        "let score = scorecard(\"card\");",
        "",
    )
    .with(&[(CARD, "<500;20;R2\nfraud.score;>=500;0;R2", "<500;20;R2\nfraud.score;600|700;25;R2\nfraud.score;>=500;0;R2")]),
    Case::script(
        "a better band for a riskier score",
        "wrong-direction",
        "let band = table(\"bands\", #{ points: fraud.score }).band;",
        "let score = scorecard(\"card\");\nlet band = table(\"bands\", #{ points: score.points * 4 }).band;",
    )
    .with(&[(BANDS, ">=500;B;0.02\n<500;A;0.01", ">=500;A;0.02\n<500;B;0.01")]),
    Case::script(
        "a lower price for one more debt",
        "wrong-direction",
        "let rate = table(\"bands\", #{ points: customer.exposure }).rate;\noffer(quote(request.amount, rate, 12));",
        "let rate = table(\"bands\", #{ points: customer.income }).rate;\noffer(quote(request.amount, rate, 12));",
    )
    .with(&[(BANDS, ">=500;B;0.02\n<500;A;0.01", "<500;A;0.02\n[500..900);A;0.015\n>=900;A;0.01")]),
    Case::script(
        "a price that falls in one corner of three columns",
        "wrong-direction",
        "let rate = table(\"bands\", #{ term: request.term_months }).rate;\noffer(quote(request.amount, rate, 12));",
        "",
    )
    .with(&[(
        BANDS,
        "when points;then band;then rate\n>=500;B;0.02\n<500;A;0.01",
        "when term;when applicant.retired;when customer.exposure;then band;then rate\n\
         <=12;any;<100;A;0.01\n<=12;any;>=100;A;0.02\n>12;false;any;A;0.03\n>12;true;<50;A;0.02\n>12;true;[50..70);A;0.025\n\
         >12;true;>=70;A;0.024",
    )]),
    Case::script(
        "more lent to those who owe more, below another row",
        "wrong-direction",
        LENT,
        "",
    )
    .with(&[
        DECLARED,
        (LIMITS, "", "when applicant.retired;when customer.exposure;then most;then open\ntrue;any;300;true\nany;<1000;200;true\nany;>=1000;400;false\n"),
    ]),
    Case::script(
        "a term that is open to those who owe more",
        "wrong-direction",
        "for term in params.terms { withhold(\"R1\", !table(\"limits\").open); offer(quote(request.amount, 0.02, term)); }",
        "let open = table(\"limits\").open;",
    )
    .with(&[
        DECLARED,
        (LIMITS, "", "when customer.exposure;then most;then open\n<1000;200;false\n>=1000;200;true\n"),
    ]),
    Case::script(
        "a sum that grows with debt",
        "wrong-direction",
        LENT,
        "",
    )
    .with(&[
        SUMMED,
        (LIMITS, "", "when customer.exposure;when customer.income;then most\nany;any;300\n<1000;>500;100\n[900..2000];any;150\n"),
    ]),
    Case::script(
        "a band that is priced below a better one",
        "wrong-direction",
        "let band = table(\"bands\", #{ points: fraud.score }).band;\nlet most = table(\"limits\", #{ band: band }).most;\n\
         offer(quote(request.amount.capped(\"R1\", most), 0.02, 12));",
        "",
    )
    .with(&[
        DECLARED,
        (LIMITS, "", "when band;then most;then open\nB;400;true\nA;200;true\n"),
    ]),
    Case::script(
        "no protests where nothing is known",
        "safe-default",
        "decline(\"R1\", bureau.protests_open > 0);",
        "",
    )
    .with(&[(
        MANIFEST,
        "",
        "[missing]\n\"bureau.*\" = { default = 0, reason = \"most have none\" }\n",
    )]),
    Case::script(
        "a stand-in that makes the unknown normal",
        "safe-default",
        "decline(\"R1\", bureau.protests_open > 1);",
        "",
    )
    .with(&[(
        MANIFEST,
        "",
        "[missing]\n\"bureau.*\" = { default = 1, reason = \"one is usual\" }\n",
    )]),
    Case::script(
        "many days where nothing is known",
        "safe-default",
        "decline(\"R1\", history.days < 30);",
        "",
    )
    .with(&[(
        MANIFEST,
        "",
        "[missing]\n\"history.days\" = { default = 400, reason = \"long ago\" }\n",
    )]),
    Case::script(
        "no debt where nothing is known",
        "safe-default",
        "decline(\"R1\", customer.exposure.or(0) > 500_000);",
        "decline(\"R1\", customer.exposure.or(600_000) > 500_000);",
    ),
    Case::script(
        "enough income where nothing is known",
        "safe-default",
        "decline(\"R1\", customer.income.or(600_000) < params.min_income);",
        "decline(\"R1\", customer.income.or(400_000) < params.min_income);",
    ),
    Case::script(
        "a ratio that is nothing where nothing is known",
        "safe-default",
        "let leverage = (customer.exposure / customer.income).or(0);\nlet x = leverage * 2;",
        "let leverage = (customer.exposure / customer.income).or(3);\nlet x = leverage * 2;",
    ),
    Case::script(
        "what is accepted and does not happen",
        "unused-acceptance",
        "decline(\"R1\", customer.exposure > 500_000);",
        "decline(\"R1\", customer.exposure.or(0) > 500_000);",
    )
    .with(&[(
        MANIFEST,
        "",
        "[accepted.safe-default]\n\"customer.exposure\" = \"our own books: a missing one is none\"\n",
    )]),
    Case::edit(
        "an error that somebody would accept",
        "wrong-value",
        &[(
            MANIFEST,
            "",
            "[accepted.table-gaps]\nbands = \"so it is\"\n[accepted.wrong-direction]\nband = \"\"\n",
        )],
    ),
];
