//! What must have been given before a feature can be computed.

use caudal_facts::facts::Section;
use caudal_facts::{Country, Source};

use super::feature::Feature;
use super::measure::{Block, CoverageOf, Measure, Real};
use crate::frames::{SECTIONS, section_number, source_number};

/// Sources that answered and sections that they carried, as sets: needed by a feature, or given to a
/// case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Needs {
    sources: u32,
    sections: u32,
}

impl Needs {
    /// What no case gives.
    const NEVER: Self = Self {
        sources: u32::MAX,
        sections: u32::MAX,
    };

    /// What a feature needs in a country.
    pub(crate) fn of(feature: &Feature, country: Country) -> Self {
        let sources = feature.sources.of(country);
        if sources.is_empty() {
            return Self::NEVER;
        }
        let mut needs = Self::default();
        for source in sources {
            needs.add_source(source_number(*source).into());
        }
        for section in sections(&feature.measure, country) {
            needs.add_section(section_number(*section).into());
        }
        needs
    }

    /// Adds the source of a number, as tables have it; one that is no number of a source is left out.
    pub(crate) fn add_source(&mut self, number: i64) {
        self.sources |= bit(number, Source::ALL.len());
    }

    /// Adds the section of a number, as tables have it; one that is no number of a section is left out.
    pub(crate) fn add_section(&mut self, number: i64) {
        self.sections |= bit(number, SECTIONS.len());
    }

    /// Whether it has all of the other.
    pub(crate) const fn has(self, other: Self) -> bool {
        other.sources & !self.sources == 0 && other.sections & !self.sections == 0
    }

    /// Whether it has a section.
    pub(crate) const fn has_section(self, section: Section) -> bool {
        self.sections >> section_number(section) & 1 == 1
    }
}

const _: () = assert!(
    Source::ALL.len() < 32 && SECTIONS.len() < 32,
    "sets of 32 bits, one of them free"
);

/// The bit of a number below a count.
fn bit(number: i64, count: usize) -> u32 {
    let number = u32::try_from(number).ok();
    let known = number.filter(|number| usize::try_from(*number).is_ok_and(|number| number < count));
    known.map_or(0, |number| 1 << number)
}

/// The sections that a measure needs.
pub(crate) fn sections(measure: &Measure, country: Country) -> &'static [Section] {
    match measure {
        Measure::Snapshot(snapshot) => snapshot.sections,
        Measure::Relation(_) => &[],
        Measure::Real(Real::DebtGrowth) => sections(&Measure::Block(Block::DebtGrowth), country),
        Measure::Real(Real::Fees(..)) => &[Section::FeeReceipts],
        Measure::Real(Real::Months(..) | Real::Income(_))
        | Measure::Months(..)
        | Measure::MonthsShare(..)
        | Measure::Dates(..)
        | Measure::Days(..)
        | Measure::Share(..)
        | Measure::Seen(_) => &[Section::Accounts],
        Measure::Block(block) => match block {
            Block::Coverage(CoverageOf::StatedMonthsDiffer | CoverageOf::Unreadable) => &[],
            Block::Coverage(_)
            | Block::Balance(_)
            | Block::Income(_)
            | Block::Expense(_)
            | Block::PassThrough(_) => &[Section::Accounts],
            Block::DebtGrowth => &[Section::Situations, Section::SituationHistory],
            Block::Card(_) => match country {
                Country::Ar => &[Section::Cards],
                Country::Cl => &[Section::Accounts],
            },
            Block::Employment(_) => &[Section::Contributions],
            Block::Fees(..) => &[Section::FeeReceipts],
            Block::DeclaredIncome(_) => &[Section::TaxReturns],
            Block::Leave(_) => &[Section::MedicalLeaves],
        },
    }
}
