//! What a file of movements gives, whatever its format: rows of text under known columns, each with its place.

use anyhow::anyhow;
use csv::StringRecord;

/// What a column says of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Case,
    Account,
    Date,
    Amount,
    Description,
    Detail,
    BalanceAfter,
}

/// Where the columns stand in a row, by [`Column`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns([Option<usize>; Column::ALL.len()]);

/// A row, its cells as text: empty where the file has nothing.
#[derive(Debug)]
pub(super) struct Row {
    /// In the file's order.
    pub(super) cells: StringRecord,
    /// Which line of the file it is, or which row.
    pub(super) place: u64,
}

/// The rows of a file, one after the other.
pub(super) trait Rows {
    /// The next row, if there is one.
    fn next(&mut self) -> anyhow::Result<Option<Row>>;
}

/// A file that is open.
pub(super) struct Source {
    pub(super) columns: Columns,
    pub(super) rows: Box<dyn Rows>,
    pub(super) counted: Counted,
    pub(super) sorted: Sorted,
}

/// What the places of rows count.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted {
    Lines,
    Rows,
}

/// How cases follow one another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sorted {
    /// As text, byte by byte.
    ByBytes,
    /// As the whole numbers that they are.
    ByNumber,
}

impl Column {
    /// Every column.
    pub(super) const ALL: [Self; 7] = [
        Self::Case,
        Self::Account,
        Self::Date,
        Self::Amount,
        Self::Description,
        Self::Detail,
        Self::BalanceAfter,
    ];

    /// Its name in files.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Account => "account",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Description => "description",
            Self::Detail => "detail",
            Self::BalanceAfter => "balance_after",
        }
    }

    /// The column of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Whether a file may do without it.
    const fn is_optional(self) -> bool {
        matches!(self, Self::Detail | Self::BalanceAfter)
    }
}

impl Columns {
    /// The columns of a file with these names.
    ///
    /// # Errors
    /// A name that is none, one that stands twice, a column that is not there.
    pub(super) fn of<'n>(file: &str, names: impl Iterator<Item = &'n str>) -> anyhow::Result<Self> {
        let mut places = [None; Column::ALL.len()];
        for (place, name) in names.enumerate() {
            let Some(column) = Column::named(name) else {
                let known = Column::ALL.map(Column::name).join(", ");
                let hint = if name.contains([';', '\t']) {
                    "columns are set apart by commas".to_owned()
                } else {
                    format!("known are {known}")
                };
                return Err(anyhow!(
                    "read {file}: unknown column {name:?}\nhint: {hint}"
                ));
            };
            if places[column as usize].replace(place).is_some() {
                return Err(anyhow!("read {file}: column {name:?} stands twice"));
            }
        }
        let found = Self(places);
        let lacks = |column: &Column| !column.is_optional() && found.place(*column).is_none();
        match Column::ALL.into_iter().find(lacks) {
            Some(column) => {
                let name = column.name();
                Err(anyhow!("read {file}: it has no column {name:?}"))
            }
            None => Ok(found),
        }
    }

    /// The text of a cell; empty when the file has no such column.
    pub(super) fn cell(self, row: &Row, column: Column) -> &str {
        let cell = self.place(column).and_then(|place| row.cells.get(place));
        cell.unwrap_or_default()
    }

    const fn place(self, column: Column) -> Option<usize> {
        self.0[column as usize]
    }
}

impl Counted {
    /// Names a place on its own.
    pub(super) fn name(self, place: u64) -> String {
        match self {
            Self::Lines => format!("line {place}"),
            Self::Rows => format!("row {place}"),
        }
    }

    /// Names a place within a file.
    pub(super) fn within(self, file: &str, place: u64) -> String {
        match self {
            Self::Lines => format!("{file}:{place}"),
            Self::Rows => format!("{file}, row {place}"),
        }
    }
}

impl Sorted {
    /// Whether one case comes before another.
    pub(super) fn precedes(self, one: &str, other: &str) -> bool {
        match self {
            Self::ByBytes => one < other,
            Self::ByNumber => number(one) < number(other),
        }
    }

    /// What a file must be sorted by.
    pub(super) const fn hint(self) -> &'static str {
        match self {
            Self::ByBytes => "sort the file by case, byte by byte, so that each is in one place",
            Self::ByNumber => "sort the file by case, so that each is in one place",
        }
    }
}

/// A case without a number comes first.
fn number(case: &str) -> Option<i128> {
    case.parse().ok()
}
