//! One case's features, one after the other: each measure is read from what the case has.

use caudal_facts::facts::Section;

use super::balances::Balances;
use super::case::CaseRows;
use super::coverage::Coverage;
use super::feature::{Feature, Window};
use super::flows::Flows;
use super::measure::{Block, Classes, CoverageOf, Measure, OverDays, OverMonths, Series, Worth};
use super::program::Program;
use super::slots::Slots;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use super::{cards, employment, history, snapshot, tax};
use crate::exact::{Fault, divide, fit, mean, median, ratio, variation};
use crate::frames::Error;

/// A case under evaluation. What several features need is computed once, when first asked for.
pub(crate) struct Evaluation<'a, 'f, T> {
    pub(crate) case: CaseRows<'a, 'f>,
    pub(crate) tracer: T,
    pub(crate) feature: usize,
    pub(crate) coverage: Coverage,
    flows: Option<Flows>,
    balances: Option<Balances>,
}

impl<'a, 'f, T: Tracer> Evaluation<'a, 'f, T> {
    pub(crate) fn new(case: CaseRows<'a, 'f>, tracer: T) -> Result<Self, Error> {
        Ok(Self {
            coverage: Coverage::of(&case)?,
            case,
            tracer,
            feature: 0,
            flows: None,
            balances: None,
        })
    }

    /// The values of a program's features, in its order.
    pub(crate) fn run(&mut self, program: &Program) -> Result<Vec<Value>, Error> {
        let mut values = Vec::with_capacity(program.features().len());
        for (position, feature) in program.features().iter().enumerate() {
            self.feature = position;
            let value = self.value(program, feature)?;
            values.push(match value {
                Value::None if feature.none.is_none() => Value::Missing(Cause::NotStated),
                value => value,
            });
        }
        Ok(values)
    }

    fn value(&mut self, program: &Program, feature: &Feature) -> Result<Value, Error> {
        let sources = feature.sources.of(self.case.country);
        if sources.is_empty() {
            return Ok(Value::Missing(Cause::NotStated));
        }
        if let Some(source) = self.case.silent(sources) {
            return Ok(Value::Missing(Cause::SourceSilent(source)));
        }
        let sections = sections(&feature.measure, self.case.country);
        if let Some(cause) = self.case.lacks(sections, sources)? {
            return Ok(Value::Missing(cause));
        }
        match feature.measure {
            Measure::Months(series, over) => self.over_months(feature, series, over),
            Measure::Days(series, over) => self.over_days(feature, series, over),
            Measure::Share(part, whole) => self.share(feature, part, whole),
            Measure::Turnover(part, whole) => self.turnover(feature, part, whole),
            Measure::Seen(rows) => self.seen(feature, rows),
            Measure::Snapshot(snapshot) => snapshot::value(self, &snapshot, program),
            Measure::Block(block) => self.block(feature, block),
        }
    }

    fn block(&mut self, feature: &Feature, block: Block) -> Result<Value, Error> {
        match block {
            Block::Coverage(of) => history::value(self, of),
            Block::Balance(of) => super::balances::value(self, of, feature.window),
            Block::Card(of) => cards::value(self, of),
            Block::Employment(of) => employment::value(self, of),
            Block::Fees => tax::fees(self, feature),
            Block::DeclaredIncome => tax::declared_income(self),
        }
    }

    /// The movements, added up.
    pub(crate) fn flows(&mut self) -> Result<&Flows, Error> {
        Ok(match &mut self.flows {
            Some(flows) => flows,
            none @ None => none.insert(Flows::of(&self.case, &self.coverage, &mut self.tracer)?),
        })
    }

    /// The daily balances.
    pub(crate) fn balances(&mut self) -> Result<&Balances, Error> {
        Ok(match &mut self.balances {
            Some(balances) => balances,
            none @ None => none.insert(Balances::of(&self.case, &self.coverage)?),
        })
    }

    fn over_months(
        &mut self,
        feature: &Feature,
        series: Series,
        over: OverMonths,
    ) -> Result<Value, Error> {
        let Some(window @ Window::Months(count)) = feature.window else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        let Some(months) = self.coverage.months(count, window) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        if over == OverMonths::Trend && months.len() < usize::from(count) {
            return Ok(Value::Missing(Cause::NotCovered));
        }
        self.read_cells(series, months_of(&months));
        let flows = self.flows()?;
        let sums: Result<Vec<i64>, Fault> = months
            .iter()
            .map(|&back| flows.sum(series, back).and_then(fit))
            .collect();
        Ok(sums.and_then(|sums| reduce(&sums, over)).into())
    }

    fn over_days(
        &mut self,
        feature: &Feature,
        series: Series,
        over: OverDays,
    ) -> Result<Value, Error> {
        let Some((slot, slots)) = self.day_slot(feature) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        self.read_cells(series, slots);
        let flows = self.flows()?;
        Ok(match over {
            OverDays::Sum => flows.sum(series, slot).and_then(fit),
            OverDays::Largest => flows.largest(series, slot),
        }
        .into())
    }

    fn share(&mut self, feature: &Feature, part: Series, whole: Series) -> Result<Value, Error> {
        let Some((slot, slots)) = self.day_slot(feature) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        self.read_cells(part, slots);
        self.read_cells(whole, slots);
        let flows = self.flows()?;
        let sums = flows
            .sum(part, slot)
            .and_then(|part| Ok((part, flows.sum(whole, slot)?)));
        Ok(sums.and_then(|(part, whole)| ratio(part, whole)).into())
    }

    fn turnover(
        &mut self,
        feature: &Feature,
        part: Classes,
        whole: Classes,
    ) -> Result<Value, Error> {
        let Some((slot, slots)) = self.day_slot(feature) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        let read = Series {
            rows: whole,
            worth: Worth::Signed,
        };
        self.read_cells(read, slots);
        let flows = self.flows()?;
        let part = flows.turnover(part, slot);
        let share = part.and_then(|part| ratio(part, flows.turnover(whole, slot)?));
        Ok(share.into())
    }

    /// One that was seen is known whatever is covered; that none was needs coverage.
    fn seen(&mut self, feature: &Feature, rows: Classes) -> Result<Value, Error> {
        let Some(window @ Window::Months(count)) = feature.window else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        let series = Series {
            rows,
            worth: Worth::One,
        };
        let span: Vec<usize> = (0..=usize::from(count)).collect();
        self.read_cells(series, months_of(&span));
        let flows = self.flows()?;
        let mut seen = 0;
        for back in span {
            seen += flows.sum(series, back).unwrap_or_default();
        }
        if seen > 0 {
            return Ok(Value::flag(true));
        }
        Ok(match self.coverage.months(count, window) {
            Some(_) => Value::flag(false),
            None => Value::Missing(Cause::NotCovered),
        })
    }

    /// The slot of a feature's run of days, if the whole run is covered.
    fn day_slot(&self, feature: &Feature) -> Option<(usize, Slots)> {
        let Some(Window::Days(count)) = feature.window else {
            return None;
        };
        self.coverage.days(count)?;
        let slots = Slots::days(count)?;
        Some((slots.iter().next()?, slots))
    }

    fn read_cells(&mut self, series: Series, slots: Slots) {
        // The fold must have run before anybody asks which rows it read.
        if T::LISTENS && self.flows().is_ok() {
            self.tracer.cells(self.feature, series, slots);
        }
    }
}

fn months_of(back: &[usize]) -> Slots {
    back.iter().fold(Slots::default(), |slots, back| {
        slots.with(Slots::month(*back))
    })
}

/// Months reduced to one number; `sums` begins with the latest.
fn reduce(sums: &[i64], over: OverMonths) -> Result<i64, Fault> {
    let count_if = |holds: fn(&i64) -> bool| {
        let count = sums.iter().copied().filter(holds).count();
        i64::try_from(count).map_err(|_| Fault::Overflow)
    };
    match over {
        OverMonths::Mean => mean(sums),
        OverMonths::Median => median(sums),
        OverMonths::Variation => variation(sums),
        OverMonths::Above => count_if(|sum| *sum > 0),
        OverMonths::Below => count_if(|sum| *sum < 0),
        OverMonths::Conservative => {
            let last = sums.first().copied().ok_or(Fault::DivisionByZero)?;
            Ok(mean(sums)?.min(median(sums)?).min(last))
        }
        OverMonths::Trend => {
            let (recent, before) = sums.split_at(sums.len() / 2);
            let total = |sums: &[i64]| sums.iter().copied().map(i128::from).sum::<i128>();
            ratio(total(recent) - total(before), total(before))
        }
    }
}

/// The mean of some months that are already summed.
pub(crate) fn mean_month(total: i128, months: usize) -> Result<i64, Fault> {
    let months = i128::try_from(months).map_err(|_| Fault::Overflow)?;
    fit(divide(total, months)?)
}

/// The sections that a measure needs.
fn sections(measure: &Measure, country: caudal_facts::Country) -> &'static [Section] {
    match measure {
        Measure::Snapshot(snapshot) => snapshot.sections,
        Measure::Months(..)
        | Measure::Days(..)
        | Measure::Share(..)
        | Measure::Turnover(..)
        | Measure::Seen(_) => &[Section::Accounts],
        Measure::Block(block) => match block {
            Block::Coverage(CoverageOf::StatedMonthsDiffer | CoverageOf::Unreadable) => &[],
            Block::Coverage(_) | Block::Balance(_) => &[Section::Accounts],
            Block::Card(_) => match country {
                caudal_facts::Country::Ar => &[Section::Cards],
                caudal_facts::Country::Cl => &[Section::Accounts],
            },
            Block::Employment(_) => &[Section::Contributions],
            Block::Fees => &[Section::FeeReceipts],
            Block::DeclaredIncome => &[Section::TaxReturns],
        },
    }
}
