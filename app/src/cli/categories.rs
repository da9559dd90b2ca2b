//! The arguments of `caudal categories`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Lang;

/// Check a categories file, and see what it makes of bank movements.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal categories rules/categories/cl.toml            every problem, and the entries by category
  caudal categories rules/categories/cl.toml --describe \"PAC ENEL 123\" --sign out
  caudal categories rules/categories/cl.toml --statement rules/categories/cases/cl.csv
  caudal categories rules/categories/ar.toml --evidence fixtures/evidence/ar-seed \\
                    --application fixtures/applications/ar-seed.json

A statement is a CSV file with the columns description and amount (money paid is negative, 1234.56),
and, if you like, detail and category. Where category says what a movement should be, differences are
shown first. Texts are shown as they are compared: upper case, each number as #.

Exit code 1 when the file has a problem or a movement is not what the statement says.")]
pub(crate) struct CategoriesArgs {
    /// The categories file (TOML).
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Movements to categorise (CSV).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["evidence", "describe"])]
    pub(crate) statement: Option<PathBuf>,

    /// Movements to categorise: what the providers answered about an applicant.
    #[arg(
        long,
        value_name = "DIR",
        requires = "application",
        conflicts_with = "describe"
    )]
    pub(crate) evidence: Option<PathBuf>,

    /// The application that the evidence belongs to (JSON).
    #[arg(long, value_name = "FILE", requires = "evidence")]
    pub(crate) application: Option<PathBuf>,

    /// One text to categorise.
    #[arg(long, value_name = "TEXT", requires = "sign")]
    pub(crate) describe: Option<String>,

    /// Whether the described money was received or paid.
    #[arg(long, value_enum, requires = "describe", value_name = "SIGN")]
    pub(crate) sign: Option<Sign>,

    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,

    /// The language to print in.
    #[arg(long, value_enum, default_value_t = Lang::Es, value_name = "LANG")]
    pub(crate) lang: Lang,
}

/// The direction of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sign {
    /// Money received.
    In,
    /// Money paid.
    Out,
}
