//! A running simulator, for people: where it is, and what to do with it.

use std::io::{self, Write};

use caudal_simulator::Simulator;

use super::Table;
use super::text::heading;

/// Writes its addresses, and the command that asks it; `elsewhere` when its port is not the usual one.
pub(crate) fn write(out: &mut dyn Write, simulator: &Simulator, elsewhere: bool) -> io::Result<()> {
    let root = simulator.root();
    heading(out, &format!("Simulated providers at {root}"))?;
    writeln!(out)?;
    let mut table = Table::new(&[]);
    for (name, address) in [
        ("cirenio", simulator.cirenio()),
        ("khipu", simulator.khipu()),
        ("bancame", simulator.bancame()),
        ("bcra", simulator.bcra()),
    ] {
        table.row([name.to_owned(), address.to_string()]);
    }
    table.write(out, 2)?;
    writeln!(out, "\nNext, in another terminal:")?;
    writeln!(out, "  caudal fetch --policy rules/ar/consumer \\")?;
    writeln!(
        out,
        "    --application fixtures/applications/ar-salaried-clean.json \\"
    )?;
    if elsewhere {
        writeln!(
            out,
            "    --simulator {} \\",
            root.as_str().trim_end_matches('/')
        )?;
    }
    writeln!(out, "    --out evidence")?;
    writeln!(out, "\nCtrl-C ends it. Requests follow.")
}
