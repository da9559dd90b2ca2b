//! One case's features, one after the other: each measure is read from what the case has.

use caudal_facts::facts::Section;

use super::balances::Balances;
use super::case::CaseRows;
use super::catalogue::Catalogue;
use super::coverage::Coverage;
use super::feature::{Feature, Window};
use super::flows::{Cells, Flows};
use super::measure::{
    Block, Classes, CoverageOf, Measure, OverDays, OverMonths, Real, Series, Worth,
};
use super::movements::Movements;
use super::program::{Columns, Program};
use super::slots::Slots;
use super::streams::{self, Expenses, Incomes};
use super::tracer::Tracer;
use super::value::{Cause, Value};
use super::{
    bureau, cards, dates, employment, history, leaves, pass_through, real, relation, snapshot, tax,
};
use crate::exact::{Fault, divide, fit, ratio};
use crate::frames::Error;

/// A case under evaluation. What several features need is computed once, when first asked for.
pub(crate) struct Evaluation<'a, 'f, T> {
    pub(crate) case: CaseRows<'a, 'f>,
    pub(crate) tracer: T,
    pub(crate) feature: usize,
    pub(crate) coverage: Coverage,
    /// Where movements are added up, until they are.
    cells: Cells,
    wanted: Slots,
    movements: Option<Movements<'f>>,
    flows: Option<Flows>,
    incomes: Option<Incomes>,
    expenses: Option<Expenses>,
    balances: Option<Balances>,
}

impl<'a, 'f, T: Tracer> Evaluation<'a, 'f, T> {
    pub(crate) fn new(case: CaseRows<'a, 'f>, tracer: T) -> Result<Self, Error> {
        Self::with_cells(case, tracer, Cells::default(), Slots::ALL)
    }

    /// An evaluation that adds up the wanted spans, in the cells of another that is done.
    pub(crate) fn with_cells(
        case: CaseRows<'a, 'f>,
        tracer: T,
        cells: Cells,
        wanted: Slots,
    ) -> Result<Self, Error> {
        Ok(Self {
            cells,
            wanted,
            coverage: Coverage::of(&case)?,
            case,
            tracer,
            feature: 0,
            movements: None,
            flows: None,
            incomes: None,
            expenses: None,
            balances: None,
        })
    }

    /// Adds the values of a program's features, in its order.
    pub(crate) fn run(&mut self, program: &Program, values: &mut Vec<Value>) -> Result<(), Error> {
        for (position, (feature, columns)) in program.iter().enumerate() {
            self.feature = position;
            values.push(self.value(feature, columns)?);
        }
        Ok(())
    }

    /// The cells, for the next case.
    pub(crate) fn into_cells(self) -> Cells {
        self.flows.map_or(self.cells, Flows::into_cells)
    }

    /// The value of one feature; `columns` are those of its snapshot.
    pub(crate) fn value(&mut self, feature: &Feature, columns: &Columns) -> Result<Value, Error> {
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
        let value = match feature.measure {
            Measure::Months(series, over) => self.over_months(feature, series, over),
            Measure::MonthsShare(part, whole) => self.months_share(feature, part, whole),
            Measure::Days(series, over) => self.over_days(feature, series, over),
            Measure::Share(part, whole) => self.share(feature, part, whole),
            Measure::Dates(rows, over) => dates::value(self, feature, rows, over),
            Measure::Seen(rows) => self.seen(feature, rows),
            Measure::Snapshot(snapshot) => snapshot::value(self, &snapshot, columns),
            Measure::Relation(of) => relation::value(self, &of),
            Measure::Block(block) => self.block(feature, block),
            Measure::Real(of) => real::value(self, feature, of),
        }?;
        Ok(match value {
            Value::None if feature.none.is_none() => Value::Missing(Cause::NotStated),
            value => value,
        })
    }

    /// The value of the feature of a name, whose rows count as rows of the feature at hand.
    pub(crate) fn named(&mut self, name: &str) -> Result<Value, Error> {
        match Catalogue::standard().get(name) {
            Some(feature) => self.value(feature, &Columns::of(feature)),
            None => Ok(Value::Missing(Cause::NotStated)),
        }
    }

    fn block(&mut self, feature: &Feature, block: Block) -> Result<Value, Error> {
        match block {
            Block::Coverage(of) => history::value(self, of),
            Block::Balance(of) => super::balances::value(self, of, feature.window),
            Block::Card(of) => cards::value(self, of),
            Block::Employment(of) => employment::value(self, of),
            Block::Fees(of, over) => tax::fees(self, feature, of, over),
            Block::DeclaredIncome(back) => tax::declared_income(self, back),
            Block::Leave(of) => leaves::value(self, feature, of),
            Block::Income(of) => streams::income(self, feature, of),
            Block::Expense(of) => streams::expense(self, feature, of),
            Block::PassThrough(of) => pass_through::value(self, feature, of),
            Block::DebtGrowth => bureau::debt_growth(self),
        }
    }

    /// The movements, netted.
    pub(crate) fn movements(&mut self) -> Result<&Movements<'f>, Error> {
        netted(&mut self.movements, &self.case, &self.coverage)
    }

    /// The movements, added up.
    pub(crate) fn flows(&mut self) -> Result<&mut Flows, Error> {
        let (case, coverage) = (&self.case, &self.coverage);
        Ok(match &mut self.flows {
            Some(flows) => flows,
            none @ None => {
                let movements = netted(&mut self.movements, case, coverage)?;
                let cells = std::mem::take(&mut self.cells);
                none.insert(Flows::of(
                    case,
                    coverage,
                    movements,
                    (cells, self.wanted),
                    &mut self.tracer,
                ))
            }
        })
    }

    /// The streams of income.
    pub(crate) fn incomes(&mut self) -> Result<&Incomes, Error> {
        let (case, coverage) = (&self.case, &self.coverage);
        Ok(match &mut self.incomes {
            Some(incomes) => incomes,
            none @ None => {
                let movements = netted(&mut self.movements, case, coverage)?;
                none.insert(Incomes::of(case, coverage, movements))
            }
        })
    }

    /// The streams of expenses.
    pub(crate) fn expenses(&mut self) -> Result<&Expenses, Error> {
        let (case, coverage) = (&self.case, &self.coverage);
        Ok(match &mut self.expenses {
            Some(expenses) => expenses,
            none @ None => {
                let movements = netted(&mut self.movements, case, coverage)?;
                none.insert(Expenses::of(case, coverage, movements))
            }
        })
    }

    /// The daily balances.
    pub(crate) fn balances(&mut self) -> Result<&Balances, Error> {
        Ok(match &mut self.balances {
            Some(balances) => balances,
            none @ None => none.insert(Balances::of(&self.case, &self.coverage)?),
        })
    }

    /// The covered months of a feature's window, if there are enough for what becomes of them.
    pub(crate) fn months_of(&self, feature: &Feature, over: OverMonths) -> Option<Slots> {
        let window @ Window::Months(count) = feature.window? else {
            return None;
        };
        let months = self.coverage.months(count, window)?;
        let enough = !over.needs_all() || months.len() >= u32::from(count);
        enough.then_some(months)
    }

    fn over_months(
        &mut self,
        feature: &Feature,
        series: Series,
        over: OverMonths,
    ) -> Result<Value, Error> {
        let Some(months) = self.months_of(feature, over) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        self.read_cells(series, months);
        let sums = self.flows()?.by_month(series).over(months);
        Ok(sums.and_then(|sums| over.reduce(&sums)).into())
    }

    fn months_share(
        &mut self,
        feature: &Feature,
        part: Series,
        whole: Series,
    ) -> Result<Value, Error> {
        let Some(window @ Window::Months(count)) = feature.window else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        let Some(months) = self.coverage.months(count, window) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        self.ratio_of(part, whole, months)
    }

    fn over_days(
        &mut self,
        feature: &Feature,
        series: Series,
        over: OverDays,
    ) -> Result<Value, Error> {
        let Some(slots) = self.rings(feature) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        self.read_cells(series, slots);
        let flows = self.flows()?;
        Ok(match over {
            OverDays::Sum => flows.sum(series, slots).and_then(fit),
            OverDays::Largest => flows.largest(series, slots),
        }
        .into())
    }

    fn share(&mut self, feature: &Feature, part: Series, whole: Series) -> Result<Value, Error> {
        let Some(slots) = self.rings(feature) else {
            return Ok(Value::Missing(Cause::NotCovered));
        };
        self.ratio_of(part, whole, slots)
    }

    fn ratio_of(&mut self, part: Series, whole: Series, slots: Slots) -> Result<Value, Error> {
        self.read_cells(part, slots);
        self.read_cells(whole, slots);
        let flows = self.flows()?;
        let part = flows.sum(part, slots);
        let share = part.and_then(|part| ratio(part, flows.sum(whole, slots)?));
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
        let span = Slots::months_before(count).with(Slots::month(0));
        self.read_cells(series, span);
        if self.flows()?.sum(series, span).unwrap_or_default() > 0 {
            return Ok(Value::flag(true));
        }
        Ok(match self.coverage.months(count, window) {
            Some(_) => Value::flag(false),
            None => Value::Missing(Cause::NotCovered),
        })
    }

    /// The rings of a feature's run of days, if the whole run is covered.
    fn rings(&self, feature: &Feature) -> Option<Slots> {
        let Some(Window::Days(count)) = feature.window else {
            return None;
        };
        self.coverage.days(count)?;
        Slots::days(count)
    }

    /// Tells whoever listens which cells of the fold the feature at hand reads.
    pub(crate) fn read_cells(&mut self, series: Series, slots: Slots) {
        // The fold must have run before anybody asks which rows it read.
        if T::LISTENS && self.flows().is_ok() {
            self.tracer.cells(self.feature, series, slots);
        }
    }
}

/// The movements, netted when they are first asked for.
fn netted<'m, 'f>(
    movements: &'m mut Option<Movements<'f>>,
    case: &CaseRows<'_, 'f>,
    coverage: &Coverage,
) -> Result<&'m Movements<'f>, Error> {
    Ok(match movements {
        Some(movements) => movements,
        none @ None => none.insert(Movements::of(case, coverage)?),
    })
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
                caudal_facts::Country::Ar => &[Section::Cards],
                caudal_facts::Country::Cl => &[Section::Accounts],
            },
            Block::Employment(_) => &[Section::Contributions],
            Block::Fees(..) => &[Section::FeeReceipts],
            Block::DeclaredIncome(_) => &[Section::TaxReturns],
            Block::Leave(_) => &[Section::MedicalLeaves],
        },
    }
}
