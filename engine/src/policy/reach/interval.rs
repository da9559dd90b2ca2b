//! Sets of numbers as intervals, exact at their ends.

use rust_decimal::Decimal;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// No end.
    Open,
    /// Up to a number, and it as well.
    With(Decimal),
    /// Up to a number, but not it.
    Without(Decimal),
}

/// The numbers between two edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    low: Edge,
    high: Edge,
}

/// A set of numbers: intervals, none of them empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbers(Vec<Interval>);

impl Interval {
    fn both(self, other: Self) -> Option<Self> {
        let low = tighter(self.low, other.low, |one, other| one > other);
        let high = tighter(self.high, other.high, |one, other| one < other);
        let both = Self { low, high };
        (!both.is_empty()).then_some(both)
    }

    fn is_empty(self) -> bool {
        match (self.low, self.high) {
            (Edge::Open, _) | (_, Edge::Open) => false,
            (Edge::With(low), Edge::With(high)) => low > high,
            (Edge::With(low) | Edge::Without(low), Edge::With(high) | Edge::Without(high)) => {
                low >= high
            }
        }
    }

    /// The same among whole numbers: its ends are whole and belong to it.
    fn whole(self) -> Option<Self> {
        let low = match self.low {
            Edge::Open => Edge::Open,
            Edge::With(low) => Edge::With(low.ceil()),
            Edge::Without(low) => Edge::With(low.floor().checked_add(Decimal::ONE)?),
        };
        let high = match self.high {
            Edge::Open => Edge::Open,
            Edge::With(high) => Edge::With(high.floor()),
            Edge::Without(high) => Edge::With(high.ceil().checked_sub(Decimal::ONE)?),
        };
        let whole = Self { low, high };
        (!whole.is_empty()).then_some(whole)
    }
}

/// Of two edges the one that leaves less; `closer` tells whether the first number does.
fn tighter(one: Edge, other: Edge, closer: impl Fn(Decimal, Decimal) -> bool) -> Edge {
    let number = |edge| match edge {
        Edge::Open => None,
        Edge::With(number) | Edge::Without(number) => Some(number),
    };
    match (number(one), number(other)) {
        (None, _) => other,
        (_, None) => one,
        (Some(first), Some(second)) if first == second => {
            if one == Edge::With(first) {
                other
            } else {
                one
            }
        }
        (Some(first), Some(second)) if closer(first, second) => one,
        _ => other,
    }
}

impl Numbers {
    /// No number.
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// The numbers between two edges.
    pub(super) fn between(low: Edge, high: Edge) -> Self {
        let interval = Interval { low, high };
        Self(if interval.is_empty() {
            Vec::new()
        } else {
            vec![interval]
        })
    }

    /// One number.
    pub(super) fn one(number: Decimal) -> Self {
        Self::between(Edge::With(number), Edge::With(number))
    }

    /// The numbers of either.
    pub(super) fn or(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The numbers of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let pairs = self
            .0
            .iter()
            .flat_map(|one| other.0.iter().filter_map(|other| one.both(*other)));
        Self(pairs.collect())
    }

    /// Only the whole ones.
    pub(super) fn whole(&self) -> Self {
        Self(
            self.0
                .iter()
                .filter_map(|interval| interval.whole())
                .collect(),
        )
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
