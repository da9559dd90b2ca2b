//! One case's features, one after the other: each measure is read from what the case has.

use super::balances::Balances;
use super::case::CaseRows;
use super::catalogue::Catalogue;
use super::coverage::Coverage;
use super::feature::{Feature, Window};
use super::flows::{Flows, MONTHS};
use super::measure::{Block, Classes, Measure, OverDays, OverMonths, Series, Worth};
use super::movements::{Movement, Movements};
use super::program::{Columns, Program, Wanted};
use super::slots::Slots;
use super::streams::{self, Expenses, Incomes};
use super::tracer::Tracer;
use super::value::{Cause, Value};
use super::{
    bureau, cards, dates, employment, history, leaves, needs, pass_through, real, relation,
    snapshot, tax,
};
use crate::exact::{Fault, divide, fit, ratio};
use crate::frames::Error;

/// A case under evaluation. What several features need is computed once, when first asked for.
pub(crate) struct Evaluation<'a, 'f, T> {
    pub(crate) case: CaseRows<'a, 'f>,
    pub(crate) tracer: T,
    pub(crate) feature: usize,
    pub(crate) coverage: Coverage,
    memory: Memory,
    wanted: Wanted,
    movements: Option<Movements<'f>>,
    flows: Option<Flows>,
    incomes: Option<Incomes>,
    expenses: Option<Expenses>,
    balances: Option<Balances>,
}

/// What one case leaves to the next: memory to keep movements in, and to add them up in.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    movements: Vec<Movement>,
    flows: Flows,
}

impl<'a, 'f, T: Tracer> Evaluation<'a, 'f, T> {
    pub(crate) fn new(case: CaseRows<'a, 'f>, tracer: T) -> Result<Self, Error> {
        Self::in_memory(case, tracer, Memory::default(), Wanted::ALL)
    }

    /// An evaluation of what is wanted, in the memory of another that is done.
    pub(crate) fn in_memory(
        case: CaseRows<'a, 'f>,
        tracer: T,
        memory: Memory,
        wanted: Wanted,
    ) -> Result<Self, Error> {
        Ok(Self {
            memory,
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

    /// The memory, for the next case.
    pub(crate) fn into_memory(self) -> Memory {
        let Memory { movements, flows } = self.memory;
        Memory {
            movements: self.movements.map_or(movements, |movements| movements.all),
            flows: self.flows.unwrap_or(flows),
        }
    }

    /// The value of one feature; `columns` are those of its snapshot.
    pub(crate) fn value(&mut self, feature: &Feature, columns: &Columns) -> Result<Value, Error> {
        if !self.case.gives(columns.needs(self.case.country))
            && let Some(cause) = self.lacks(feature)?
        {
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

    /// Why a feature cannot be computed at all, if it cannot.
    fn lacks(&self, feature: &Feature) -> Result<Option<Cause>, Error> {
        let sources = feature.sources.of(self.case.country);
        if sources.is_empty() {
            return Ok(Some(Cause::NotStated));
        }
        if let Some(source) = self.case.silent(sources) {
            return Ok(Some(Cause::SourceSilent(source)));
        }
        let sections = needs::sections(&feature.measure, self.case.country);
        self.case.lacks(sections, sources)
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
        let (case, coverage) = (&self.case, &self.coverage);
        netted(&mut self.movements, &mut self.memory, case, coverage)
    }

    /// The movements, added up.
    pub(crate) fn flows(&mut self) -> Result<&mut Flows, Error> {
        let (case, coverage) = (&self.case, &self.coverage);
        Ok(match &mut self.flows {
            Some(flows) => flows,
            none @ None => {
                let movements = netted(&mut self.movements, &mut self.memory, case, coverage)?;
                let flows = std::mem::take(&mut self.memory.flows);
                none.insert(flows.add_up(
                    case,
                    coverage,
                    (movements, self.wanted.slots),
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
                let movements = netted(&mut self.movements, &mut self.memory, case, coverage)?;
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
                let movements = netted(&mut self.movements, &mut self.memory, case, coverage)?;
                none.insert(Expenses::of(case, coverage, movements))
            }
        })
    }

    /// The daily balances.
    pub(crate) fn balances(&mut self) -> Result<&Balances, Error> {
        Ok(match &mut self.balances {
            Some(balances) => balances,
            none @ None => {
                let days = self.wanted.balance_days;
                none.insert(Balances::of(&self.case, &self.coverage, days)?)
            }
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
        let mut room = [0; MONTHS];
        let sums = self.flows()?.by_month(series).over(months, &mut room);
        Ok(sums.and_then(|sums| over.reduce(sums)).into())
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
    memory: &mut Memory,
    case: &CaseRows<'_, 'f>,
    coverage: &Coverage,
) -> Result<&'m Movements<'f>, Error> {
    Ok(match movements {
        Some(movements) => movements,
        none @ None => {
            let all = std::mem::take(&mut memory.movements);
            none.insert(Movements::of(case, coverage, all)?)
        }
    })
}

/// The mean of some months that are already summed.
pub(crate) fn mean_month(total: i128, months: usize) -> Result<i64, Fault> {
    let months = i128::try_from(months).map_err(|_| Fault::Overflow)?;
    fit(divide(total, months)?)
}
