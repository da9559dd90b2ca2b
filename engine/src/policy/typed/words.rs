//! The words that compute, and what each takes and gives: the one table that says so.

use crate::policy::Kind;

/// A word that computes a value from values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// `known(x)`
    Known,
    /// `is_missing(x)`
    IsMissing,
    /// `is_none(x)`
    IsNone,
    /// `x.or(y)`
    Or,
    /// `x.if_none(y)`
    IfNone,
    /// `choose(condition, a, b)`
    Choose,
    /// `between(x, low, high)`
    Between,
    /// `one_of(x, [a, b])`; the list's items follow the subject.
    OneOf,
    /// `min(a, b)`
    Min,
    /// `max(a, b)`
    Max,
    /// `min_known(a, b)`
    MinKnown,
    /// `max_known(a, b)`
    MaxKnown,
    /// `x.floor_to(step)`
    FloorTo,
    /// `x.ceil_to(step)`
    CeilTo,
    /// `x.round_to(step)`
    RoundTo,
    /// `date("2026-10-20")`
    Date,
    /// `years_between(from, to)`
    YearsBetween,
    /// `months_between(from, to)`
    MonthsBetween,
    /// `days_between(from, to)`
    DaysBetween,
    /// `add_months(date, months)`
    AddMonths,
    /// `uf(n)`
    Uf,
    /// `real(amount, date)`
    Real,
    /// `quote(amount, monthly_rate, term, #{ monthly_fee })`; the fee follows the term.
    Quote,
    /// `installment(amount, monthly_rate, term)`
    Installment,
    /// `principal(installment, monthly_rate, term)`
    Principal,
    /// `monthly_from_tna(rate)`
    MonthlyFromTna,
    /// `monthly_from_tea(rate)`
    MonthlyFromTea,
    /// `sampled(salt, share)`
    Sampled,
}

/// What one argument must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Any single value.
    Value,
    /// Yes or no.
    Flag,
    /// A date.
    Date,
    /// Text written out.
    Text,
    /// A number of one of these kinds.
    Number(&'static [Kind]),
    /// A value like the other arguments that are taken so.
    Like,
    /// A number or date like the others.
    Ordered,
    /// A number like the others.
    LikeNumber,
}

/// What a word gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Yes or no.
    Flag,
    /// A date.
    Date,
    /// What the arguments taken alike are.
    Like,
    /// What its first argument is.
    First,
    /// A number of this kind.
    Number(&'static Kind),
    /// A quote.
    Quote,
}

/// When the result is missing or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// Never.
    Never,
    /// When an argument is missing or none.
    Strict,
    /// The same, and when it cannot be computed: an overflow, a series without a figure.
    Fallible,
    /// When all arguments are missing or none.
    AllLack,
    /// When the argument is missing.
    IfMissing,
    /// As the first, the second standing in for missing.
    Or,
    /// As the first, the second standing in for none.
    IfNone,
    /// As the branches, and missing when the condition is missing or none.
    Choose,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// The word.
    pub word: Word,
    /// As policies write it.
    pub name: &'static str,
    /// Its arguments; the last one repeats for words that take more.
    pub takes: &'static [Takes],
    /// Its result.
    pub gives: Gives,
    /// When there is none.
    pub absence: Absence,
}

const MONEY: Takes = Takes::Number(&[Kind::Money]);
const AMOUNT: Takes = Takes::Number(&[Kind::Money, Kind::MoneyPerMonth]);
const PER_MONTH: Takes = Takes::Number(&[Kind::MoneyPerMonth]);
const RATE: Takes = Takes::Number(&[Kind::RatePerMonth]);
const TERM: Takes = Takes::Number(&[Kind::Months]);
const COUNT: Takes = Takes::Number(&[Kind::Count, Kind::Times]);

/// What every word takes and gives.
pub const SIGNATURES: [Signature; 28] = {
    use Absence::{AllLack, Choose, Fallible, IfMissing, IfNone, Never, Or, Strict};
    use Takes::{Date, Flag, Like, LikeNumber, Ordered, Text, Value};
    [
        line(Word::Known, "known", &[Value], Gives::Flag, Never),
        line(Word::IsMissing, "is_missing", &[Value], Gives::Flag, Never),
        line(Word::IsNone, "is_none", &[Value], Gives::Flag, IfMissing),
        line(Word::Or, "or", &[Like, Like], Gives::Like, Or),
        line(Word::IfNone, "if_none", &[Like, Like], Gives::Like, IfNone),
        line(
            Word::Choose,
            "choose",
            &[Flag, Like, Like],
            Gives::Like,
            Choose,
        ),
        line(
            Word::Between,
            "between",
            &[Ordered, Ordered, Ordered],
            Gives::Flag,
            Strict,
        ),
        line(Word::OneOf, "one_of", &[Like, Like], Gives::Flag, Strict),
        line(
            Word::Min,
            "min",
            &[LikeNumber, LikeNumber],
            Gives::Like,
            Strict,
        ),
        line(
            Word::Max,
            "max",
            &[LikeNumber, LikeNumber],
            Gives::Like,
            Strict,
        ),
        line(
            Word::MinKnown,
            "min_known",
            &[LikeNumber, LikeNumber],
            Gives::Like,
            AllLack,
        ),
        line(
            Word::MaxKnown,
            "max_known",
            &[LikeNumber, LikeNumber],
            Gives::Like,
            AllLack,
        ),
        line(
            Word::FloorTo,
            "floor_to",
            &[LikeNumber, LikeNumber],
            Gives::First,
            Fallible,
        ),
        line(
            Word::CeilTo,
            "ceil_to",
            &[LikeNumber, LikeNumber],
            Gives::First,
            Fallible,
        ),
        line(
            Word::RoundTo,
            "round_to",
            &[LikeNumber, LikeNumber],
            Gives::First,
            Fallible,
        ),
        line(Word::Date, "date", &[Text], Gives::Date, Never),
        line(
            Word::YearsBetween,
            "years_between",
            &[Date, Date],
            Gives::Number(&Kind::Years),
            Strict,
        ),
        line(
            Word::MonthsBetween,
            "months_between",
            &[Date, Date],
            Gives::Number(&Kind::Months),
            Strict,
        ),
        line(
            Word::DaysBetween,
            "days_between",
            &[Date, Date],
            Gives::Number(&Kind::Days),
            Strict,
        ),
        line(
            Word::AddMonths,
            "add_months",
            &[Date, TERM],
            Gives::Date,
            Strict,
        ),
        line(
            Word::Uf,
            "uf",
            &[COUNT],
            Gives::Number(&Kind::Money),
            Fallible,
        ),
        line(Word::Real, "real", &[AMOUNT, Date], Gives::First, Fallible),
        line(
            Word::Quote,
            "quote",
            &[MONEY, RATE, TERM, AMOUNT],
            Gives::Quote,
            Strict,
        ),
        line(
            Word::Installment,
            "installment",
            &[MONEY, RATE, TERM],
            Gives::Number(&Kind::MoneyPerMonth),
            Fallible,
        ),
        line(
            Word::Principal,
            "principal",
            &[PER_MONTH, RATE, TERM],
            Gives::Number(&Kind::Money),
            Fallible,
        ),
        line(
            Word::MonthlyFromTna,
            "monthly_from_tna",
            &[Takes::Number(&[Kind::RatePerYearNominal])],
            Gives::Number(&Kind::RatePerMonth),
            Fallible,
        ),
        line(
            Word::MonthlyFromTea,
            "monthly_from_tea",
            &[Takes::Number(&[Kind::RatePerYearEffective])],
            Gives::Number(&Kind::RatePerMonth),
            Fallible,
        ),
        line(
            Word::Sampled,
            "sampled",
            &[Text, Takes::Number(&[Kind::Ratio])],
            Gives::Flag,
            Strict,
        ),
    ]
};

impl Signature {
    /// What is said of a word.
    #[must_use]
    pub fn of(name: &str) -> Option<&'static Self> {
        SIGNATURES.iter().find(|signature| signature.name == name)
    }

    /// What policies write for a word.
    #[must_use]
    pub fn name_of(word: Word) -> &'static str {
        let line = SIGNATURES.iter().find(|signature| signature.word == word);
        line.map_or("", |signature| signature.name)
    }

    /// What the argument at an index must be.
    #[must_use]
    pub fn takes(&self, index: usize) -> Takes {
        let last = self.takes.last().copied().unwrap_or(Takes::Value);
        self.takes.get(index).copied().unwrap_or(last)
    }
}

const fn line(
    word: Word,
    name: &'static str,
    takes: &'static [Takes],
    gives: Gives,
    absence: Absence,
) -> Signature {
    Signature {
        word,
        name,
        takes,
        gives,
        absence,
    }
}
