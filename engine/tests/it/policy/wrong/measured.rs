//! Features of a policy's own that measure what cannot be measured, and rules that use one wrongly.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::edit(
        "a sum over months",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "sum"
"#,
        )],
    ),
    Case::edit(
        "a trend of three months",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "trend"
"#,
        )],
    ),
    Case::edit(
        "the variation of one month",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
window = "1m"
rows = { direction = "out", categories = ["transport"] }
reduce = "variation"
"#,
        )],
    ),
    Case::edit(
        "a mean of counts",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "count"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
measure = "count"
"#,
        )],
    ),
    Case::edit(
        "the size of one direction",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
measure = "size"
"#,
        )],
    ),
    Case::edit(
        "what is not measured measured",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "flag"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "seen"
measure = "sum"
"#,
        )],
    ),
    Case::edit(
        "days in real terms",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money"
window = "90d"
rows = { direction = "out", categories = ["transport"] }
reduce = "sum"
real = true
"#,
        )],
    ),
    Case::edit(
        "movements that are none",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
none = { es = "nada", en = "nothing" }
"#,
        )],
    ),
    Case::edit(
        "a ratio of a misspelt feature",
        "unknown-feature",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
ratio = { of = "expenses.rent_3", to = "income.verified_monthly_3m" }
"#,
        )],
    ),
    Case::edit(
        "a ratio of a day's money and a count",
        "wrong-unit",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
ratio = { of = "expenses.rent_3m", to = "income.months_with_6m" }
"#,
        )],
    ),
    Case::edit(
        "a ratio of ratios",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
ratio = { of = "expenses.rent_3m", to = "income.verified_monthly_3m" }
[own.twice]
es = "dos"
en = "twice"
unit = "ratio"
ratio = { of = "own.fares", to = "own.fares" }
"#,
        )],
    ),
    Case::edit(
        "a ratio with a window of its own",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
window = "3m"
ratio = { of = "expenses.rent_3m", to = "income.verified_monthly_3m" }
"#,
        )],
    ),
    Case::edit(
        "a ratio that is none where neither part is",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
none = { es = "nada", en = "nothing" }
ratio = { of = "expenses.rent_3m", to = "income.verified_monthly_3m" }
"#,
        )],
    ),
    Case::edit(
        "movements and a ratio",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "ratio"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
ratio = { of = "expenses.rent_3m", to = "income.verified_monthly_3m" }
"#,
        )],
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
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::script(
        "a misspelt feature of the policy's own",
        "unknown-feature",
        "refer(\"R1\", own.fare > 100_000);",
        "refer(\"R1\", own.fares > 100_000);",
    )
    .with(&[("features.toml", "", FARES)]),
    Case::script(
        "a feature of the policy's own against a number of another unit",
        "wrong-unit",
        "refer(\"R1\", own.fares > params.few_months);",
        "refer(\"R1\", own.fares > params.min_income);",
    )
    .with(&[("features.toml", "", FARES)]),
    Case::script(
        "a feature of the policy's own that is treated the wrong way",
        "wrong-direction",
        "refer(\"R1\", own.fares < params.min_income);",
        "refer(\"R1\", own.fares > params.min_income);",
    )
    .with(&[("features.toml", "", FARES)]),
];

/// A feature of a policy's own.
const FARES: &str = r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
riskier = "higher"
"#;
