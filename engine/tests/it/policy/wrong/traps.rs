//! What a scripting language lets pass in silence, and what real tables have got wrong.

use super::Case;

const BANDS: &str = "tables/bands.csv";
const LOOK_UP: &str = "let b = table(\"bands\", #{ points: fraud.score });";
const WHOLE: &str = "when points;then band;then rate\n>=500;B;0.02\n<500;A;0.01\n";

pub(super) const CASES: &[Case] = &[
    Case::script(
        "a value in place of a missing one",
        "not-in-language",
        "let x = fraud.score ?? 3;",
        "let x = fraud.score.or(900);",
    ),
    Case::script(
        "a property of what may not be there",
        "not-in-language",
        "let x = fraud?.score;",
        "let x = fraud.score;",
    ),
    Case::script(
        "a power",
        "not-in-language",
        "let x = 1.02 ** 12;",
        "let x = installment(request.amount, 0.02, 12);",
    ),
    Case::script(
        "a loop that is left",
        "not-in-language",
        "loop { break; }",
        "for term in params.terms { offer(quote(request.amount, 0.02, term)); }",
    ),
    Case::script(
        "a loop that is done once",
        "not-in-language",
        "do { let x = 3; } while false;",
        "let x = 3;",
    ),
    Case::script(
        "text that is run",
        "not-in-language",
        "let x = eval(\"1\");",
        "let x = 1;",
    ),
    Case::script(
        "a fault that is caught",
        "not-in-language",
        "try { let x = 3; } catch { let y = 4; }",
        "let x = 3;",
    ),
    Case::script(
        "a script that is fetched",
        "not-in-language",
        "import \"other\" as other;",
        "let x = 3;",
    ),
    Case::script(
        "a list asked whether it holds a missing value",
        "not-in-language",
        "refer(\"R1\", [\"NEW\"].contains(customer.segment));",
        "refer(\"R1\", one_of(customer.segment, [\"NEW\"]));",
    ),
    Case::script(
        "a missing value made part of a text",
        "wrong-type",
        "let x = \"a\" + customer.segment;",
        "let x = customer.segment;",
    ),
    Case::script(
        "a number in quotes",
        "wrong-type",
        "refer(\"R1\", fraud.score > \"600\");",
        "refer(\"R1\", fraud.score > 600);",
    ),
    Case::script(
        "a flag against a number",
        "wrong-type",
        "refer(\"R1\", applicant.retired == 1);",
        "refer(\"R1\", applicant.retired);",
    ),
    Case::script(
        "a column that is not passed",
        "unknown-column",
        "let points = fraud.score;\nlet b = table(\"bands\");",
        "let points = fraud.score;\nlet b = table(\"bands\", #{ points: points });",
    ),
    Case::edit(
        "a result with a reserved word for its name",
        "reserved-word",
        &[("policy.toml", "{ band = \"band\", rate", "{ default = \"band\", rate")],
    ),
    Case::script(
        "a hole of one value between above and below it",
        "table-gap",
        LOOK_UP,
        "",
    )
    .with(&[(BANDS, WHOLE, "when points;then band;then rate\n>130;B;0.02\n<130;A;0.01\n")]),
    Case::script(
        "holes between ranges of whole numbers, where halves can come",
        "table-gap",
        LOOK_UP,
        "",
    )
    .with(&[(
        BANDS,
        WHOLE,
        "when points;then band;then rate\n>=700;B;0.02\n[600..699];A;0.01\n<600;A;0.01\n",
    )]),
    Case::script(
        "a word that no row has",
        "table-gap",
        "let b = table(\"bands\");",
        "",
    )
    .with(&[(
        BANDS,
        WHOLE,
        "when applicant.job;when applicant.years;then band;then rate\nfull_time;>=30;A;0.01\nfull_time;<30;B;0.02\n",
    )]),
];
