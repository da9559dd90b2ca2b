//! What `caudal rescore` can be asked for.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{Lang, date};

/// Decide a whole portfolio with a policy: shards in, decisions as Parquet out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal rescore --facts portfolio --policy rules/cl/consumer --out decisions
  caudal rescore --facts portfolio --policy rules/cl/consumer --reference fixtures/reference \\
                 --as-of 2026-10-20 --out decisions

OUT/decisions/ has a file for each shard with a row for each case, in the shard's order;
OUT/summary.json has the numbers of all, OUT/rejects.jsonl, if there are any, the cases that could
not be decided, which have a row with an error, too. README.md lists the columns.

It can be stopped at any moment, by Ctrl-C after the shards in work, and goes on when the same
command is given again: what was decided stays, and the result is the same to the byte. Until all
is decided the folder is OUT.partial. When the policy, the series, the date or a shard has changed
meanwhile, it refuses.

On a terminal standard error shows a bar, elsewhere a line of JSON for each shard.

Exit codes: 0 when every case was decided, 1 when some could not be, 2 when the portfolio or the
policy cannot be used, 130 when it was interrupted.")]
pub(crate) struct RescoreArgs {
    /// The portfolio: a folder of shards, as `ingest` writes them.
    #[arg(long, value_name = "DIR")]
    pub(crate) facts: PathBuf,

    /// The policy's folder; or, with --as-of, one that holds its versions.
    #[arg(long, value_name = "DIR")]
    pub(crate) policy: PathBuf,

    /// The folder of the decisions, which must not be there yet.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,

    /// Decide all as of this date (YYYY-MM-DD) [default: each case as of its own].
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,

    /// The categories that the portfolio was written with (TOML).
    /// [default: categories/COUNTRY.toml in the nearest folder above the policy that has one]
    #[arg(long, value_name = "FILE")]
    pub(crate) categories: Option<PathBuf>,

    /// Dated series (CSV files with series;from;value): exchange rates, price index, minimum wage.
    /// What a case or the policy gives itself comes first.
    #[arg(long, value_name = "DIR")]
    pub(crate) reference: Option<PathBuf>,

    /// Shards in work at once [default: one for each core].
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Print the summary as JSON.
    #[arg(long)]
    pub(crate) json: bool,

    /// The language to print in.
    #[arg(long, value_enum, default_value_t = Lang::Es, value_name = "LANG")]
    pub(crate) lang: Lang,
}
