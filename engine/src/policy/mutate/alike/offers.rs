//! What holds offers without standing in the script: the policy's limits, and the law.

use rust_decimal::Decimal;

use super::compare::tells;
use super::tables::{self, Given};
use super::{Fate, Pair, either};
use crate::policy::load::Parts;
use crate::policy::manifest::{Bound, ParamValue};
use crate::policy::mutate::values::Values;
use crate::policy::table::{Shape, Table};
use crate::policy::typed::{NodeId, StepOf, What, Word};
use crate::policy::value::{Operator, Value};

/// Which argument of a quote a limit looks at.
#[derive(Clone, Copy)]
enum Figure {
    Amount,
    Rate,
}

impl Pair<'_> {
    /// Whether every offer is held against the same limits, or against others that no offer tells apart.
    pub(super) fn limits(&self) -> bool {
        let limits = &self.before.manifest.limits;
        if *limits != self.after.manifest.limits {
            return false;
        }
        let terms = limits.terms.as_deref();
        let bounds = [
            (&limits.amount_min, Operator::Less, Some(Figure::Amount)),
            (&limits.amount_max, Operator::Greater, Some(Figure::Amount)),
            (
                &limits.monthly_rate_max,
                Operator::Greater,
                Some(Figure::Rate),
            ),
            (&limits.installment_max, Operator::Greater, None),
        ];
        terms.is_none_or(|name| param(self.before, name) == param(self.after, name))
            && bounds.into_iter().all(|(bound, operator, figure)| {
                let Some(Bound::Name(name)) = bound else {
                    return true;
                };
                match (param(self.before, name), param(self.after, name)) {
                    (one, other) if one == other => true,
                    (Some(ParamValue::Number(one)), Some(ParamValue::Number(other))) => figure
                        .is_some_and(|figure| self.no_offer_tells(figure, operator, (one, other))),
                    _ => false,
                }
            })
    }

    /// Whether the law's own tables say the same of every offer. Where the law reads a table that the policy reads too,
    /// the policy knows what it can be given.
    pub(super) fn law(&self) -> bool {
        let (one, other) = (&self.before.law.rates, &self.after.law.rates);
        one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| {
                if tables::same(&one.table, &other.table) {
                    return true;
                }
                if !tables::same_conditions(&one.table, &other.table) {
                    let given = one.table.conditions.iter();
                    let given: Vec<Given> =
                        given.map(|column| self.lent(&one.table, column)).collect();
                    return tables::alike(&one.table, &other.table, &given);
                }
                let column = one
                    .table
                    .results
                    .iter()
                    .position(|(name, _)| *name == one.column);
                let Some(column) = column else { return false };
                tables::rows(&one.table, &other.table).all(|(one, other)| {
                    match (one.results.get(column), other.results.get(column)) {
                        (Some(Value::Number(one)), Some(Value::Number(other))) => {
                            either(*one, *other) == Fate::Same
                                || self.no_offer_tells(
                                    Figure::Rate,
                                    Operator::Greater,
                                    (*one, *other),
                                )
                        }
                        (one, other) => one == other,
                    }
                })
            })
    }

    /// What the law's table can be given of what is lent.
    fn lent(&self, table: &Table, column: &str) -> Given {
        let numbers = Values::Between {
            low: Some(Decimal::ZERO),
            high: None,
            step: None,
        };
        let named = self.before.tables.iter();
        let twin = named
            .into_iter()
            .find(|(_, known)| tables::same(known, table));
        let range = twin.and_then(|(name, _)| self.declared(name, column));
        Given {
            shape: Shape::NUMBERS,
            numbers: match range {
                Some((least, most)) => numbers.within(least, most),
                None => numbers,
            },
            none: false,
            missing: true,
        }
    }

    /// Whether no offer's figure tells two bounds apart.
    fn no_offer_tells(&self, figure: Figure, operator: Operator, pair: (Decimal, Decimal)) -> bool {
        let typed = &self.before.typed;
        typed.steps.iter().all(|step| {
            let StepOf::Offer(quote) = step.of else {
                return true;
            };
            let of = |index: usize| match &typed.node(quote).what {
                What::Word(Word::Quote, arguments) => arguments.get(index).copied(),
                _ => None,
            };
            let looked_at: Option<NodeId> = match figure {
                Figure::Amount => of(0),
                Figure::Rate => of(1),
            };
            looked_at.is_some_and(|node| {
                let values = match figure {
                    Figure::Amount => self.values(node).rounded(),
                    Figure::Rate => self.values(node),
                };
                !tells(operator, &values, pair, false)
            })
        })
    }
}

/// A parameter by its full name.
fn param(parts: &Parts, name: &str) -> Option<ParamValue> {
    let param = parts.manifest.params.get(name.strip_prefix("params.")?)?;
    Some(param.value.clone())
}
