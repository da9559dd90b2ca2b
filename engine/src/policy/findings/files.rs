//! Files that cannot be read as what they are.

use super::declare::findings;

findings! {
    UNREADABLE_FILE = Error "unreadable-file": "a file cannot be read"
        "The policy names a file that is not there, is no text, or lies outside the rules folder. A policy reads only what is \
         in its own folder and in what the policies of its country share."
        wrong "[tables]\nbands = { hit = \"unique\", file = \"tables/band.csv\" }   # the file is called bands.csv"
        right "[tables]\nbands = { hit = \"unique\", file = \"tables/bands.csv\" }"

    EXTENDS_CIRCLE = Error "extends-circle": "policies extend one another in a circle"
        "`extends` takes what a policy does not give itself from another one. If that one comes back to the first, there is \
         nothing to begin with. The end of the row is a policy that extends none."
        wrong "# rules/cl/consumer\n[policy]\nextends = \"../challenger\"\n# rules/cl/challenger\n[policy]\nextends = \"../consumer\""
        right "# rules/cl/challenger\n[policy]\nextends = \"../consumer\""

    OVERLAPPING_VERSIONS = Error "overlapping-versions": "two versions of a policy are in force on the same dates"
        "Versions stand side by side, each with its `from` and `until`, and the date of an application says which decides it. \
         Where two hold, nothing would say which."
        wrong "# 2026-10\n[policy]\nfrom = 2026-10-01\n# 2026-11\n[policy]\nfrom = 2026-11-01"
        right "# 2026-10\n[policy]\nfrom = 2026-10-01\nuntil = 2026-10-31\n# 2026-11\n[policy]\nfrom = 2026-11-01"

    SYNTAX = Error "syntax": "a file is not written as its format asks"
        "The text stops making sense at this place: a bracket that is not closed, a quote that is missing, two operators in a \
         row, or a word that the policy language does without. The hint says what to write instead where there is one word for it."
        wrong "decline(\"UNDER_AGE\", age < );"
        right "decline(\"UNDER_AGE\", age < params.min_age);"

    UNKNOWN_KEY = Error "unknown-key": "a setting has a name that nothing reads"
        "A setting that nothing reads has no effect, and whoever wrote it believes that it has. It is misspelt, or it stands in \
         the wrong section."
        wrong "[sources]\nbcra = { mising = \"refer\" }"
        right "[sources]\nbcra = { missing = \"refer\" }"

    MISSING_KEY = Error "missing-key": "a setting that is needed is not there"
        "Without it the policy would have to guess. Parameters need a value, a unit and a reason; inputs a type and a name in \
         both languages; a policy an id, a version, a country and a currency."
        wrong "[params]\nmin_age = { value = 18, unit = \"years\" }"
        right "[params]\nmin_age = { value = 18, unit = \"years\", reason = \"full legal capacity\" }"

    WRONG_VALUE = Error "wrong-value": "a setting has a value that is not understood"
        "The value is of the wrong sort (text where a number belongs), outside what is allowed, or a word that is not among the \
         known ones. The message says what was expected."
        wrong "[policy]\nno_offer = \"reject\""
        right "[policy]\nno_offer = \"decline\""

    WRONG_CURRENCY = Error "wrong-currency": "an amount is in another currency than the policy"
        "All amounts of a policy are in its one currency: features, parameters, inputs, offers. A figure in another currency \
         would be compared as if it were in this one. Convert it, or declare it in UF, which is converted at the date of the \
         decision."
        wrong "[policy]\ncurrency = \"ARS\"\n[params]\nmin_income = { value = 500_000, unit = \"CLP/month\", reason = \"…\" }"
        right "[policy]\ncurrency = \"ARS\"\n[params]\nmin_income = { value = 500_000, unit = \"ARS/month\", reason = \"…\" }"

    RESERVED_WORD = Error "reserved-word": "a name is a word that the script language keeps for itself"
        "A parameter, column, type or input with such a name could not be written in the script. Choose another name."
        wrong "[params]\ndefault = { value = 3, unit = \"count\", reason = \"…\" }"
        right "[params]\nusual = { value = 3, unit = \"count\", reason = \"…\" }"

    WRONG_CELL = Error "wrong-cell": "a cell of a table cannot be read"
        "A cell is blank, is no value of its column's type, is a range that holds nothing, or can be read in two ways: 1.200 is \
         one and a fifth here and a thousand two hundred there. Write any where a column does not matter."
        wrong "when points;then tna\n>=500;1.200"
        right "when points;then tna\n>=500;1.20"

    WRONG_COLUMN = Error "wrong-column": "a table's header is not one that is expected"
        "Columns are headed `when name` for a condition and `then name` for a result, and every result is declared under \
         [tables] in policy.toml with what it measures. A row has as many cells as the header."
        wrong "points;then band\n>=500;A"
        right "when points;then band\n>=500;A"

    EMPTY_TABLE = Error "empty-table": "a table has no row"
        "Whatever is looked up in it is missing, so that every application is referred."
        wrong "when points;then band"
        right "when points;then band\n>=500;A\n<500;B"

    UNTRANSLATED_REASON = Error "untranslated-reason": "a reason lacks its text in one of the two languages"
        "An applicant is told the reason in Spanish; auditors and the lender's own people read it in English. A reason without \
         one of them cannot be told."
        wrong "[UNDER_AGE]\nen = \"Under age.\""
        right "[UNDER_AGE]\nes = \"Menor de edad.\"\nen = \"Under age.\""

    UNTOLD_REASON = Error "untold-reason": "a reason is not told and nothing is told instead"
        "Somebody who is declined must be told something that is true. A reason that stays inside (a fraud signal) names the \
         reason that is told in its place."
        wrong "[FRAUD_SCORE]\ntold = false\nes = \"…\"\nen = \"…\""
        right "[FRAUD_SCORE]\ntold = false\ninstead = \"IDENTITY_NOT_VERIFIED\"\nes = \"…\"\nen = \"…\""
}
