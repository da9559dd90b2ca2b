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
];
