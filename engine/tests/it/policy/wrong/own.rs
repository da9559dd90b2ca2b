//! Declarations of features that say what cannot be.

use super::{Case, Edit};

pub(super) const CASES: &[Case] = &[
    Case::edit(
        "an unknown key of a feature",
        "unknown-key",
        &[FARES, ("features.toml", "", "riskyer = \"higher\"\n")],
    ),
    Case::edit(
        "a section of another name in features.toml",
        "unknown-key",
        &[FARES, ("features.toml", "own.fares", "mine.fares")],
    ),
    Case::edit(
        "a feature without its text in Spanish",
        "missing-key",
        &[FARES, ("features.toml", "es = \"pasajes\"\n", "")],
    ),
    Case::edit(
        "a feature that measures nothing",
        "missing-key",
        &[
            FARES,
            (
                "features.toml",
                r#"window = "3m"
rows = { direction = "out", categories = ["transport"] }
reduce = "mean"
"#,
                "",
            ),
        ],
    ),
    Case::edit(
        "a feature without a window",
        "missing-key",
        &[FARES, ("features.toml", "window = \"3m\"\n", "")],
    ),
    Case::edit(
        "a feature's name with a dot",
        "wrong-value",
        &[
            FARES,
            ("features.toml", "[own.fares]", "[own.\"fares.3m\"]"),
        ],
    ),
    Case::edit(
        "a feature with a reserved name",
        "reserved-word",
        &[FARES, ("features.toml", "own.fares", "own.default")],
    ),
    Case::edit(
        "a misspelt unit",
        "wrong-value",
        &[FARES, ("features.toml", "money/month", "money/moth")],
    ),
    Case::edit(
        "a unit that does not follow from the movements",
        "wrong-unit",
        &[FARES, ("features.toml", "money/month", "money")],
    ),
    Case::edit(
        "a misspelt direction of movements",
        "wrong-value",
        &[FARES, ("features.toml", "out", "uot")],
    ),
    Case::edit(
        "a misspelt category",
        "wrong-value",
        &[FARES, ("features.toml", "transport", "transprt")],
    ),
    Case::edit(
        "a category that is neither money in nor out",
        "wrong-value",
        &[FARES, ("features.toml", "transport", "own_transfer")],
    ),
    Case::edit(
        "no category",
        "wrong-value",
        &[
            FARES,
            (
                "features.toml",
                r#"rows = { direction = "out", categories = ["transport"] }"#,
                "rows = { direction = \"out\", categories = [] }",
            ),
        ],
    ),
    Case::edit(
        "a misspelt reducer",
        "wrong-value",
        &[FARES, ("features.toml", "mean", "medain")],
    ),
    Case::edit(
        "a window that features do not have",
        "wrong-value",
        &[FARES, ("features.toml", "3m", "4m")],
    ),
    Case::edit(
        "a mean over days",
        "wrong-value",
        &[FARES, ("features.toml", "3m", "90d")],
    ),
];

/// A feature of a policy's own, as it should be.
pub(super) const FARES: Edit = (
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
);
