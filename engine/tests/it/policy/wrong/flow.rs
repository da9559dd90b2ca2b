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
    Case::script(
        "an amount of both that single applicants have not",
        "alone-unknown",
        "stage(\"two\", #{ ask: [\"co.cmf\"] });\nlet owed = debt.direct_total + co.debt.direct_total;\nrefer(\"R1\", owed > 500_000);",
        "stage(\"two\", #{ ask: [\"co.cmf\"] });\nlet owed = debt.direct_total + choose(co.present, co.debt.direct_total, 0);\nrefer(\"R1\", owed > 500_000);",
    ),
    Case::script(
        "a rule on a co-applicant that only some reach",
        "alone-unknown",
        "refer(\"R1\", applicant.retired && co.applicant.retired);",
        "refer(\"R1\", co.present && applicant.retired && co.applicant.retired);",
    ),
    Case::script(
        "an answer to what is missing, where it is none",
        "alone-unknown",
        "refer(\"R1\", co.fraud.score.or(0) > 500);",
        "refer(\"R1\", co.fraud.score.if_none(0) > 500);",
    ),
    Case::script(
        "a stage whose condition is a co-applicant's",
        "alone-unknown",
        "stage(\"two\", #{ when: co.applicant.years < 40 });\nrefer(\"R1\", applicant.retired);",
        "stage(\"two\", #{ when: co.present && co.applicant.years < 40 });\nrefer(\"R1\", co.applicant.retired || applicant.retired);",
    ),
    Case::script(
        "an offer to whoever has a co-applicant",
        "alone-unknown",
        "for term in params.terms {\noffer(quote(min(request.amount, co.customer.income * term), 0.02, term));\n}",
        "decline(\"R2\", !co.present);\nfor term in params.terms {\noffer(quote(min(request.amount, co.customer.income * term), 0.02, term));\n}",
    ),
    Case::script(
        "a co-applicant's feature whose report no stage asks",
        "never-asked",
        "refer(\"R1\", co.debt.direct_total.if_none(0) > 500_000);",
        "stage(\"two\", #{ ask: [\"co.cmf\"] });\nrefer(\"R1\", co.debt.direct_total.if_none(0) > 500_000);",
    ),
    Case::script(
        "a co-applicant's feature before their report is asked",
        "read-before-asked",
        "refer(\"R1\", co.debt.direct_total.if_none(0) > 500_000);\nstage(\"two\", #{ ask: [\"co.cmf\"] });",
        "stage(\"two\", #{ ask: [\"co.cmf\"] });\nrefer(\"R1\", co.debt.direct_total.if_none(0) > 500_000);",
    ),
    Case::script(
        "silence about a co-applicant that leaves what cannot be none",
        "silence-without-none",
        "stage(\"two\", #{ ask: [\"co.khipu\"] });\nrefer(\"R1\", co.data.recency_days.if_none(0) > 30);",
        "refer(\"R1\", fraud.score > 30);",
    )
    .with(&[("policy.toml", "missing = \"refer\"", "missing = \"go on\"")]),
    Case::edit(
        "a co-applicant's pattern that names nothing",
        "unknown-pattern",
        &[("policy.toml", "", "[missing]\n\"co.burau.*\" = \"decline\"\n")],
    ),
    Case::edit(
        "whether there is a co-applicant, taken as missing",
        "unknown-pattern",
        &[("policy.toml", "", "[missing]\n\"co.present\" = \"decline\"\n")],
    ),
    Case::script(
        "a co-applicant's datum that the law keeps out",
        "prohibited-feature",
        "refer(\"R1\", co.present && co.applicant.job == \"retired\");",
        "refer(\"R1\", co.present && co.applicant.retired);",
    )
    .with(&[(
        "../law/cl.toml",
        "",
        "[law]\ncountry = \"CL\"\nversion = \"1\"\n[prohibited.job]\nnames = [\"applicant.j*\"]\ncites = \"Ley 20.609 art. 2\"\n\
         checked = true\nes = \"No se lee\"\nen = \"Not to be read\"\nunless = \"customer.segment\"\n",
    )]),
];
