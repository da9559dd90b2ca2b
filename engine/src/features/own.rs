//! Features that a policy declares itself, in the catalogue's own form.
//!
//! One becomes the same [`Feature`] as those of the catalogue: it is planned, computed, explained and checked by the same
//! code. Declarations are kept as long as the program runs, each once, because what computes features shares them between
//! threads without counting who holds them: loading a policy again keeps nothing more.

mod measures;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use caudal_facts::{Country, Source};

use super::feature::{Feature, Sentence, Sources};
pub(crate) use super::feature::{Riskier, Unit, Window};
use super::groups::sets;
pub(crate) use super::measure::Measure;
use super::measure::{Figure, OverDates, OverDays, OverMonths, Real, Related, Relation, Worth};
pub(crate) use measures::{
    Direction, Movements, Reducer, Rows, Worthy, moves_nothing, share, window, windows,
};

/// The namespace of features that a policy declares. The catalogue has no such group, so neither takes the other's names.
pub(crate) const NAMESPACE: &str = "own";

/// What a policy declares.
#[derive(Debug, Clone)]
pub(crate) struct Declaration {
    /// Its name with the namespace.
    pub(crate) name: String,
    /// What it means, in Spanish.
    pub(crate) es: String,
    /// What it means, in English.
    pub(crate) en: String,
    /// What its number counts; one of [`units`].
    pub(crate) unit: Unit,
    /// The span of time that it looks at.
    pub(crate) window: Option<Window>,
    /// Which way it is riskier.
    pub(crate) riskier: Option<Riskier>,
    /// What none means, in Spanish and English.
    pub(crate) none: Option<[String; 2]>,
    /// The public source of its definition.
    pub(crate) definition: Option<String>,
    /// How it is computed.
    pub(crate) measure: Measure,
}

impl Declaration {
    /// The feature of this declaration: the same one for the same declaration.
    pub(crate) fn keep(&self) -> &'static Feature {
        static KEPT: Mutex<BTreeMap<String, &'static Feature>> = Mutex::new(BTreeMap::new());
        // A declaration that is whole is kept, whatever became of the thread that kept the one before.
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(format!("{self:?}"))
            .or_insert_with(|| Box::leak(Box::new(self.feature())))
    }

    fn feature(&self) -> Feature {
        let text = |text: &str| -> &'static str { text.to_owned().leak() };
        Feature {
            name: text(&self.name),
            es: text(&self.es),
            en: text(&self.en),
            unit: self.unit,
            sources: sources(&self.measure),
            window: self.window,
            riskier: self.riskier,
            missing: missing(&self.measure),
            none: self.none.as_ref().map(|[es, en]| Sentence {
                es: text(es),
                en: text(en),
            }),
            definition: self.definition.as_deref().map(text),
            measure: self.measure,
        }
    }
}

impl Feature {
    /// The features that it relates, where a policy declared it so.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &'static Self> {
        let figures = match self.measure {
            Measure::Relation(Relation { left, right, .. }) => [Some(left), Some(right)],
            _ => [None, None],
        };
        figures
            .into_iter()
            .flatten()
            .filter_map(|figure| match figure {
                Figure::Feature(feature) => Some(feature),
                _ => None,
            })
    }

    /// Whether a policy declared it.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.group() == NAMESPACE
    }
}

/// What the number of a measure can count.
pub(crate) const fn units(measure: &Measure) -> &'static [Unit] {
    match measure {
        Measure::Months(series, over) | Measure::Real(Real::Months(series, over)) => match over {
            OverMonths::Variation | OverMonths::Trend | OverMonths::Slope => &[Unit::Ratio],
            OverMonths::Above | OverMonths::Below | OverMonths::Streak => {
                &[Unit::Months, Unit::Count]
            }
            _ => match series.worth {
                Worth::One => &[Unit::Count],
                _ => &[Unit::MoneyPerMonth],
            },
        },
        Measure::Days(series, OverDays::Sum) if matches!(series.worth, Worth::One) => {
            &[Unit::Count]
        }
        Measure::Days(..) => &[Unit::Money],
        Measure::Dates(_, OverDates::Share) => &[Unit::Ratio],
        Measure::Dates(..) => &[Unit::Days],
        Measure::Seen(_) => &[Unit::Flag],
        _ => &[Unit::Ratio, Unit::Times],
    }
}

/// Whether two figures have one scale, so that one is a share of the other.
pub(crate) fn comparable(one: Unit, other: Unit) -> bool {
    let is_money = |unit| matches!(unit, Unit::Money | Unit::MoneyPerMonth);
    one != Unit::Flag && (one == other || is_money(one) && is_money(other))
}

/// The reports that a measure needs: the bank's, or those of the features that it relates.
fn sources(measure: &Measure) -> Sources {
    let Measure::Relation(relation) = measure else {
        return Sources::BANK;
    };
    let of = |country: Country| -> &'static [Source] {
        let figures = [relation.left, relation.right].map(|figure| match figure {
            Figure::Feature(feature) => feature.sources.of(country),
            _ => &[],
        });
        // Without one of the two there is nothing to relate.
        if figures.iter().any(|sources| sources.is_empty()) {
            return &[];
        }
        let mut all: Vec<Source> = Vec::new();
        for source in figures.into_iter().flatten() {
            if !all.contains(source) {
                all.push(*source);
            }
        }
        all.leak()
    };
    Sources {
        ar: of(Country::Ar),
        cl: of(Country::Cl),
    }
}

/// When a measure says nothing, beyond a silent source.
const fn missing(measure: &Measure) -> &'static str {
    match measure {
        Measure::Months(_, OverMonths::Streak) => "Not all of the months are covered.",
        Measure::Months(_, OverMonths::Trend | OverMonths::Slope) => {
            "Not all of the months are covered, or what it is a share of is zero."
        }
        Measure::Months(_, OverMonths::Variation) => {
            "Fewer covered months than half of 6 or 12, or than all of 3, or their mean is zero."
        }
        Measure::Months(..) => sets::FEW_MONTHS,
        Measure::Seen(_) => {
            "None was seen, and fewer months are covered than half of 6 or 12, or than all of 1 or 3."
        }
        Measure::Real(_) => {
            "Where it is in nominal terms; also without the index of a month, or when the last index is too old."
        }
        Measure::MonthsShare(..) => {
            "Fewer covered months than half of 6 or 12, or than all of 1 or 3, or the second sum is zero."
        }
        Measure::Share(..) => {
            "The accounts are not covered for all of the days, or the second sum is zero."
        }
        Measure::Relation(_) => "One of the two figures is missing, or the second is zero.",
        _ => sets::FEW_DAYS,
    }
}

/// Two features, the first as a share of the second.
pub(crate) const fn ratio(of: &'static Feature, to: &'static Feature) -> Measure {
    Measure::Relation(Relation {
        left: Figure::Feature(of),
        right: Figure::Feature(to),
        how: Related::Ratio,
    })
}
