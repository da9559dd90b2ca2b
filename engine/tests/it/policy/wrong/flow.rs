//! Data that cannot be there when it is read, or whose absence means the wrong thing.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case::script(
        "a feature whose report no stage asks",
        "never-asked",
        "refer(\"R1\", employment.active_employers == 0);",
        "stage(\"work\", #{ ask: [\"afc\"] });\nrefer(\"R1\", employment.active_employers == 0);",
    ),
    Case::script(
        "a feature before its report is asked",
        "read-before-asked",
        "refer(\"R1\", employment.active_employers == 0);\nstage(\"work\", #{ ask: [\"afc\"] });",
        "stage(\"work\", #{ ask: [\"afc\"] });\nrefer(\"R1\", employment.active_employers == 0);",
    ),
    Case::script(
        "a feature of a table before its report is asked",
        "read-before-asked",
        "rules(\"knockouts\");\nstage(\"work\", #{ ask: [\"afc\"] });",
        "stage(\"work\", #{ ask: [\"afc\"] });\nrules(\"knockouts\");",
    )
    .with(&[(
        "tables/knockouts.csv",
        "when fraud.score",
        "when employment.active_employers",
    )]),
    Case::script(
        "silence that leaves what cannot be none",
        "silence-without-none",
        "refer(\"R1\", data.recency_days > 30);",
        "refer(\"R1\", fraud.score > 30);",
    )
    .with(&[("policy.toml", "missing = \"refer\"", "missing = \"go on\"")]),
    Case::edit(
        "a pattern that names nothing",
        "unknown-pattern",
        &[("policy.toml", "", "[missing]\n\"burau.*\" = \"decline\"\n")],
    ),
    Case::script(
        "a decline for a row that is missing",
        "decline-by-gap",
        "let band = table(\"bands\", #{ points: fraud.score }).band;\ndecline(\"R1\", is_missing(band));",
        "let band = table(\"bands\", #{ points: fraud.score }).band;\ndecline(\"R1\", band == \"B\");",
    ),
    Case::script(
        "an answer for a row that is missing",
        "decline-by-gap",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate.or_decline(\"R1\");",
        "let rate = table(\"bands\", #{ points: fraud.score }).rate.or_refer(\"R1\");",
    ),
    Case::script(
        "a datum that the law keeps out",
        "prohibited-feature",
        "refer(\"R1\", applicant.job == \"retired\");",
        "refer(\"R1\", applicant.retired);",
    )
    .with(&[(
        "../law/cl.toml",
        "",
        "[law]\ncountry = \"CL\"\nversion = \"1\"\n[prohibited.job]\nnames = [\"applicant.j*\"]\ncites = \"Ley 20.609 art. 2\"\n\
         checked = true\nes = \"No se lee\"\nen = \"Not to be read\"\n",
    )]),
];
