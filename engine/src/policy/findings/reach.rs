//! Rules that decide nothing, everything, or the wrong way round.

use super::declare::findings;

findings! {
    NEVER_FIRES = Warning "never-fires": "a rule can never fire"
        "No value of what it reads makes its condition true: two of its parts exclude each other, a threshold lies outside the \
         possible values, or an earlier stage has already declined everybody whom it would concern."
        wrong "refer(\"FRAUD_SCORE\", fraud.score > 600 && fraud.score < 500);"
        right "refer(\"FRAUD_SCORE\", fraud.score > 500 && fraud.score < 600);"

    ALWAYS_FIRES = Warning "always-fires": "a rule fires for everybody"
        "Whatever is read, its condition is true, so nobody can be approved."
        wrong "refer(\"FRAUD_SCORE\", fraud.score > 500 || fraud.score <= 500);"
        right "refer(\"FRAUD_SCORE\", fraud.score > 500);"

    CONTRADICTING_RULES = Warning "contradicting-rules": "of two rules one always fires"
        "Each looks sound by itself, but together they leave nobody: whoever escapes the one is caught by the other."
        wrong "decline(\"TOO_YOUNG\", age < 70);\ndecline(\"TOO_OLD\", age > 60);"
        right "decline(\"TOO_YOUNG\", age < 18);\ndecline(\"TOO_OLD\", age > 75);"

    EXCEPTION_NEVER_APPLIES = Warning "exception-never-applies": "an exception can never apply"
        "waive and soften count when the rule with their reason has fired. Here no rule gives that reason, or whoever is excepted \
         never meets the rule."
        wrong "decline(\"SCORE_LOW\", score.points < 400);\nsoften(\"SCORE_LOW\", score.points > 450, \"GOOD_CUSTOMER\");"
        right "decline(\"SCORE_LOW\", score.points < 400);\nsoften(\"SCORE_LOW\", score.points > 350, \"GOOD_CUSTOMER\");"

    DEAD_BRANCH = Warning "dead-branch": "one side of a choice is never taken"
        "The condition of choose(…) or `if` has the same answer for everybody, so one of the two values is never used."
        wrong "let share = choose(params.rci > 0.5, 0.2, 0.3);   # params.rci is 0.30"
        right "let share = choose(applicant.retired, 0.2, 0.3);"

    OFFER_ABOVE_REQUEST = Warning "offer-above-request": "an offer can be larger than what was asked for"
        "Nobody is lent more than they asked for: such an offer is held back by the engine and the application referred with \
         POLICY_LIMIT(amount). Begin the amount with request.amount and make it smaller."
        wrong "offer(quote(principal(capacity, 0.02, 12), 0.02, 12));"
        right "offer(quote(request.amount.capped(\"CAPACITY\", principal(capacity, 0.02, 12)), 0.02, 12));"

    OFFER_ABOVE_LIMIT = Warning "offer-above-limit": "an offer can go past one of the policy's own limits"
        "Nothing in the script keeps the offer within the limit, so the engine would hold it back and refer with POLICY_LIMIT. \
         Cap the amount, or withhold the offer with a reason that can be told."
        wrong "# [limits] monthly_rate = { max = \"params.max_rate\" }\noffer(quote(amount, rate, term));"
        right "withhold(\"RATE_TOO_HIGH\", rate > params.max_rate);\noffer(quote(amount, rate, term));"

    WRONG_DIRECTION = Warning "wrong-direction": "less risk is treated worse, or more risk better"
        "The feature or input says which way is riskier, and the rule, scorecard, table or price goes the other way: it turns \
         down, or charges more to, those who are safer. Most often a comparison, a sign or two rows are turned round. Of a table, \
         what is better follows from what is done with its answer. Where it is meant so, `[accepted.wrong-direction]` says why."
        wrong "decline(\"PROTESTS_OPEN\", bureau.protests_open < 3);"
        right "decline(\"PROTESTS_OPEN\", bureau.protests_open >= 3);"

    NOT_ANALYSED = Note "not-analysed": "a part of the policy could not be told before it runs"
        "What decides here is too much to be told: functions that call each other too often, or a condition with too many cases. \
         The policy runs as it is written, and what the check says of the rest holds; rules that never fire, offers without \
         bounds and wrong directions may be there that are not told. Fewer names in one condition, or a `let` for its parts."
        wrong "fn f1(x) { f0(x) + f0(x) }\nfn f2(x) { f1(x) + f1(x) }   # and so on to f30"
        right "fn f(x, times) { x * times }"
}
