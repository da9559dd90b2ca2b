//! The kinds of column: what is pushed, where it is kept, which polars column it becomes.

use polars::prelude::{
    BooleanChunked, ChunkedArray, Column, DataType, Int32Chunked, Int32Type, Int64Type,
    IntoColumn as _, NewChunkedArray as _, PlSmallStr, PolarsNumericType, StringChunkedBuilder,
    UInt8Type, UInt32Type,
};

use super::schema::Dtype;

/// A kind of column.
pub(super) trait Kind {
    const DTYPE: Dtype;
    const NULLABLE: bool;
    /// What is pushed.
    type Value<'a>;
    /// Where it is kept until the table is built.
    type Store: Default;

    fn push(store: &mut Self::Store, value: Self::Value<'_>);
    fn column(name: &'static str, store: Self::Store) -> Column;
}

/// Declares a kind of number twice: as itself, and for [`Opt`].
macro_rules! numbers {
    ($($kind:ident($native:ty, $polars:ty, $dtype:ident);)+) => {$(
        pub(super) enum $kind {}

        impl Kind for $kind {
            const DTYPE: Dtype = Dtype::$dtype;
            const NULLABLE: bool = false;
            type Value<'a> = $native;
            type Store = Vec<$native>;

            fn push(store: &mut Self::Store, value: $native) {
                store.push(value);
            }

            fn column(name: &'static str, store: Self::Store) -> Column {
                dated(
                    ChunkedArray::<$polars>::from_vec(PlSmallStr::from_static(name), store),
                    Dtype::$dtype,
                )
            }
        }

        impl Kind for Opt<$kind> {
            const DTYPE: Dtype = Dtype::$dtype;
            const NULLABLE: bool = true;
            type Value<'a> = Option<$native>;
            type Store = Vec<Option<$native>>;

            fn push(store: &mut Self::Store, value: Option<$native>) {
                store.push(value);
            }

            fn column(name: &'static str, store: Self::Store) -> Column {
                dated(
                    ChunkedArray::<$polars>::from_slice_options(PlSmallStr::from_static(name), &store),
                    Dtype::$dtype,
                )
            }
        }
    )+};
}

/// A column that may hold null.
pub(super) struct Opt<K>(std::marker::PhantomData<K>);

numbers! {
    Code(u8, UInt8Type, Code);
    U32(u32, UInt32Type, Count);
    Amount(i64, Int64Type, Amount);
    MonthIndex(i32, Int32Type, Month);
    Day(i32, Int32Type, Date);
}

/// Days become dates, other numbers stay numbers.
fn dated<T: PolarsNumericType>(numbers: ChunkedArray<T>, dtype: Dtype) -> Column
where
    ChunkedArray<T>: IntoNumbers,
{
    numbers.into_numbers(dtype)
}

/// A chunked array that becomes a column of its own type or, for days, of dates.
pub(super) trait IntoNumbers {
    fn into_numbers(self, dtype: Dtype) -> Column;
}

macro_rules! plain {
    ($($polars:ty),+) => {$(
        impl IntoNumbers for ChunkedArray<$polars> {
            fn into_numbers(self, _: Dtype) -> Column {
                self.into_column()
            }
        }
    )+};
}
plain!(UInt8Type, UInt32Type, Int64Type);

impl IntoNumbers for Int32Chunked {
    fn into_numbers(self, dtype: Dtype) -> Column {
        if matches!(dtype, Dtype::Date) {
            self.into_date().into_column()
        } else {
            self.into_column()
        }
    }
}

/// Yes or no.
pub(super) enum Flag {}

impl Kind for Flag {
    const DTYPE: Dtype = Dtype::Flag;
    const NULLABLE: bool = false;
    type Value<'a> = bool;
    type Store = Vec<bool>;

    fn push(store: &mut Self::Store, value: bool) {
        store.push(value);
    }

    fn column(name: &'static str, store: Self::Store) -> Column {
        BooleanChunked::from_slice(PlSmallStr::from_static(name), &store).into_column()
    }
}

impl Kind for Opt<Flag> {
    const DTYPE: Dtype = Dtype::Flag;
    const NULLABLE: bool = true;
    type Value<'a> = Option<bool>;
    type Store = Vec<Option<bool>>;

    fn push(store: &mut Self::Store, value: Option<bool>) {
        store.push(value);
    }

    fn column(name: &'static str, store: Self::Store) -> Column {
        BooleanChunked::from_slice_options(PlSmallStr::from_static(name), &store).into_column()
    }
}

/// Text; null when the report says nothing.
pub(super) enum Text {}

/// Text on its way to a column.
pub(super) struct TextStore(StringChunkedBuilder);

impl Default for TextStore {
    fn default() -> Self {
        Self(StringChunkedBuilder::new(PlSmallStr::EMPTY, 0))
    }
}

impl Kind for Text {
    const DTYPE: Dtype = Dtype::Text;
    const NULLABLE: bool = true;
    type Value<'a> = Option<&'a str>;
    type Store = TextStore;

    fn push(store: &mut Self::Store, value: Option<&str>) {
        store.0.append_option(value);
    }

    fn column(name: &'static str, store: Self::Store) -> Column {
        let mut text = store.0.finish();
        text.rename(PlSmallStr::from_static(name));
        text.into_column()
    }
}

/// A column without rows.
pub(super) fn empty_column(name: &'static str, dtype: Dtype) -> Column {
    let dtype: DataType = dtype.polars();
    Column::new_empty(PlSmallStr::from_static(name), &dtype)
}
