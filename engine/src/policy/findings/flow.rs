//! Data that cannot be there when it is read, or whose absence means the wrong thing.

use super::declare::findings;

findings! {
    NEVER_ASKED = Error "never-asked": "a feature is read whose report no stage asks for"
        "It would be missing in every decision. Name the report in a stage's `ask` before the feature is read."
        wrong "stage(\"start\");\nrefer(\"DORMANT\", data.recency_days > 30);"
        right "stage(\"bank\", #{ ask: [\"cirenio\"] });\nrefer(\"DORMANT\", data.recency_days > 30);"

    READ_BEFORE_ASKED = Error "read-before-asked": "a feature is read before its report is asked for"
        "At this place it is always missing, so the rule refers everybody. Stages are read from top to bottom: move the rule \
         below the stage that asks, or let an earlier stage ask."
        wrong "decline(\"PROTESTS_OPEN\", bureau.protests_open > 0);\nstage(\"bureau\", #{ ask: [\"protests\"] });"
        right "stage(\"bureau\", #{ ask: [\"protests\"] });\ndecline(\"PROTESTS_OPEN\", bureau.protests_open > 0);"

    SILENCE_WITHOUT_NONE = Error "silence-without-none": "the policy goes on without a report whose features cannot be none"
        "`missing = \"go on\"` says that a silent report means that there is nothing to report. That can only be said of features \
         that declare what having none of them means."
        wrong "[sources]\ncirenio = { missing = \"go on\" }   # and the script reads data.recency_days"
        right "[sources]\ncirenio = { missing = \"refer\" }"

    ALONE_UNKNOWN = Warning "alone-unknown": "something cannot be told of whoever asks alone"
        "It reads what is known of a co-applicant. Where there is none, that is `none`: what is computed from it is missing, and \
         everybody who asks alone is referred with DATA_MISSING(co). Say what holds without a co-applicant. A rule that turns down or \
         refers whoever asks alone, decline(\"…\", !co.present), answers for all others."
        wrong "let household = monthly_income + co.income.conservative_6m;\ndecline(\"INCOME_LOW\", household < params.min_income);"
        right "let household = monthly_income + choose(co.present, co.income.conservative_6m, 0);\ndecline(\"INCOME_LOW\", household < params.min_income);"

    UNKNOWN_PATTERN = Error "unknown-pattern": "an answer to missing data names nothing that can be missing"
        "The pattern names no feature, input, figure of reference or part of the request."
        wrong "[missing]\n\"burau.*\" = \"decline\""
        right "[missing]\n\"bureau.*\" = \"decline\""

    SAFE_DEFAULT = Warning "safe-default": "a missing figure is taken as a good one"
        "The feature says which way is riskier, and the default lies on the other side: whoever is not known passes as a good \
         payer. That is how a silent bureau approves. Let it refer, or take the cautious side. It is found in `[missing]` and in \
         `x.or(y)`; where it is meant so, `[accepted.safe-default]` says why."
        wrong "[missing]\n\"bureau.protests_open\" = { default = 0, reason = \"most people have none\" }"
        right "[missing]\n\"bureau.protests_open\" = \"refer\""

    DECLINE_BY_GAP = Warning "decline-by-gap": "a decline that only a hole in our own table can cause"
        "The rule declines only when a table has no row for the applicant. Our gap would be their decline. Let it refer, or \
         give the table the row that is missing."
        wrong "let ceiling = table(\"burden\", #{ income: income }).ceiling.or_decline(\"NO_CAPACITY\");"
        right "let ceiling = table(\"burden\", #{ income: income }).ceiling;   # a gap refers with POLICY_GAP(burden)"

    PROHIBITED_FEATURE = Error "prohibited-feature": "the law of the country forbids to decide by this"
        "The law pack of the country (rules/cl/law, rules/ar/law) lists what no policy may read, each with the law that says so."
        wrong "let score = choose(applicant.marital_status == \"married\", 10, 0);"
        right "# leave it out"

    LAW_NOT_MET = Error "law-not-met": "the policy lacks something that the law of the country asks for"
        "The law pack of the country says what every policy must say or give, each with the law that says so: where a person \
         who was decided about by a machine can ask for an explanation and for a person to look at it."
        wrong "[review]\nqueue = \"analysts\""
        right "[review]\nqueue = \"analysts\"\ncontact = \"https://lender.example/revision\""
}
