//! What `caudal ingest` can be asked for.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use caudal_facts::Limits;
use chrono::NaiveDate;
use clap::Args;

use super::date;

/// Rows of a table in one shard, unless it is given.
const SHARD_ROWS: NonZeroUsize = match NonZeroUsize::new(Limits::SHARD_ROWS) {
    Some(rows) => rows,
    None => NonZeroUsize::MIN,
};

/// Turn applications and what the providers answered into a portfolio for batch jobs: shards of Parquet files.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal ingest --cases fixtures --categories rules/categories/cl.toml --out portfolio
  caudal ingest --lines cases.jsonl --categories rules/categories/cl.toml --out portfolio
  caudal ingest --movements bank.csv --as-of 2026-10-20 \\
                --categories rules/categories/cl.toml --out portfolio
  caudal ingest --movements bank.parquet …

A line is one case:
  { \"application\": { … }, \"manifest\": { \"version\": 1, \"entries\": [ … ] },
    \"payloads\": { \"khipu-accounts.json\": { … } } }
the application as for `decide`, the manifest as in an evidence folder, each payload by its file's
name as the provider's JSON or as text. A digest that the manifest states is held.

Movements of many cases are a CSV or Parquet file with the columns case, account, date (2026-02-28),
amount (money out is negative, 1234.56) and description, and, if you like, detail and balance_after,
sorted by case: byte by byte, or by number where Parquet has whole numbers. It is read a case at a
time, Parquet a row group at a time. Amounts in Parquet are decimals, whole numbers (of pesos, not
centavos) or text; floating-point numbers are refused, for they hold amounts only nearly. Such cases
ask for nothing: features can be computed of them, and a policy refers them for want of its inputs.

What cannot be taken is listed with its reason in OUT/rejects.jsonl: what cannot be read, a second
case with one id, an application from another country than that of the categories. The folder
appears when all of it is written; until then it is OUT.partial.

Exit codes: 0 when every case was taken, 1 when some were not, 2 when nothing could be written.")]
pub(crate) struct IngestArgs {
    /// Cases in files: applications/*.json and evidence/NAME/, as `fetch --out evidence/NAME` keeps it.
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present_any = ["lines", "movements"],
        conflicts_with_all = ["lines", "movements"]
    )]
    pub(crate) cases: Option<PathBuf>,

    /// Cases in lines of JSON, one a line; - reads standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "movements")]
    pub(crate) lines: Option<PathBuf>,

    /// Movements of many cases in the currency of the categories' country (CSV or Parquet, sorted by
    /// case).
    #[arg(long, value_name = "FILE", requires = "as_of")]
    pub(crate) movements: Option<PathBuf>,

    /// The date that the movements are looked at on (YYYY-MM-DD).
    #[arg(long, value_name = "DATE", value_parser = date, requires = "movements")]
    pub(crate) as_of: Option<NaiveDate>,

    /// Transaction categories (TOML).
    #[arg(long, value_name = "FILE")]
    pub(crate) categories: PathBuf,

    /// The portfolio's folder, which must not be there yet.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,

    /// Rows of a table in one shard at most.
    #[arg(long, value_name = "ROWS", default_value_t = SHARD_ROWS)]
    pub(crate) shard_rows: NonZeroUsize,

    /// Print the portfolio's list as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
