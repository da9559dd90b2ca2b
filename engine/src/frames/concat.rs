//! Several sets of tables as one.

use polars::prelude::Column;

use super::build::Frames;
use super::error::Error;
use super::read::TableView;
use super::schema::CASE;
use super::tables::Table;

/// The tables of every part, their cases renumbered in order.
pub(super) fn concat(parts: &[Frames]) -> Result<Frames, Error> {
    let mut tables = Vec::with_capacity(Table::ALL.len());
    for &table in Table::ALL {
        let name = table.name();
        let polars = |source| Error::Polars {
            table: name,
            source,
        };
        let mut whole = super::tables::empty(table);
        let mut base: u32 = 0;
        for part in parts {
            let too_many = || Error::TooManyRows {
                table: name,
                rows: usize::MAX,
            };
            let mut frame = part.table(table).clone();
            let renumbered = TableView::of(&frame, table)?
                .case
                .iter()
                .map(|case| case.checked_add(base).ok_or_else(too_many))
                .collect::<Result<Vec<_>, _>>()?;
            frame
                .with_column(Column::new(CASE.name.into(), renumbered))
                .map_err(polars)?;
            whole.vstack_mut(&frame).map_err(polars)?;
            base = u32::try_from(part.cases())
                .ok()
                .and_then(|cases| base.checked_add(cases))
                .ok_or_else(too_many)?;
        }
        whole.rechunk_mut();
        tables.push(whole);
    }
    Ok(Frames::checked(tables))
}
