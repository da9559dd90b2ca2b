//! Rows of tables and scorecards that leave something open, or say too much.

use super::declare::findings;

findings! {
    TABLE_GAP = Warning "table-gap": "a table or scorecard has no row for values that can come"
        "Whoever falls into the gap is referred with POLICY_GAP. Gaps are often one value wide: between >130 and <130 lies 130. \
         What a column can be follows from what is declared: give an input its `range` and say `whole = true` where it counts, \
         and give a column that the script passes its `range` under [tables]."
        wrong "when score;then band\n>130;A\n<130;B"
        right "when score;then band\n>=130;A\n<130;B"

    ROWS_OVERLAP = Error "overlapping-rows": "two rows of a table hold where only one may"
        "Under the hit policy `unique` no two rows may hold for the same values: the answer would be missing and the application \
         referred with POLICY_OVERLAP. Part the ranges, or write hit = \"first\" if the order is what decides."
        wrong "when score;then band\n>=130;A\n<=130;B"
        right "when score;then band\n>=130;A\n<130;B"

    RANGES_OVERLAP = Warning "overlapping-ranges": "two ranges of a scorecard hold for the same values"
        "The first gives its points and the second is not looked at, which whoever reads the sheet does not see."
        wrong "characteristic;range;points;reason\nage;[18..25];10;AGE\nage;[25..99];20;AGE"
        right "characteristic;range;points;reason\nage;[18..25);10;AGE\nage;[25..99];20;AGE"

    MASKED_ROW = Warning "masked-row": "a row never answers, because rows above it do"
        "Under the hit policy `first`, and among the ranges of a scorecard, the first row that holds answers. Whatever this row \
         holds for is answered above. Of a missing value no row above can be told either, so rows that say `missing` come first."
        wrong "when score;then band\n>=400;B\n>=500;A"
        right "when score;then band\n>=500;A\n>=400;B"

    SUBSUMED_ROW = Warning "subsumed-row": "a row of a table of rules adds nothing to another"
        "Another row with the same outcome and reason holds whenever this one does. One of them is to go, or a figure in it is \
         not what was meant."
        wrong "when days_late;then outcome;then reason\n>30;decline;LATE\n>90;decline;LATE"
        right "when days_late;then outcome;then reason\n>30;refer;LATE\n>90;decline;LATE"

    REDUNDANT_ROW = Warning "redundant-row": "a row changes no answer"
        "Under the hit policy `first`, wherever this row answers, the next row that holds says the same: with or without it every \
         answer is the same one. It is to go, or a figure in it is not what was meant."
        wrong "when score;then band\n>=700;A\n[500..600);B\n>=500;B\n<500;C"
        right "when score;then band\n>=700;A\n>=500;B\n<500;C"

    DUPLICATED_ROW = Warning "duplicated-row": "a row of a sum is there twice"
        "Under the hit policy `sum` all rows that hold are added. Another row holds for the same values and gives the same, so \
         that it counts double: most often a line was copied and not changed."
        wrong "when days_late;then points\n>30;10\n>30;10"
        right "when days_late;then points\n>30;10\n>90;10"

    UNREACHABLE_ROW = Warning "unreachable-row": "a row holds for nothing that its columns can be"
        "One of its cells lies outside the declared range, between two whole numbers, or asks for none or missing where neither \
         can be."
        wrong "# [inputs] \"fraud.score\" = { type = \"points\", range = \"0..999\", … }\nwhen fraud.score;then risk\n>=1000;HIGH"
        right "when fraud.score;then risk\n>=900;HIGH"

    UNSEARCHED_TABLE = Note "unsearched-table": "a table is too entangled to be searched for gaps and overlaps"
        "The number of boxes that its rows cut each other into grows past what is searched. What the other notes say of it \
         holds, and it may have gaps and overlaps that are not told. Fewer columns in one table, or two tables of which one \
         prepares the other's column, can be searched."
        wrong "when a;when b;when c;when d;when e;then points   # thousands of rows with ranges in every column"
        right "when band;when d;when e;then points   # band comes from a table over a, b and c"
}
