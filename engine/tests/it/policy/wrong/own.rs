//! Declarations of features that say what cannot be.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::edit(
        "an unknown key of a feature",
        "unknown-key",
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
riskyer = "higher"
"#,
        )],
    ),
    Case::edit(
        "a section of another name in features.toml",
        "unknown-key",
        &[(
            "features.toml",
            "",
            r#"[mine.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a feature without its text in Spanish",
        "missing-key",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a feature that measures nothing",
        "missing-key",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
"#,
        )],
    ),
    Case::edit(
        "a feature without a window",
        "missing-key",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a feature's name with a dot",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own."fares.3m"]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a feature with a reserved name",
        "reserved-word",
        &[(
            "features.toml",
            "",
            r#"[own.default]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a misspelt unit",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/moth"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a unit that does not follow from the movements",
        "wrong-unit",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money"
window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a misspelt direction of movements",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "uot", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a misspelt category",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["transprt"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a category that is neither money in nor out",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = ["own_transfer"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "no category",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "3m"
rows = { direction = "out", categories = [] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a misspelt reducer",
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
reduce = "medain"
"#,
        )],
    ),
    Case::edit(
        "a window that features do not have",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "4m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
    Case::edit(
        "a mean over days",
        "wrong-value",
        &[(
            "features.toml",
            "",
            r#"[own.fares]
es = "pasajes"
en = "fares"
unit = "money/month"
window = "90d"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
        )],
    ),
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
