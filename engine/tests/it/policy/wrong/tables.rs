//! Rows of tables and scorecards.

use super::Case;

const BANDS: &str = "tables/bands.csv";
const LOOK_UP: &str = "let b = table(\"bands\", #{ points: fraud.score });";

pub(super) const CASES: &[Case] = &[
    Case::script("a table with a hole", "table-gap", LOOK_UP, "").with(&[(BANDS, "<500", "<400")]),
    Case::script(
        "a scorecard with a hole",
        "table-gap",
        "let s = scorecard(\"card\");",
        "",
    )
    .with(&[("scorecards/card.csv", ">=500", ">500")]),
    Case::script("two rows for one value", "overlapping-rows", LOOK_UP, "")
        .with(&[(BANDS, "<500", "<=500")]),
    Case::script(
        "two ranges for one value",
        "overlapping-ranges",
        "let s = scorecard(\"card\");",
        "",
    )
    .with(&[("scorecards/card.csv", "<500", "<=500")]),
    Case::script("a row below a wider one", "masked-row", LOOK_UP, "").with(&[
        ("policy.toml", "hit = \"unique\"", "hit = \"first\""),
        (BANDS, "", ">600;A;0.01\n"),
    ]),
    Case::script(
        "a rule that another has in it",
        "subsumed-row",
        "rules(\"knockouts\");",
        "",
    )
    .with(&[("tables/knockouts.csv", "", "NEW;>=950;refer;R3\n")]),
    Case::script(
        "a row beyond the range of its column",
        "unreachable-row",
        LOOK_UP,
        "",
    )
    .with(&[(BANDS, "", ">999;A;0.01\n")]),
];
