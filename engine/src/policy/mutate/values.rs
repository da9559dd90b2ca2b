//! Which numbers something can be: between two thresholds that none of them parts there is no difference.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::policy::check::rows::given::Reader;
use crate::policy::load::Parts;
use crate::policy::scorecard::Scorecard;
use crate::policy::table::Shape;
use crate::policy::typed::{NodeId, Of, What, Word};

/// How many sums of points are told one by one.
const SUMS_MAX: usize = 4_096;

/// The known numbers that something can be; rather too many than too few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Values {
    /// These only.
    Listed(BTreeSet<Decimal>),
    /// Numbers between two that are included; without a bound, all.
    Between {
        low: Option<Decimal>,
        high: Option<Decimal>,
        /// They are multiples of this number.
        step: Option<Decimal>,
    },
}

impl Values {
    /// What a node can be.
    pub(super) fn of(parts: &Parts, reader: &Reader<'_>, id: NodeId) -> Self {
        let typed = &parts.typed;
        let of = |id: NodeId| Self::of(parts, reader, id);
        match &typed.node(id).what {
            What::Answered(inner, ..) => of(*inner),
            What::If(_, yes, no) => of(*yes).or(of(*no)),
            What::Property(owner, name) if &**name == "points" => {
                let sums = match &typed.node(*owner).ty.of {
                    Of::Score(card) => parts.scorecards.get(&**card).and_then(sums),
                    _ => None,
                };
                sums.map_or_else(|| Self::read(reader, id), Self::Listed)
            }
            What::Word(Word::Choose, arguments) => match arguments.as_slice() {
                [_, yes, no] => of(*yes).or(of(*no)),
                _ => Self::ANY,
            },
            What::Word(Word::FloorTo | Word::CeilTo | Word::RoundTo, arguments) => {
                let step = match arguments.as_slice() {
                    [_, step] => match &typed.node(*step).what {
                        What::Number(step) => Some(*step),
                        _ => None,
                    },
                    _ => None,
                };
                Self::Between {
                    low: None,
                    high: None,
                    step: step.filter(|step| *step > Decimal::ZERO),
                }
            }
            _ => Self::read(reader, id),
        }
    }

    /// Only what lies between two numbers.
    pub(super) fn within(self, least: Decimal, most: Decimal) -> Self {
        match self {
            Self::Listed(values) => {
                let kept = values.into_iter();
                Self::Listed(kept.filter(|n| (least..=most).contains(n)).collect())
            }
            Self::Between { low, high, step } => Self::Between {
                low: Some(low.map_or(least, |low| low.max(least))),
                high: Some(high.map_or(most, |high| high.min(most))),
                step,
            },
        }
    }

    /// What they are once they are rounded to a currency's unit: what is whole stays as it is.
    pub(super) fn rounded(self) -> Self {
        let is_whole = match &self {
            Self::Listed(values) => values.iter().all(Decimal::is_integer),
            Self::Between { step, .. } => step.is_some_and(|step| step.is_integer()),
        };
        if is_whole { self } else { Self::ANY }
    }

    /// Every number among them, where they are listed.
    pub(super) const fn listed(&self) -> Option<&BTreeSet<Decimal>> {
        match self {
            Self::Listed(values) => Some(values),
            Self::Between { .. } => None,
        }
    }

    /// The largest.
    pub(super) fn most(&self) -> Option<Decimal> {
        match self {
            Self::Listed(values) => values.last().copied(),
            Self::Between { high, .. } => *high,
        }
    }

    /// The smallest.
    pub(super) fn least(&self) -> Option<Decimal> {
        match self {
            Self::Listed(values) => values.first().copied(),
            Self::Between { low, .. } => *low,
        }
    }

    /// Whether a number may be among them.
    pub(super) fn may_be(&self, number: Decimal) -> bool {
        match self {
            Self::Listed(values) => values.contains(&number),
            Self::Between { low, high, step } => {
                low.is_none_or(|low| low <= number)
                    && high.is_none_or(|high| number <= high)
                    && step.is_none_or(|step| (number % step).is_zero())
            }
        }
    }

    /// Numbers among them that stand for all: whatever asks only on which side of these figures, or at which of them,
    /// a number lies answers each of the others as one of these.
    pub(super) fn around(&self, figures: &BTreeSet<Decimal>) -> BTreeSet<Decimal> {
        let (low, high, step) = match self {
            Self::Listed(values) => return values.clone(),
            Self::Between { low, high, step } => (low, high, step),
        };
        let mut marks = figures.clone();
        marks.extend(low.iter().chain(high));
        if marks.is_empty() {
            marks.insert(Decimal::ZERO);
        }
        let apart = step.unwrap_or(Decimal::ONE);
        let mut around = BTreeSet::new();
        for mark in &marks {
            let nearest = match step {
                Some(step) => below(*mark, *step),
                None => Some(*mark),
            };
            let Some(nearest) = nearest else { continue };
            let beside = [
                nearest.checked_sub(apart),
                Some(nearest),
                nearest.checked_add(apart),
            ];
            around.extend(beside.into_iter().flatten());
        }
        if step.is_none() {
            let pairs = marks.iter().zip(marks.iter().skip(1));
            around.extend(pairs.filter_map(|(one, other)| middle(*one, *other)));
        }
        around.retain(|number| self.may_be(*number));
        around
    }

    /// Any number.
    const ANY: Self = Self::Between {
        low: None,
        high: None,
        step: None,
    };

    /// What the check tells of a node.
    fn read(reader: &Reader<'_>, id: NodeId) -> Self {
        match reader.domain(id).map(|domain| domain.shape) {
            Some(Shape::Points(values)) => Self::Listed(values),
            Some(Shape::Numbers { low, high, whole }) => Self::Between {
                low,
                high,
                step: whole.then_some(Decimal::ONE),
            },
            _ => Self::ANY,
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Listed(mut one), Self::Listed(other)) => {
                one.extend(other);
                Self::Listed(one)
            }
            (one, other) => {
                let step = match (&one, &other) {
                    (Self::Between { step: one, .. }, Self::Between { step: other, .. })
                        if one == other =>
                    {
                        *one
                    }
                    _ => None,
                };
                let low = one.least().zip(other.least());
                let high = one.most().zip(other.most());
                Self::Between {
                    low: low.map(|(one, other)| one.min(other)),
                    high: high.map(|(one, other)| one.max(other)),
                    step,
                }
            }
        }
    }
}

/// The sums of points that a scorecard can come to, unless they are too many.
fn sums(card: &Scorecard) -> Option<BTreeSet<Decimal>> {
    let mut sums = BTreeSet::from([card.initial]);
    for characteristic in &card.characteristics {
        let mut more = BTreeSet::new();
        for range in &characteristic.ranges {
            for sum in &sums {
                more.insert(sum.checked_add(range.points)?);
            }
        }
        if more.len() > SUMS_MAX {
            return None;
        }
        sums = more;
    }
    Some(sums)
}

/// The last multiple of a step that is not above a number.
fn below(number: Decimal, step: Decimal) -> Option<Decimal> {
    number.checked_div(step)?.floor().checked_mul(step)
}

fn middle(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_add(other)?.checked_div(Decimal::TWO)
}
