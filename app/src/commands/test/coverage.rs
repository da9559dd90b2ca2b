//! What cases do not cover, in the terminal.

use std::io::{self, Write};

use caudal_engine::policy::{ConditionCoverage, Coverage, RuleCoverage, Share};

use crate::print::{Table, style};

/// Writes how much is covered, and each thing that is not.
pub(super) fn write(out: &mut dyn Write, coverage: &Coverage) -> io::Result<()> {
    writeln!(out)?;
    let shares = [
        (
            coverage.of_rules(),
            "rules",
            "fired by a case and not fired by another",
        ),
        (coverage.of_conditions(), "conditions", "decided both ways"),
        (coverage.of_rows(), "rows of tables", "answered"),
    ];
    for (share, what, how) in shares.into_iter().filter(|(share, ..)| share.of > 0) {
        let style = if share.covered == share.of {
            style::GOOD
        } else {
            style::WARN
        };
        writeln!(out, "  {style}{}{style:#} {what} {how}", of(share))?;
    }
    let mut table = Table::new(&[]);
    for rule in coverage.rules.iter().filter(|rule| !rule.is_covered()) {
        let place = format!("{}:{}", rule.file, rule.line);
        table.row([place, rule.name.clone(), bare_rule(rule).to_owned()]);
    }
    let conditions = coverage.conditions.iter();
    for condition in conditions.filter(|condition| !condition.is_covered()) {
        let place = condition.place;
        table.row([
            format!("{}:{}:{}", condition.file, place.line, place.column),
            "condition".to_owned(),
            format!("{}: {}", condition.text, bare_condition(condition)),
        ]);
    }
    for row in coverage.rows.iter().filter(|row| row.cases == 0) {
        let place = format!("{}:{}", row.file, row.line);
        table.row([
            place,
            "row".to_owned(),
            "no case is answered by it".to_owned(),
        ]);
    }
    table.write(out, 4)
}

/// `41 of 43`
pub(super) fn of(share: Share) -> String {
    format!("{} of {}", share.covered, share.of)
}

/// What the cases lack for a rule that they do not cover.
pub(super) const fn bare_rule(rule: &RuleCoverage) -> &'static str {
    match (rule.fired, rule.not_fired, rule.unknown) {
        (0, 0, 0) => "no case reaches it",
        (0, 0, _) => "no case can tell it",
        (0, _, _) => "no case fires it",
        _ => "no case reaches it without firing it",
    }
}

/// What the cases lack for a condition that they do not cover.
pub(super) const fn bare_condition(condition: &ConditionCoverage) -> &'static str {
    match (
        condition.yes,
        condition.no,
        condition.decided_yes,
        condition.decided_no,
    ) {
        (0, 0, ..) => "no case can tell it",
        (0, ..) => "holds in no case",
        (_, 0, ..) => "holds in every case",
        (_, _, 0, 0) => "never decides",
        (_, _, 0, _) => "never decides by holding",
        _ => "never decides by not holding",
    }
}
