//! Reading tables: column slices and single cells, without polars operations.

use std::ops::{Range, RangeInclusive};

use polars::prelude::{
    BooleanType, ChunkedArray, Column, DataFrame, Int32Type, Int64Type, PolarsDataType,
    PolarsError, PolarsResult, StaticArray, StringType, UInt8Type, UInt32Type,
};

use super::build::Frames;
use super::error::Error;
use super::schema::{CASE, ColumnSchema, Dtype, TableSchema};
use super::tables::Table;

/// The array of a column, which is one chunk: a cell is read from it in a step or two.
type Array<T> = <T as PolarsDataType>::Array;

/// One column, whatever its type. Numbers, dates and flags are all read as `i64`.
#[derive(Clone, Copy)]
pub(crate) enum Cells<'f> {
    Flag(&'f Array<BooleanType>),
    Code(&'f Array<UInt8Type>),
    Count(&'f Array<UInt32Type>),
    Amount(&'f Array<Int64Type>),
    Days(&'f Array<Int32Type>),
    Text(&'f Array<StringType>),
    /// So many nulls, of which there is no array.
    Null(usize),
}

impl<'f> Cells<'f> {
    fn of(column: &'f Column, declared: &ColumnSchema) -> PolarsResult<Self> {
        let dtype = declared.dtype;
        let null = column
            .as_scalar_column()
            .filter(|column| declared.nullable && !column.is_empty() && column.scalar().is_null());
        if let Some(null) = null
            && *column.dtype() == dtype.polars()
        {
            return Ok(Self::Null(null.len()));
        }
        let series = column.as_materialized_series();
        Ok(match dtype {
            Dtype::Flag => Self::Flag(only(series.bool()?)?),
            Dtype::Code => Self::Code(only(series.u8()?)?),
            Dtype::Count => Self::Count(only(series.u32()?)?),
            Dtype::Amount => Self::Amount(only(series.i64()?)?),
            Dtype::Month => Self::Days(only(series.i32()?)?),
            Dtype::Date => Self::Days(only(series.date()?.physical())?),
            Dtype::Text => Self::Text(only(series.str()?)?),
        })
    }

    /// The number in a row; `None` for null, and for text.
    pub(crate) fn number(self, row: usize) -> Option<i64> {
        match self {
            Self::Flag(cells) => cells.get(row).map(i64::from),
            Self::Code(cells) => cells.get(row).map(i64::from),
            Self::Count(cells) => cells.get(row).map(i64::from),
            Self::Amount(cells) => cells.get(row),
            Self::Days(cells) => cells.get(row).map(i64::from),
            Self::Text(_) | Self::Null(_) => None,
        }
    }

    /// The text in a row; `None` for null, and for numbers.
    pub(crate) fn text(self, row: usize) -> Option<&'f str> {
        match self {
            Self::Text(cells) => cells.get(row),
            _ => None,
        }
    }

    /// The first row with a number outside a range; null is in any.
    pub(super) fn outside(self, range: &RangeInclusive<i64>) -> Option<usize> {
        let (rows, suspect) = match self {
            Self::Flag(_) | Self::Text(_) | Self::Null(_) => return None,
            Self::Code(cells) => (cells.len(), any_outside(cells.values(), range)),
            Self::Count(cells) => (cells.len(), any_outside(cells.values(), range)),
            Self::Amount(cells) => (cells.len(), any_outside(cells.values(), range)),
            Self::Days(cells) => (cells.len(), any_outside(cells.values(), range)),
        };
        let is_outside = |row: &usize| {
            let number = self.number(*row);
            number.is_some_and(|number| !range.contains(&number))
        };
        suspect.then(|| (0..rows).find(is_outside)).flatten()
    }

    pub(crate) fn nulls(self) -> usize {
        match self {
            Self::Flag(cells) => nulls(cells),
            Self::Code(cells) => nulls(cells),
            Self::Count(cells) => nulls(cells),
            Self::Amount(cells) => nulls(cells),
            Self::Days(cells) => nulls(cells),
            Self::Text(cells) => nulls(cells),
            Self::Null(length) => length,
        }
    }
}

/// The one chunk of a column.
fn only<T: PolarsDataType>(column: &ChunkedArray<T>) -> PolarsResult<&Array<T>> {
    let mut chunks = column.downcast_iter();
    let first = chunks.next();
    let only = first.filter(|_| chunks.next().is_none());
    only.ok_or_else(|| PolarsError::ComputeError("its column is not one chunk".into()))
}

fn nulls(cells: &impl StaticArray) -> usize {
    cells.null_count()
}

/// Whether any number of a column may be outside a range, by its least and its largest, compared as narrow as they
/// are, many at a time: what stands behind a null may be anything.
fn any_outside<T>(values: &[T], range: &RangeInclusive<i64>) -> bool
where
    T: Copy + Ord,
    i64: From<T>,
{
    let Some((&first, rest)) = values.split_first() else {
        return false;
    };
    let least = rest.iter().fold(first, |least, value| least.min(*value));
    let largest = rest
        .iter()
        .fold(first, |largest, value| largest.max(*value));
    [least, largest]
        .into_iter()
        .any(|value| !range.contains(&i64::from(value)))
}

/// The columns of one table.
pub(crate) struct TableView<'f> {
    pub(super) table: Table,
    pub(crate) case: &'f [u32],
    pub(super) columns: Vec<Cells<'f>>,
    frame: &'f DataFrame,
}

impl<'f> TableView<'f> {
    pub(super) fn of(frame: &'f DataFrame, table: Table) -> Result<Self, Error> {
        let schema = table.schema();
        let mut columns = Vec::with_capacity(schema.columns.len());
        for (declared, column) in schema.columns.iter().zip(frame.columns()) {
            columns.push(Cells::of(column, declared).map_err(|_| Error::WrongType {
                table: schema.name,
                column: declared.name,
                expected: declared.dtype,
                found: column.dtype().to_string(),
            })?);
        }
        let mut view = Self {
            table,
            case: &[],
            columns,
            frame,
        };
        view.case = view.counts(CASE.name)?;
        Ok(view)
    }

    /// The table's declaration.
    pub(crate) fn schema(&self) -> &'static TableSchema {
        self.table.schema()
    }

    /// A column by its position in the schema.
    pub(crate) fn at(&self, position: usize) -> Result<Cells<'f>, Error> {
        self.columns.get(position).copied().ok_or(Error::NoColumn {
            table: self.table.name(),
            column: "",
        })
    }

    /// A column by its name.
    pub(crate) fn column(&self, name: &'static str) -> Result<Cells<'f>, Error> {
        self.table
            .position(name)
            .and_then(|position| self.columns.get(position).copied())
            .ok_or(Error::NoColumn {
                table: self.table.name(),
                column: name,
            })
    }

    /// The rows of the cases from `start` on that belong to this case.
    pub(crate) fn rows_of(&self, case: u32, start: usize) -> Range<usize> {
        let rest = self.case.get(start..).unwrap_or_default();
        let from = start + rest.iter().take_while(|found| **found < case).count();
        let own = self.case.get(from..).unwrap_or_default();
        from..from + length_up_to(own, case)
    }

    pub(crate) fn amounts(&self, name: &'static str) -> Result<&'f [i64], Error> {
        match self.column(name)? {
            Cells::Amount(cells) => self.full(name, cells, cells.values()),
            _ => Err(self.mistyped(name)),
        }
    }

    pub(crate) fn days(&self, name: &'static str) -> Result<&'f [i32], Error> {
        match self.column(name)? {
            Cells::Days(cells) => self.full(name, cells, cells.values()),
            _ => Err(self.mistyped(name)),
        }
    }

    pub(crate) fn counts(&self, name: &'static str) -> Result<&'f [u32], Error> {
        match self.column(name)? {
            Cells::Count(cells) => self.full(name, cells, cells.values()),
            _ => Err(self.mistyped(name)),
        }
    }

    pub(crate) fn codes(&self, name: &'static str) -> Result<&'f [u8], Error> {
        match self.column(name)? {
            Cells::Code(cells) => self.full(name, cells, cells.values()),
            _ => Err(self.mistyped(name)),
        }
    }

    /// The numbers of a column that has no null.
    fn full<T>(
        &self,
        name: &'static str,
        cells: &impl StaticArray,
        values: &'f [T],
    ) -> Result<&'f [T], Error> {
        match nulls(cells) {
            0 => Ok(values),
            nulls => Err(Error::Nulls {
                table: self.table.name(),
                column: name,
                nulls,
            }),
        }
    }

    fn mistyped(&self, name: &'static str) -> Error {
        let declared = self
            .table
            .schema()
            .columns
            .iter()
            .find(|column| column.name == name);
        Error::WrongType {
            table: self.table.name(),
            column: name,
            expected: declared.map_or(Dtype::Text, |column| column.dtype),
            found: self
                .frame
                .column(name)
                .map_or_else(|_| String::new(), |column| column.dtype().to_string()),
        }
    }
}

/// How many of some cases in order come before the first after this one: by steps twice as long each, because a
/// case has few rows of all that there are.
fn length_up_to(cases: &[u32], case: u32) -> usize {
    let mut step = 1;
    while cases.get(step).is_some_and(|found| *found <= case) {
        step *= 2;
    }
    let near = cases.get(..step).unwrap_or(cases);
    near.partition_point(|found| *found <= case)
}

/// What every look at movements reads, a slice a column.
#[derive(Clone, Copy)]
pub(crate) struct MovementColumns<'f> {
    pub(crate) account: &'f [u32],
    pub(crate) date: &'f [i32],
    pub(crate) amount: &'f [i64],
    pub(crate) currency: &'f [u8],
    pub(crate) category: &'f [u8],
    pub(crate) other_side: &'f [u32],
    pub(crate) thirteenth: Cells<'f>,
}

impl<'f> MovementColumns<'f> {
    /// Those of some rows; `thirteenth` stays whole.
    pub(crate) fn within(&self, rows: Range<usize>) -> Self {
        Self {
            account: &self.account[rows.clone()],
            date: &self.date[rows.clone()],
            amount: &self.amount[rows.clone()],
            currency: &self.currency[rows.clone()],
            category: &self.category[rows.clone()],
            other_side: &self.other_side[rows],
            thirteenth: self.thirteenth,
        }
    }

    fn of(view: &TableView<'f>) -> Result<Self, Error> {
        Ok(Self {
            account: view.counts("account")?,
            date: view.days("date")?,
            amount: view.amounts("amount")?,
            currency: view.codes("currency")?,
            category: view.codes("category")?,
            other_side: view.counts("other_side")?,
            thirteenth: view.column("thirteenth")?,
        })
    }
}

/// What every case reads of the reports that answered and of its accounts.
#[derive(Clone, Copy)]
pub(crate) struct ReportColumns<'f> {
    pub(crate) source: Cells<'f>,
    pub(crate) answered: Cells<'f>,
    pub(crate) complete: Cells<'f>,
    pub(crate) report_date: Cells<'f>,
    pub(crate) covers_from: Cells<'f>,
    pub(crate) section: Cells<'f>,
    pub(crate) account_kind: Cells<'f>,
    pub(crate) account_covers_from: Cells<'f>,
}

impl<'f> ReportColumns<'f> {
    fn of(tables: &[TableView<'f>]) -> Result<Self, Error> {
        let answers = &tables[Table::Answers as usize];
        let accounts = &tables[Table::Accounts as usize];
        Ok(Self {
            source: answers.column("source")?,
            answered: answers.column("answered")?,
            complete: answers.column("complete")?,
            report_date: answers.column("report_date")?,
            covers_from: answers.column("covers_from")?,
            section: tables[Table::Sections as usize].column("section")?,
            account_kind: accounts.column("kind")?,
            account_covers_from: accounts.column("covers_from")?,
        })
    }
}

/// Every table's columns.
pub(crate) struct View<'f> {
    pub(super) tables: Vec<TableView<'f>>,
    pub(crate) movements: MovementColumns<'f>,
    pub(crate) reports: ReportColumns<'f>,
}

impl<'f> View<'f> {
    pub(crate) fn of(frames: &'f Frames) -> Result<Self, Error> {
        let tables: Vec<TableView<'f>> = Table::ALL
            .iter()
            .map(|&table| TableView::of(frames.table(table), table))
            .collect::<Result<_, _>>()?;
        let movements = MovementColumns::of(&tables[Table::Transactions as usize])?;
        let reports = ReportColumns::of(&tables)?;
        Ok(Self {
            tables,
            movements,
            reports,
        })
    }

    pub(crate) fn table(&self, table: Table) -> &TableView<'f> {
        &self.tables[table as usize]
    }
}
