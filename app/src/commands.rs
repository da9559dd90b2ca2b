//! The program's jobs, one file each.

pub(crate) mod categories;
mod check;
mod decide;
mod diff;
mod features;
mod fetch;
mod ingest;
mod letter;
mod publish;
mod quote;
mod rescore;
mod simulate;
mod test;

use std::io::Write;

use crate::cli::Command;
use crate::exit::Exit;

/// Does what was asked. Answers go to `out`, problems to `err`.
pub(crate) fn run(
    command: &Command,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    match command {
        Command::Decide(args) => decide::run(args, out),
        Command::Fetch(args) => fetch::run(args, out, err),
        Command::Simulate(args) => simulate::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::Test(args) => test::run(args, out, err),
        Command::Features(args) => features::run(args, out),
        Command::Categories(args) => categories::run(args, out),
        Command::Quote(args) => quote::run(args, out),
        Command::Diff(args) => diff::run(args, out),
        Command::Letter(args) => letter::run(args, out),
        Command::Publish(args) => publish::run(args, out),
        Command::Ingest(args) => ingest::run(args, out),
        Command::Rescore(args) => rescore::run(args, out, err),
    }
}
