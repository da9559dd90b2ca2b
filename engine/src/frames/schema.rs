//! What a table's declaration says, and the macro that declares one.

use std::fmt;

use polars::prelude::DataType;

/// The version of the schema. New nullable columns keep it; anything else raises it.
pub const SCHEMA_VERSION: u32 = 2;

/// How a column is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dtype {
    /// Yes or no.
    Flag,
    /// A number from a closed list.
    Code,
    /// A count, an index or a small number.
    Count,
    /// Minor units of the row's currency.
    Amount,
    /// Months since year zero: year × 12 + month − 1.
    Month,
    /// A local date.
    Date,
    /// Text.
    Text,
}

impl Dtype {
    /// The polars type that it is stored as.
    #[must_use]
    pub const fn polars(self) -> DataType {
        match self {
            Self::Flag => DataType::Boolean,
            Self::Code => DataType::UInt8,
            Self::Count => DataType::UInt32,
            Self::Amount => DataType::Int64,
            Self::Month => DataType::Int32,
            Self::Date => DataType::Date,
            Self::Text => DataType::String,
        }
    }
}

impl fmt::Display for Dtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.polars(), f)
    }
}

/// One column of the public schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSchema {
    /// Its name.
    pub name: &'static str,
    /// How it is stored.
    pub dtype: Dtype,
    /// Whether null is allowed; null is what the report did not say.
    pub nullable: bool,
    /// What it means, in one sentence.
    pub meaning: &'static str,
}

/// One table of the public schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableSchema {
    /// Its name, also that of its Parquet file.
    pub name: &'static str,
    /// What one row is.
    pub meaning: &'static str,
    /// Its columns in order. The first is always `case`.
    pub columns: &'static [ColumnSchema],
}

/// The column that every table begins with.
pub(super) const CASE: ColumnSchema = ColumnSchema {
    name: "case",
    dtype: Dtype::Count,
    nullable: false,
    meaning: "The case's number: its position in `cases`, from 0.",
};

/// Declares tables once: the schema as data, the row that is pushed, and the columns it goes to.
macro_rules! tables {
    ($($variant:ident = $name:ident, $row:ident, $columns:ident, $meaning:literal {
        $($column:ident: $kind:ty = $about:literal;)+
    })+) => {
        /// A table of the schema.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Table { $(#[doc = $meaning] $variant,)+ }

        impl Table {
            /// Every table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its declaration.
            #[must_use]
            pub const fn schema(self) -> &'static TableSchema {
                match self {
                    $(Self::$variant => &TableSchema {
                        name: stringify!($name),
                        meaning: $meaning,
                        columns: &[CASE, $(ColumnSchema {
                            name: stringify!($column),
                            dtype: <$kind as Kind>::DTYPE,
                            nullable: <$kind as Kind>::NULLABLE,
                            meaning: $about,
                        },)+],
                    },)+
                }
            }
        }

        $(
            #[doc = $meaning]
            pub(super) struct $row<'a> {
                $(#[doc = $about] pub(super) $column: <$kind as Kind>::Value<'a>,)+
            }

            #[derive(Default)]
            pub(super) struct $columns {
                case: Vec<u32>,
                $($column: <$kind as Kind>::Store,)+
            }

            impl $columns {
                pub(super) fn push(&mut self, case: u32, row: $row<'_>) {
                    self.case.push(case);
                    $(<$kind as Kind>::push(&mut self.$column, row.$column);)+
                }
            }
        )+

        /// The rows of every table, as they are pushed.
        #[derive(Default)]
        pub(super) struct Rows { $(pub(super) $name: $columns,)+ }

        impl Rows {
            /// The tables in the order of [`Table::ALL`].
            pub(super) fn finish(self) -> Result<Vec<DataFrame>, Error> {
                Ok(vec![$({
                    let columns = self.$name;
                    if columns.case.is_empty() {
                        empty(Table::$variant)
                    } else {
                        let height = columns.case.len();
                        DataFrame::new(height, vec![
                            <U32 as Kind>::column("case", columns.case),
                            $(<$kind as Kind>::column(stringify!($column), columns.$column),)+
                        ])
                        .map_err(|source| Error::Polars { table: stringify!($name), source })?
                    }
                },)+])
            }
        }
    };
}
pub(super) use tables;
