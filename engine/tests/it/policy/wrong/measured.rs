//! Features of a policy's own that measure what cannot be measured, and rules that use one wrongly.

use super::own::FARES;
use super::{Case, Edit};

pub(super) const CASES: &[Case] = &[
    Case::edit(
        "a sum over months",
        "wrong-value",
        &[FARES, ("features.toml", "mean", "sum")],
    ),
    Case::edit(
        "a trend of three months",
        "wrong-value",
        &[
            FARES,
            ("features.toml", "money/month", "ratio"),
            ("features.toml", "mean", "trend"),
        ],
    ),
    Case::edit(
        "the variation of one month",
        "wrong-value",
        &[
            FARES,
            ("features.toml", "money/month", "ratio"),
            ("features.toml", "3m", "1m"),
            ("features.toml", "mean", "variation"),
        ],
    ),
    Case::edit(
        "a mean of counts",
        "wrong-value",
        &[
            FARES,
            ("features.toml", "money/month", "count"),
            ("features.toml", "", "measure = \"count\"\n"),
        ],
    ),
    Case::edit(
        "the size of one direction",
        "wrong-value",
        &[FARES, ("features.toml", "", "measure = \"size\"\n")],
    ),
    Case::edit(
        "what is not measured measured",
        "wrong-value",
        &[
            FARES,
            ("features.toml", "money/month", "flag"),
            ("features.toml", "mean", "seen"),
            ("features.toml", "", "measure = \"sum\"\n"),
        ],
    ),
    Case::edit(
        "days in real terms",
        "wrong-value",
        &[
            FARES,
            ("features.toml", "money/month", "money"),
            ("features.toml", "3m", "90d"),
            ("features.toml", "mean", "sum"),
            ("features.toml", "", "real = true\n"),
        ],
    ),
    Case::edit(
        "movements that are none",
        "wrong-value",
        &[
            FARES,
            (
                "features.toml",
                "",
                "none = { es = \"nada\", en = \"nothing\" }\n",
            ),
        ],
    ),
    Case::edit(
        "a ratio of a misspelt feature",
        "unknown-feature",
        &[
            RATIO,
            ("features.toml", "expenses.rent_3m", "expenses.rent_3"),
        ],
    ),
    Case::edit(
        "a ratio of a day's money and a count",
        "wrong-unit",
        &[
            RATIO,
            (
                "features.toml",
                "income.verified_monthly_3m",
                "income.months_with_6m",
            ),
        ],
    ),
    Case::edit(
        "a ratio of ratios",
        "wrong-value",
        &[
            RATIO,
            (
                "features.toml",
                "",
                r#"[own.twice]
es = "dos"
en = "twice"
unit = "ratio"
ratio = { of = "own.fares", to = "own.fares" }
"#,
            ),
        ],
    ),
    Case::edit(
        "a ratio with a window of its own",
        "wrong-value",
        &[
            RATIO,
            (
                "features.toml",
                "unit = \"ratio\"\n",
                r#"unit = "ratio"
window = "3m"
"#,
            ),
        ],
    ),
    Case::edit(
        "a ratio that is none where neither part is",
        "wrong-value",
        &[
            RATIO,
            (
                "features.toml",
                "unit = \"ratio\"\n",
                r#"unit = "ratio"
none = { es = "nada", en = "nothing" }
"#,
            ),
        ],
    ),
    Case::edit(
        "movements and a ratio",
        "wrong-value",
        &[
            FARES,
            ("features.toml", "money/month", "ratio"),
            (
                "features.toml",
                "",
                "ratio = { of = \"expenses.rent_3m\", to = \"income.verified_monthly_3m\" }\n",
            ),
        ],
    ),
    Case::edit(
        "an input in the namespace of own features",
        "wrong-value",
        &[(
            "policy.toml",
            "[types]",
            "\"own.score\" = { type = \"points\", es = \"a\", en = \"a\" }\n[types]",
        )],
    ),
    Case::edit(
        "a feature of the policy's own that nothing reads",
        "unused-feature",
        &[FARES],
    ),
    Case::script(
        "a misspelt feature of the policy's own",
        "unknown-feature",
        "refer(\"R1\", own.fare > 100_000);",
        "refer(\"R1\", own.fares > 100_000);",
    )
    .with(&[FARES, RISKIER]),
    Case::script(
        "a feature of the policy's own against a number of another unit",
        "wrong-unit",
        "refer(\"R1\", own.fares > params.few_months);",
        "refer(\"R1\", own.fares > params.min_income);",
    )
    .with(&[FARES, RISKIER]),
    Case::script(
        "a feature of the policy's own that is treated the wrong way",
        "wrong-direction",
        "refer(\"R1\", own.fares < params.min_income);",
        "refer(\"R1\", own.fares > params.min_income);",
    )
    .with(&[FARES, RISKIER]),
];

/// A ratio as it should be.
const RATIO: Edit = (
    "features.toml",
    "",
    r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
ratio = { of = "expenses.rent_3m", to = "income.verified_monthly_3m" }
"#,
);

/// Which way it is riskier.
const RISKIER: Edit = ("features.toml", "", "riskier = \"higher\"\n");
