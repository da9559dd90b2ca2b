//! `caudal`: credit decisions on the command line.
//!
//! The program reads files, asks providers and prints; it decides nothing itself. What it prints goes through a
//! writer that drops colours when nobody sees them.

mod cli;
mod commands;
mod exit;
mod fetching;
mod files;
mod letter;
mod logging;
mod portfolio;
mod print;
mod problems;
mod rescore;

use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let mut out = BufWriter::new(anstream::stdout().lock());
    let mut err = anstream::stderr().lock();
    let done = commands::run(&cli.command, &mut out, &mut err)
        .and_then(|exit| Ok(out.flush().map(|()| exit)?));
    done.unwrap_or_else(|error| exit::report(&error, &mut err))
        .into()
}
