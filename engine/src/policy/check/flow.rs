//! What would surprise when it runs: chains of comparisons, an `if` on what may be missing, an answer
//! for a missing value in the middle of an expression.

use super::{Checker, Expression, ExpressionKind, Place, StatementKind, findings};

const COMPARISONS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];

impl Checker<'_> {
    /// `18 <= x <= 75` compares a flag with a number.
    pub(super) fn chain(&self, name: &str, arguments: &[Expression], place: Place) {
        let compares = |expression: &Expression| {
            matches!(&expression.kind, ExpressionKind::Call(inner, _)
                if COMPARISONS.contains(&inner.as_str()))
        };
        if COMPARISONS.contains(&name) && arguments.iter().any(compares) {
            let hint = "write between(x, low, high), or two comparisons joined by &&".to_owned();
            let message = "comparisons stand in a chain";
            self.report(&findings::CHAINED_COMPARISON, place, message, Some(hint));
        }
    }

    /// An `if` takes only what cannot be missing: with a missing value the run would stop.
    pub(super) fn condition_of_if(&self, condition: &Expression) {
        if !always_known(condition) {
            let hint = "write choose(condition, a, b), or ask known(x) or is_missing(x)".to_owned();
            self.report(
                &findings::IF_ON_MISSING,
                condition.place,
                "an if takes only what cannot be missing",
                Some(hint),
            );
        }
    }

    /// `or_refer` and `or_decline` stand only at the end of a `let`.
    pub(super) fn answers(&self) {
        let answers = |expression: &Expression| {
            matches!(&expression.kind, ExpressionKind::Call(name, _)
                if matches!(name.as_str(), "or_refer" | "or_decline"))
        };
        let mut ends: Vec<Place> = Vec::new();
        self.subject.form.walk_statements(&mut |statement| {
            if let StatementKind::Let { value, .. } = &statement.kind
                && answers(value)
            {
                ends.push(value.place);
            }
        });
        let mut within: Vec<Place> = Vec::new();
        let mut look = |expression: &Expression| {
            if answers(expression) && !ends.contains(&expression.place) {
                within.push(expression.place);
            }
        };
        self.subject.form.walk(&mut look);
        for function in &self.subject.form.functions {
            function.body.walk(&mut look);
        }
        for place in within {
            let hint = "write let x = ….or_refer(\"CODE\"); and use x".to_owned();
            let message = "a missing value is answered only at the end of a let";
            self.report(&findings::ANSWER_INSIDE, place, message, Some(hint));
        }
    }
}

/// Whether an expression has a value whatever is missing.
fn always_known(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Number(_) | ExpressionKind::Flag(_) | ExpressionKind::Text(_) => true,
        ExpressionKind::Path(path) => path.first().is_some_and(|first| first == "params"),
        ExpressionKind::Call(name, arguments) => {
            matches!(name.as_str(), "known" | "is_missing")
                || (!name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && arguments.iter().all(always_known))
        }
        _ => false,
    }
}
