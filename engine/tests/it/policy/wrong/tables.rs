//! Rows of tables and scorecards.

use super::Case;

const BANDS: &str = "tables/bands.csv";
const LOOK_UP: &str = "let b = table(\"bands\", #{ points: fraud.score });";

/// Rows that cut each other in four columns.
const ENTANGLED: &str = "when a;when b;when c;when d;then band;then rate\n\
     [0..24);[1..25);[2..26);[3..27);A;0.01\n\
     [1..25);[6..30);[9..33);[14..38);B;0.02\n\
     [2..26);[11..35);[16..40);[25..49);A;0.01\n\
     [3..27);[16..40);[23..47);[12..36);B;0.02\n\
     [4..28);[21..45);[6..30);[23..47);A;0.01\n\
     [5..29);[2..26);[13..37);[10..34);B;0.02\n\
     [6..30);[7..31);[20..44);[21..45);A;0.01\n\
     [7..31);[12..36);[3..27);[8..32);B;0.02\n\
     [8..32);[17..41);[10..34);[19..43);A;0.01\n\
     [9..33);[22..46);[17..41);[6..30);B;0.02\n\
     [10..34);[3..27);[24..48);[17..41);A;0.01\n\
     [11..35);[8..32);[7..31);[4..28);B;0.02\n\
     [12..36);[13..37);[14..38);[15..39);A;0.01\n\
     [13..37);[18..42);[21..45);[26..50);B;0.02\n\
     [14..38);[23..47);[4..28);[13..37);A;0.01\n\
     [15..39);[4..28);[11..35);[24..48);B;0.02\n\
     [16..40);[9..33);[18..42);[11..35);A;0.01\n\
     [17..41);[14..38);[25..49);[22..46);B;0.02\n\
     [18..42);[19..43);[8..32);[9..33);A;0.01\n\
     [19..43);[24..48);[15..39);[20..44);B;0.02\n\
     [20..44);[5..29);[22..46);[7..31);A;0.01\n\
     [21..45);[10..34);[5..29);[18..42);B;0.02\n\
     [22..46);[15..39);[12..36);[5..29);A;0.01\n\
     [23..47);[20..44);[19..43);[16..40);B;0.02\n";

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
    Case::script(
        "a row that says what the next one says",
        "redundant-row",
        LOOK_UP,
        "",
    )
    .with(&[
        ("policy.toml", "hit = \"unique\"", "hit = \"first\""),
        (BANDS, ">=500", "[600..700);B;0.02\n>=500"),
    ]),
    Case::script(
        "a row that says what several say",
        "redundant-row",
        LOOK_UP,
        "",
    )
    .with(&[
        ("policy.toml", "hit = \"unique\"", "hit = \"first\""),
        (BANDS, ">=500", ">800;B;0.02\n>900;B;0.02\n>=500"),
    ]),
    Case::script(
        "a line copied in a sum",
        "duplicated-row",
        "let most = table(\"adds\").most;",
        "",
    )
    .with(&[
        (
            "policy.toml",
            "knockouts = { hit = \"rules\" }",
            "knockouts = { hit = \"rules\" }\nadds = { hit = \"sum\", then = { most = \"money\" } }",
        ),
        (
            "tables/adds.csv",
            "",
            "when applicant.retired;when applicant.years;then most\ntrue;any;100\nany;<30;50\nany;[18..30);50\nfalse;any;100\n",
        ),
    ]),
    Case::script(
        "rows that cut each other in four columns",
        "unsearched-table",
        "let b = table(\"bands\", #{ a: applicant.years * 2, b: request.amount, c: request.term_months, d: request.amount / 2 });",
        "",
    )
    .with(&[
        ("policy.toml", "hit = \"unique\"", "hit = \"first\""),
        (
            BANDS,
            "when points;then band;then rate\n>=500;B;0.02\n<500;A;0.01\n",
            ENTANGLED,
        ),
    ]),
];
