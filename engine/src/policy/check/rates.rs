//! Rates by their period: a rate a year where a month's is wanted is wrong by a factor of twelve.

use super::{Checker, Expression, ExpressionKind, Place};
use crate::policy::kind::Kind;
use crate::policy::manifest::Bound;

/// The words that take a rate: which argument it is, and its period.
const RATES: [(&str, usize, Kind); 5] = [
    ("quote", 1, Kind::RatePerMonth),
    ("installment", 1, Kind::RatePerMonth),
    ("principal", 1, Kind::RatePerMonth),
    ("monthly_from_tna", 0, Kind::RatePerYearNominal),
    ("monthly_from_tea", 0, Kind::RatePerYearEffective),
];

impl Checker<'_> {
    /// Every rate that is given to a word of loans.
    pub(super) fn rates(&self) {
        let form = self.subject.form;
        form.walk(&mut |expression| self.rate_given(expression));
        for function in &form.functions {
            function.walk(&mut |expression| self.rate_given(expression));
        }
        self.rate_limit();
    }

    /// `monthly_rate.max` in `[limits]`.
    fn rate_limit(&self) {
        let Some(Bound::Name(name)) = &self.subject.manifest.limits.monthly_rate_max else {
            return;
        };
        let Some(given) = self.checked.kinds.get(name) else {
            return;
        };
        if given.is_rate() && *given != Kind::RatePerMonth {
            let message = format!("limits.monthly_rate takes a rate/month, {name} is a {given}");
            let hint = "declare it with unit = \"rate/month\"".to_owned();
            self.report_in("policy.toml", Place::default(), message, Some(hint));
        }
    }

    fn rate_given(&self, expression: &Expression) {
        let ExpressionKind::Call(word, arguments) = &expression.kind else {
            return;
        };
        let Some((_, index, wanted)) = RATES.iter().find(|(known, _, _)| known == word) else {
            return;
        };
        let given = arguments.get(*index).and_then(|rate| self.kind_of(rate));
        if let Some(given) = given
            && given.is_rate()
            && given != *wanted
        {
            self.wrong_period(word, wanted, &given, expression.place);
        }
    }

    fn wrong_period(&self, word: &str, wanted: &Kind, given: &Kind, place: Place) {
        let hint = match given {
            Kind::RatePerYearNominal => "write monthly_from_tna(…) of it",
            Kind::RatePerYearEffective => "write monthly_from_tea(…) of it",
            _ => "it is a rate a month already",
        };
        let message = format!("{word} takes a {wanted}, this is a {given}");
        self.report(place, message, Some(hint.to_owned()));
    }
}
