//! Values of one kind used as another.

use super::declare::findings;

findings! {
    WRONG_TYPE = Error "wrong-type": "values of different types meet"
        "A number is compared with a text, a date with a number, a yes or no is added to an amount. The run would stop there, \
         and nothing would be decided."
        wrong "decline(\"UNDER_AGE\", applicant.birth_date < 18);"
        right "decline(\"UNDER_AGE\", years_between(applicant.birth_date, as_of) < 18);"

    WRONG_UNIT = Error "wrong-unit": "numbers of different units meet"
        "Both are numbers, so the run would not notice: days compared with months, a count added to an amount. Say how one \
         becomes the other."
        wrong "refer(\"HISTORY_SHORT\", data.recency_days < params.min_months);"
        right "refer(\"HISTORY_SHORT\", data.full_months < params.min_months);"

    WRONG_PERIOD = Error "wrong-period": "figures of different periods meet"
        "A monthly figure is compared with a yearly one, or a monthly amount with one that is not by the month: a silent factor \
         of twelve or more. Rates are converted with monthly_from_tna(x) and monthly_from_tea(x); an amount by the month becomes \
         an amount by multiplying it with a number of months."
        wrong "withhold(\"RATE_TOO_HIGH\", tna > params.max_monthly_rate);"
        right "withhold(\"RATE_TOO_HIGH\", monthly_from_tna(tna) > params.max_monthly_rate);"

    UNKNOWN_WORD = Error "unknown-word": "a word can never be the value that it is compared with"
        "Words are declared, under [types] or as the `values` of an input. A misspelt one is equal to nothing, so the rule \
         would never fire, and nobody would notice."
        wrong "# [types] segment = { values = [\"NEW\", \"RETURNING\"] }\nlet returning = segment == \"RETURNIGN\";"
        right "let returning = segment == \"RETURNING\";"

    WRONG_CELL_TYPE = Error "wrong-cell-type": "a table's cell is of another type than its column"
        "A number in a column of texts, a range in a column of yes and no: the cell would hold for nobody."
        wrong "when customer.existing;then segment\n>=1;RETURNING"
        right "when customer.existing;then segment\ntrue;RETURNING"

    WRONG_DATE = Error "wrong-date": "a text is no date"
        "Dates are written year first: 2026-10-20."
        wrong "refer(\"EARLY\", as_of < date(\"20-10-2026\"));"
        right "refer(\"EARLY\", as_of < date(\"2026-10-20\"));"

    WRONG_STEP = Error "wrong-step": "a number is rounded to a step that is not above zero"
        "floor_to, ceil_to and round_to round to whole steps; a step of zero or less would stop the run."
        wrong "let amount = request.amount.floor_to(0);"
        right "let amount = request.amount.floor_to(1_000);"

    OUTSIDE_RANGE = Warning "outside-range": "a value is compared with one that it can never have"
        "The input declares the range of its values, or what is counted is never below zero, and the other side lies beyond. \
         The comparison answers the same for everybody: most often a zero too many or too few."
        wrong "# [inputs] \"fraud.score\" = { type = \"points\", range = \"0..999\", … }\nrefer(\"FRAUD_SCORE\", fraud.score > 6_000);"
        right "refer(\"FRAUD_SCORE\", fraud.score > 600);"

    NEVER_MISSING = Warning "never-missing": "an answer is given for a value that is never missing"
        "`.or(…)`, or_refer and or_decline have nothing to answer here. Often the value that was meant is another one, or the \
         value can be `none`, which `.if_none(…)` answers."
        wrong "let share = params.rci.or(0.3);"
        right "let share = params.rci;"

    NEVER_NONE = Warning "never-none": "an answer is given for a value that is never none"
        "Only features and inputs that say what it means to have none of them can be none. `.or(…)` answers missing data."
        wrong "# fraud.score declares no none\nlet score = fraud.score.if_none(0);"
        right "let days = history.days_since_decline.if_none(params.cooling_off_days);"
}
