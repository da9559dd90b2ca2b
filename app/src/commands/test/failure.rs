//! A case that failed: what was expected beside what came.

use std::io::{self, Write};

use caudal_engine::policy::CaseResult;

use crate::print::{self, Column, Table, style};

/// Writes the case with its place, and a line for each difference.
pub(super) fn write(out: &mut dyn Write, root: &str, result: &CaseResult) -> io::Result<()> {
    let (bad, bold) = (style::BAD, style::HEADING);
    writeln!(
        out,
        "\n  {bad}failed{bad:#} {bold}{}{bold:#}\n         {root}/{}:{}",
        print::clean(&result.name),
        result.file,
        result.line,
    )?;
    let mut table = Table::new(&[
        Column::Left(""),
        Column::Left("expected"),
        Column::Left("got"),
    ]);
    for difference in &result.differences {
        table.row([
            difference.what.clone(),
            difference.expected.clone(),
            difference.got.clone(),
        ]);
    }
    table.write(out, 9)
}
