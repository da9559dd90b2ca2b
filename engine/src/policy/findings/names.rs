//! Names that stand for nothing, for something else, or that nothing uses.

use super::declare::findings;

findings! {
    UNKNOWN_NAME = Error "unknown-name": "a name stands for nothing"
        "It is neither a `let` of the script nor a namespace such as income, params or request. Most often it is misspelt."
        wrong "decline(\"INCOME_LOW\", montly_income < params.min_income);"
        right "decline(\"INCOME_LOW\", monthly_income < params.min_income);"

    UNKNOWN_FEATURE = Error "unknown-feature": "a feature or input is not known"
        "Features are listed in FEATURES.md and by `caudal features`; the lender's own data is declared under [inputs] in \
         policy.toml. A co-applicant's have the same names after `co.`. The hint has the nearest name."
        wrong "refer(\"DORMANT\", data.recency_day > 30);"
        right "refer(\"DORMANT\", data.recency_days > 30);"

    NO_SOURCE = Error "no-source-in-country": "a feature has no source in the policy's country"
        "No report of this country holds what the feature is computed from, so it would be missing in every decision."
        wrong "# country = \"AR\"\ndecline(\"PROTESTS_OPEN\", bureau.protests_open > 0);"
        right "# country = \"AR\"\ndecline(\"BCRA_NOW\", bureau.worst_situation >= 3);"

    UNKNOWN_PARAMETER = Error "unknown-parameter": "a parameter is not declared"
        "Every figure that the risk team sets stands under [params] in policy.toml, with its unit and its reason."
        wrong "decline(\"UNDER_AGE\", age < params.minimum_age);"
        right "decline(\"UNDER_AGE\", age < params.min_age);"

    UNKNOWN_SERIES = Error "unknown-series": "a dated series is not declared"
        "Figures that change with time (the minimum wage, the UF) are declared under [reference] in policy.toml."
        wrong "let least = params.min_wages * reference.smwm;"
        right "let least = params.min_wages * reference.smvm;"

    UNKNOWN_REASON = Error "unknown-reason": "a reason's code is not in reasons.toml"
        "Whoever is declined or referred is given a reason, so every code has its text in both languages. A variant after a \
         slash (`CODE/variant`) shares the text of its code."
        wrong "decline(\"UNDER_AGED\", age < params.min_age);"
        right "decline(\"UNDER_AGE\", age < params.min_age);"

    UNKNOWN_TABLE = Error "unknown-table": "a table is not declared"
        "Tables are declared under [tables] in policy.toml, with their hit policy and what their results measure."
        wrong "let band = table(\"band\", #{ points: score.points }).band;"
        right "let band = table(\"bands\", #{ points: score.points }).band;"

    UNKNOWN_SCORECARD = Error "unknown-scorecard": "a scorecard is not declared"
        "Scorecards are declared under [scorecards] in policy.toml."
        wrong "let score = scorecard(\"cash_flow\");"
        right "let score = scorecard(\"cashflow\");"

    UNKNOWN_COLUMN = Error "unknown-column": "a table or scorecard has no such column, or one is not passed"
        "Columns named like a feature bind by themselves; every other column is passed, and nothing else is. A result is read \
         by the name after `then`."
        wrong "let band = table(\"bands\", #{ point: score.points }).bands;"
        right "let band = table(\"bands\", #{ points: score.points }).band;"

    UNKNOWN_PROPERTY = Error "unknown-property": "something computed has no such property"
        "A score has .points and .reasons; a source .answered, .offered and .age_days; a quote .amount, .term_months, \
         .monthly_rate, .installment, .total, .tna, .tea, .cae and .cft; a table's row its result columns. Numbers, flags, \
         texts and dates have none."
        wrong "decline(\"SCORE_LOW\", score.point < params.cutoff);"
        right "decline(\"SCORE_LOW\", score.points < params.cutoff);"

    UNKNOWN_FUNCTION = Error "unknown-function": "a word is not part of the language, nor a function of the policy"
        "The words of the language are listed in rules/README.md. Functions of the policy's own stand in policy.rhai or in a \
         script named under `use`."
        wrong "decline(\"AGE\", !betwen(age, 18, 75));"
        right "decline(\"AGE\", !between(age, 18, 75));"

    UNKNOWN_SOURCE = Error "unknown-source": "a source is not known"
        "A source is a report, not a vendor: bcra, cirenio, khipu, bancame, afc, cmf, sii, suseso, protests, alimony. A co-applicant's \
         are called co.bcra, co.cirenio and so on."
        wrong "stage(\"bureau\", #{ ask: [\"cmff\"] });"
        right "stage(\"bureau\", #{ ask: [\"cmf\"] });"

    UNKNOWN_OPTION = Error "unknown-option": "an option of a stage or a cost of a quote is not known"
        "A stage takes ask, when and stop_on; stop_on is \"decline\", \"refer\" or \"never\". A quote takes monthly_fee."
        wrong "stage(\"bureau\", #{ asks: [\"cmf\"] });"
        right "stage(\"bureau\", #{ ask: [\"cmf\"] });"

    TAKEN_NAME = Error "taken-name": "a name of the policy's own hides another"
        "`income`, `debt`, `params` and the like are where figures are read from, and a `let` keeps its first meaning. Two \
         things under one name would be read as one another."
        wrong "let income = income.conservative_6m;"
        right "let monthly_income = income.conservative_6m;"

    UNUSED_PARAMETER = Warning "unused-parameter": "a parameter is declared and never read"
        "Changing it changes nothing, which its owner does not know. Use it or remove it."
        wrong "[params]\nmax_age = { value = 75, unit = \"years\", reason = \"…\" }   # no rule reads params.max_age"
        right "decline(\"OVER_AGE\", age > params.max_age);"

    UNUSED_REASON = Warning "unused-reason": "a reason is declared and never given"
        "No rule, table, scorecard or limit gives it. Often the rule was removed and its text stayed, or the rule is still to \
         be written."
        wrong "[OVER_AGE]\nes = \"…\"\nen = \"…\"   # no rule gives OVER_AGE"
        right "decline(\"OVER_AGE\", age > params.max_age);"

    UNUSED_TABLE = Warning "unused-table": "a table or scorecard is declared and never looked up"
        "Its rows decide nothing, which whoever edits them does not know."
        wrong "[tables]\nbands = { hit = \"unique\", then = { band = \"band\" } }   # no table(\"bands\") in the script"
        right "let band = table(\"bands\", #{ points: score.points }).band;"

    UNUSED_FEATURE = Warning "unused-feature": "a feature of the policy's own is never read"
        "It decides nothing, which whoever declared it does not know. Read it in the script, a table or a scorecard, make it part \
         of a ratio that is read, or remove it."
        wrong "[own.transport_3m]\nunit = \"money/month\"   # … and no rule reads own.transport_3m"
        right "refer(\"TRANSPORT_HIGH\", own.transport_3m > params.max_transport);"

    UNUSED_INPUT = Warning "unused-input": "an input is declared and never read"
        "The lender is asked for data that decides nothing. Collecting personal data without a use is itself a fault under the \
         data protection laws of both countries."
        wrong "[inputs]\n\"applicant.pets\" = { type = \"count\", es = \"Mascotas\", en = \"Pets\" }   # no rule reads it"
        right "# leave it out"

    UNUSED_ACCEPTANCE = Warning "unused-acceptance": "a warning is accepted that nothing gives"
        "`[accepted]` says of a warning about a figure why it is right here, so that it is told no longer. Nothing warns of this \
         figure: it is misspelt, or what was excused has gone and the line would excuse the next mistake."
        wrong "[accepted.safe-default]\n\"bureau.protests_open\" = \"…\"   # no stand-in for it is left"
        right "# leave it out"
}
