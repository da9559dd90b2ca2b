//! The arguments of `caudal diff`.

use std::path::PathBuf;

use clap::Args;

use super::Lang;

/// Tell what changed between two policies: rule by rule, threshold by threshold, row by row.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal diff old/cl/consumer rules/cl/consumer
  caudal diff rules/cl/consumer rules/cl/challenger --lang en
  caudal diff old/cl/consumer rules/cl/consumer --html change.html    for a committee
  caudal diff old/cl/consumer rules/cl/consumer --json | jq '.changes[].text.en'

Comments, blanks and the order of rules inside a stage change nothing and are not told.

Exit codes: 0 when both decide by the same, 1 when they differ, 2 when one cannot be read.")]
pub(crate) struct DiffArgs {
    /// The earlier policy's folder.
    #[arg(value_name = "BEFORE")]
    pub(crate) before: PathBuf,

    /// The later policy's folder.
    #[arg(value_name = "AFTER")]
    pub(crate) after: PathBuf,

    /// Print the changes as JSON and nothing else. It holds both languages.
    #[arg(long)]
    pub(crate) json: bool,

    /// Also write a page that needs nothing else, to be read and printed.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,

    /// The language to print in.
    #[arg(long, value_enum, default_value_t = Lang::Es, value_name = "LANG")]
    pub(crate) lang: Lang,
}
