//! What the language does not take.

use super::declare::findings;

findings! {
    NOT_IN_LANGUAGE = Error "not-in-language": "this is not part of the policy language"
        "The script language underneath could do more than a policy may: assign a name a second time, put statements under an \
         `if`, look whether something is `in` a list. Each of these swallows missing data in silence or hides which rules run. \
         The hint says what to write instead."
        wrong "if score.points < params.cutoff { decline(\"SCORE_LOW\", true); }"
        right "decline(\"SCORE_LOW\", score.points < params.cutoff);"

    WRONG_ARGUMENTS = Error "wrong-arguments": "a word is given too many or too few values"
        "The words of the language and the values that they take are listed in rules/README.md."
        wrong "let adult = between(age, 18);"
        right "let adult = between(age, 18, 75);"

    NOT_TEXT = Error "not-text": "a name is computed where it must be written out"
        "Codes of reasons, names of tables, stages and sources are written as text in quotes, so that everything that a policy \
         can say is known before it runs."
        wrong "decline(choose(applicant.existing, \"A\", \"B\"), score.points < params.cutoff);"
        right "decline(\"SCORE_LOW\", score.points < params.cutoff);"

    CHAINED_COMPARISON = Error "chained-comparison": "comparisons stand in a chain"
        "`18 <= age <= 75` is read as `(18 <= age) <= 75`: a yes or no is compared with a number, and the answer is the same \
         for every age."
        wrong "decline(\"AGE\", !(18 <= age <= 75));"
        right "decline(\"AGE\", !between(age, 18, 75));"

    IF_ON_MISSING = Error "if-on-missing": "an `if` asks about something that can be missing"
        "`if` has no third answer: with a missing value the run would stop, and nothing would be decided. choose(condition, a, b) \
         is missing when its condition is."
        wrong "let factor = if applicant.retired { 0.2 } else { 0.3 };"
        right "let factor = choose(applicant.retired, 0.2, 0.3);"

    ANSWER_INSIDE = Error "answer-inside": "a missing value is answered in the middle of an expression"
        "or_refer and or_decline give a reason, once, for a named value. In the middle of an expression nobody could say which \
         figure the reason is about."
        wrong "decline(\"INCOME_LOW\", income.conservative_6m.or_refer(\"INCOME_UNVERIFIED\") < params.min_income);"
        right "let monthly_income = income.conservative_6m.or_refer(\"INCOME_UNVERIFIED\");\ndecline(\"INCOME_LOW\", monthly_income < params.min_income);"

    WRONG_LOOP = Error "wrong-loop": "a loop is not one over the terms of a loan"
        "`for` runs over a list parameter, so that everything that can be offered is known before the run; it stands at the top \
         level, begins no stage, and ends with offer(…)."
        wrong "for term in [6, 12] { withhold(\"TERM\", term > 6); }"
        right "for term in params.terms { withhold(\"TERM\", term > 6); offer(quote(request.amount, 0.02, term)); }"

    WITHHOLD_OUTSIDE = Error "withhold-outside": "withhold stands outside a loop"
        "withhold says why the offer that follows it is not made. Without an offer after it, it says nothing."
        wrong "withhold(\"AMOUNT_TOO_SMALL\", amount < params.min_amount);"
        right "for term in params.terms {\n    withhold(\"AMOUNT_TOO_SMALL\", amount < params.min_amount);\n    offer(quote(amount, 0.02, term));\n}"

    WRONG_LOOKUP = Error "wrong-lookup": "a table is used as what it is not"
        "A table of rules (hit = \"rules\") is run by rules(…): each of its rows is a rule. Every other table is looked up by table(…)."
        wrong "rules(\"bands\");"
        right "let band = table(\"bands\", #{ points: score.points }).band;"

    UNKNOWN_OUTCOME = Error "unknown-outcome": "a row of a table of rules has an outcome that is not known"
        "Rows decline or refer. Nothing approves but an offer that stands."
        wrong "when history.declined_for_fraud;then outcome;then reason\ntrue;reject;EARLIER_FRAUD"
        right "when history.declined_for_fraud;then outcome;then reason\ntrue;decline;EARLIER_FRAUD"

    EVALUATED_BY_SCRIPT = Note "evaluated-by-script": "decisions by this policy take longer than they need to"
        "A policy is evaluated natively, by a plan made of its script; one that no plan can be made of is evaluated by its \
         script, many times slower and with the same answers. What cannot be planned is a reason's text that shows a name of \
         which only the branch of an `if` tells whether it was read, and what comes to more steps than are allowed."
        wrong "let kept = 3;\nlet told = if params.strict { kept } else { 4 };   # and R1 says {kept}\nrefer(\"R1\", applicant.years > told);"
        right "let kept = 3;\nlet told = choose(params.strict, kept, 4);\nrefer(\"R1\", applicant.years > told);"

    NOT_WAIVABLE = Error "not-waivable": "an exception is made for a reason that takes none"
        "waive and soften make a rule count less. Which rules may have exceptions is decided where the reasons are kept, not \
         where the exception is written."
        wrong "soften(\"UNDER_AGE\", customer.existing, \"GOOD_CUSTOMER\");"
        right "[SCORE_LOW]\nwaivable = true\n# and in the script:\nsoften(\"SCORE_LOW\", customer.existing, \"GOOD_CUSTOMER\");"
}
