//! Comparisons and bounds: whether what may differ is told apart by what it is held against.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Fate, Pair, either};
use crate::policy::mutate::values::Values;
use crate::policy::typed::{NodeId, Word};
use crate::policy::value::Operator;

impl Pair<'_> {
    /// A comparison, perhaps with another operator.
    pub(super) fn compared(
        &self,
        one: Operator,
        other: Operator,
        left: NodeId,
        right: NodeId,
    ) -> Fate {
        let tells = match (self.fate(left), self.fate(right)) {
            (Fate::Same, Fate::Same) if one == other => false,
            (Fate::Same, Fate::Same) => {
                parts_operators(one, other, &self.values(left), &self.values(right))
            }
            (Fate::Same, Fate::Either(pairs)) if one == other => {
                let values = self.values(left);
                pairs.iter().any(|pair| tells(one, &values, *pair, false))
            }
            (Fate::Either(pairs), Fate::Same) if one == other => {
                let values = self.values(right);
                pairs.iter().any(|pair| tells(one, &values, *pair, true))
            }
            _ => true,
        };
        if tells { Fate::Differs } else { Fate::Same }
    }

    /// The smaller or larger of what is the same and of what may differ.
    pub(super) fn bounded(&self, word: Word, same: NodeId, pairs: &[(Decimal, Decimal)]) -> Fate {
        let values = self.values(same);
        let Some(listed) = values.listed() else {
            let bound = |value: Decimal| {
                let of = if word == Word::Min {
                    values.most()
                } else {
                    values.least()
                };
                of.is_some_and(|of| {
                    if word == Word::Min {
                        of <= value
                    } else {
                        of >= value
                    }
                })
            };
            return if pairs
                .iter()
                .all(|(one, other)| bound(*one) && bound(*other))
            {
                Fate::Same
            } else {
                Fate::Differs
            };
        };
        let with = |value: Decimal, listed: Decimal| {
            if word == Word::Min {
                value.min(listed)
            } else {
                value.max(listed)
            }
        };
        let results = pairs.iter().flat_map(|(one, other)| {
            let each = listed.iter();
            each.map(|value| either(with(*one, *value), with(*other, *value)))
        });
        results.fold(Fate::Same, Fate::or)
    }
}

/// Whether some value, compared with either number of a pair, answers otherwise. `first` tells whether the pair stands
/// on the left.
pub(super) fn tells(
    operator: Operator,
    values: &Values,
    pair: (Decimal, Decimal),
    first: bool,
) -> bool {
    let figures = BTreeSet::from([pair.0, pair.1]);
    let holds = |value: Decimal, figure: Decimal| {
        if first {
            holds(operator, figure, value)
        } else {
            holds(operator, value, figure)
        }
    };
    let mut around = values.around(&figures).into_iter();
    around.any(|value| holds(value, pair.0) != holds(value, pair.1))
}

/// Whether two operators answer otherwise for some of these values.
fn parts_operators(one: Operator, other: Operator, left: &Values, right: &Values) -> bool {
    let differ =
        |left: Decimal, right: Decimal| holds(one, left, right) != holds(other, left, right);
    // Those that take an end in or leave it out differ there only.
    let at_ends = !differ(Decimal::ZERO, Decimal::ONE) && !differ(Decimal::ONE, Decimal::ZERO);
    match (left.listed(), right.listed()) {
        (Some(left), Some(right)) => left
            .iter()
            .any(|left| right.iter().any(|right| differ(*left, *right))),
        (Some(listed), None) if at_ends => listed.iter().any(|value| right.may_be(*value)),
        (None, Some(listed)) if at_ends => listed.iter().any(|value| left.may_be(*value)),
        _ => true,
    }
}

fn holds(operator: Operator, left: Decimal, right: Decimal) -> bool {
    match operator {
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        Operator::GreaterOrEqual => left >= right,
        Operator::NotEqual => left != right,
        _ => left == right,
    }
}
