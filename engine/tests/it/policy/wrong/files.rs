//! Files that cannot be read as what they are.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::edit(
        "a table's file that is not there",
        "unreadable-file",
        &[(
            "policy.toml",
            "hit = \"rules\"",
            "hit = \"rules\", file = \"tables/none.csv\"",
        )],
    ),
    Case::edit(
        "a bracket that is not closed",
        "syntax",
        &[("policy.toml", "[tables]", "[tables")],
    ),
    Case::script(
        "an operator without its other side",
        "syntax",
        "decline(\"R1\", fraud.score > );",
        "decline(\"R1\", fraud.score > 600);",
    ),
    Case::edit(
        "a misspelt setting",
        "unknown-key",
        &[("policy.toml", "missing = \"refer\"", "mising = \"refer\"")],
    ),
    Case::edit(
        "a parameter without its reason",
        "missing-key",
        &[("policy.toml", ", reason = \"r\" }", " }")],
    ),
    Case::edit(
        "a word that is not among the known ones",
        "wrong-value",
        &[("policy.toml", "missing = \"refer\"", "missing = \"reject\"")],
    ),
    Case::edit(
        "a figure that could be read with thousands",
        "wrong-value",
        &[("policy.toml", "value = 400", "value = 400.000")],
    ),
    Case::edit(
        "a type that is none",
        "wrong-value",
        &[("policy.toml", "unit = \"points\"", "unit = \"point\"")],
    ),
    Case::edit(
        "an amount in the neighbour's currency",
        "wrong-currency",
        &[(
            "policy.toml",
            "unit = \"money/month\"",
            "unit = \"ARS/month\"",
        )],
    ),
    Case::edit(
        "a parameter with a reserved word for its name",
        "reserved-word",
        &[("policy.toml", "share = {", "default = {")],
    ),
    Case::edit(
        "a type with a reserved word for its name",
        "reserved-word",
        &[("policy.toml", "segment = { values", "match = { values")],
    ),
    Case::edit(
        "offers that hold for no day",
        "wrong-value",
        &[(
            "policy.toml",
            "[types]",
            "[validity]\noffer_days = 0\n[types]",
        )],
    ),
    Case::edit(
        "offers that hold for a day and a half",
        "wrong-value",
        &[(
            "policy.toml",
            "[types]",
            "[validity]\noffer_days = 1.5\n[types]",
        )],
    ),
    Case::edit(
        "offers that hold for more than a year",
        "wrong-value",
        &[(
            "policy.toml",
            "[types]",
            "[validity]\noffer_days = 366\n[types]",
        )],
    ),
    Case::edit(
        "asking again after as many days as an applicant's figure says",
        "wrong-value",
        &[(
            "policy.toml",
            "[types]",
            "[validity]\nreapply_days = \"history.days\"\n[types]",
        )],
    ),
    Case::edit(
        "asking again after a parameter that is not there",
        "unknown-parameter",
        &[(
            "policy.toml",
            "[types]",
            "[validity]\nreapply_days = \"params.cooling\"\n[types]",
        )],
    ),
    Case::edit(
        "asking again after a parameter of another unit",
        "wrong-unit",
        &[(
            "policy.toml",
            "[types]",
            "[validity]\nreapply_days = \"params.share\"\n[types]",
        )],
    ),
    Case::edit(
        "a blank cell",
        "wrong-cell",
        &[("tables/bands.csv", "<500;A", ";A")],
    ),
    Case::edit(
        "a range that holds nothing",
        "wrong-cell",
        &[("tables/bands.csv", "<500;A", "(5..5);A")],
    ),
    Case::edit(
        "a result that is none of its type's words",
        "wrong-cell",
        &[("tables/bands.csv", "<500;A", "<500;C")],
    ),
    Case::edit(
        "a header without when",
        "wrong-column",
        &[("tables/bands.csv", "when points", "points")],
    ),
    Case::edit(
        "a row with a cell too many",
        "wrong-column",
        &[("tables/bands.csv", "<500;A;0.01", "<500;A;0.01;3")],
    ),
    Case::edit(
        "a table of a header",
        "empty-table",
        &[("tables/bands.csv", ">=500;B;0.02\n<500;A;0.01\n", "")],
    ),
    Case::edit(
        "a reason in English only",
        "untranslated-reason",
        &[("reasons.toml", "es = \"uno\"\n", "")],
    ),
    Case::edit(
        "a reason whose Spanish says nothing",
        "untranslated-reason",
        &[("reasons.toml", "es = \"uno\"", "es = \" \"")],
    ),
    Case::edit(
        "a reason kept inside with nothing told instead",
        "untold-reason",
        &[("reasons.toml", "en = \"two\"", "en = \"two\"\ntold = false")],
    ),
    Case::edit(
        "a reason kept inside and one that is kept inside too told instead",
        "untold-reason",
        &[(
            "reasons.toml",
            "",
            "[A]\nes = \"a\"\nen = \"a\"\ntold = false\ninstead = \"B\"\n\
             [B]\nes = \"b\"\nen = \"b\"\ntold = false\ninstead = \"R1\"\n",
        )],
    ),
    Case::edit(
        "two reasons kept inside, each told instead of the other",
        "untold-reason",
        &[(
            "reasons.toml",
            "",
            "[A]\nes = \"a\"\nen = \"a\"\ntold = false\ninstead = \"B\"\n\
             [B]\nes = \"b\"\nen = \"b\"\ntold = false\ninstead = \"A\"\n",
        )],
    ),
    Case::edit(
        "a brace in a reason's text that nothing closes",
        "wrong-value",
        &[(
            "reasons.toml",
            "es = \"uno\"",
            "es = \"{fraud.score} de {fraud.score\"",
        )],
    ),
    Case::edit(
        "a decline without a reason told",
        "wrong-value",
        &[(
            "policy.toml",
            "version = \"1\"",
            "version = \"1\"\nreasons_told = 0",
        )],
    ),
    Case::edit(
        "a contact that says nothing",
        "wrong-value",
        &[("policy.toml", "", "[review]\ncontact = \" \"\n")],
    ),
    Case::edit(
        "terms that no loan has",
        "wrong-value",
        &[("policy.toml", "[6, 12]", "[0, -6, 1.5, 1]")],
    ),
    Case::edit(
        "a list of nothing",
        "wrong-value",
        &[("policy.toml", "[6, 12]", "[]")],
    ),
    Case::edit(
        "a UF worth nothing",
        "wrong-cell",
        &[
            ("policy.toml", "uf = {", "uf = { file = \"uf.csv\","),
            (
                "uf.csv",
                "",
                "from;value\n2026-10-01;39500\n2026-10-02;0\n2026-10-03;-1\n",
            ),
        ],
    ),
];
