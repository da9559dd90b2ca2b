//! The kinds of problems that a check can find: one explained, all listed, and the reference page.

use std::io::{self, Write};

use caudal_engine::policy::Finding;

use super::{Column, Table, WIDTH, heading, style, wrapped};

/// One kind of problem, with a wrong and a right example.
pub(crate) fn one(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    let quiet = style::QUIET;
    heading(out, &format!("{}: {}", finding.id, finding.title))?;
    writeln!(out, "{quiet}{}{quiet:#}\n", finding.level.name())?;
    for line in wrapped(finding.explanation, WIDTH) {
        writeln!(out, "{line}")?;
    }
    for (label, example) in [("wrong", finding.wrong), ("right", finding.right)] {
        writeln!(out, "\n{label}:")?;
        for line in example.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// All kinds, a line each.
pub(crate) fn list(out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(&[
        Column::Left("finding"),
        Column::Left("severity"),
        Column::Left("what it is"),
    ]);
    for finding in Finding::all() {
        table.row([
            finding.id.to_owned(),
            finding.level.name().to_owned(),
            finding.title.to_owned(),
        ]);
    }
    table.write(out, 0)
}

/// The reference page.
pub(crate) fn markdown(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Findings\n")?;
    writeln!(
        out,
        "What `caudal check` can find in a policy: {} kinds of problems. Errors keep a policy from being \
         used; warnings do not, unless `--deny warnings` is given. Written by `caudal check --markdown`; do \
         not edit.\n",
        Finding::all().count(),
    )?;
    writeln!(
        out,
        "| finding | severity | what it is |\n| --- | --- | --- |"
    )?;
    for finding in Finding::all() {
        let (id, level) = (finding.id, finding.level.name());
        writeln!(out, "| [`{id}`](#{id}) | {level} | {} |", finding.title)?;
    }
    for finding in Finding::all() {
        writeln!(out, "\n## {}\n", finding.id)?;
        writeln!(out, "{}: {}.\n", finding.level.name(), finding.title)?;
        writeln!(out, "{}", finding.explanation)?;
        for (label, example) in [("Wrong", finding.wrong), ("Right", finding.right)] {
            writeln!(out, "\n{label}:\n\n```\n{example}\n```")?;
        }
    }
    Ok(())
}
