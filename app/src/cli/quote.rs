//! The arguments of `caudal quote`.

use std::path::PathBuf;

use caudal_facts::numeric::decimal;
use clap::{ArgGroup, Args};
use rust_decimal::Decimal;

use super::Lang;

/// Compute a loan by a policy's contract: every instalment, its totals and yearly costs.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("interest").required(true),
    after_help = "\
Examples:
  caudal quote --policy rules/cl/consumer --amount 1000000 --term 12 --monthly-rate 2%
  caudal quote --policy rules/ar/consumer --amount 1000000 --term 12 --tna 61%
  caudal quote --policy rules/ar/consumer --amount 1000000 --term 12 --tna 0.61 --json

Fees, taxes, insurance, grace and rounding are those of [loan] in policy.toml. No rule is asked
whether such a loan would be granted."
)]
pub(crate) struct QuoteArgs {
    /// The policy's folder, the one that holds policy.toml.
    #[arg(long, value_name = "DIR")]
    pub(crate) policy: PathBuf,

    /// The loan's amount, in the policy's currency.
    #[arg(long, value_name = "AMOUNT", value_parser = number, allow_negative_numbers = true)]
    pub(crate) amount: Decimal,

    /// Number of monthly instalments.
    #[arg(long, value_name = "MONTHS")]
    pub(crate) term: u32,

    /// Interest a month: 0.02 or 2%.
    #[arg(long, value_name = "RATE", group = "interest", value_parser = rate, allow_hyphen_values = true)]
    pub(crate) monthly_rate: Option<Decimal>,

    /// Interest a year, nominal.
    #[arg(long, value_name = "RATE", group = "interest", value_parser = rate, allow_hyphen_values = true)]
    pub(crate) tna: Option<Decimal>,

    /// Interest a year, effective.
    #[arg(long, value_name = "RATE", group = "interest", value_parser = rate, allow_hyphen_values = true)]
    pub(crate) tea: Option<Decimal>,

    /// A fixed charge with each instalment, as a script may add one to a quote.
    #[arg(long, value_name = "AMOUNT", value_parser = number, default_value = "0")]
    pub(crate) monthly_fee: Decimal,

    /// Print the quote as JSON and nothing else.
    #[arg(long)]
    pub(crate) json: bool,

    /// The language to print in.
    #[arg(long, value_enum, default_value_t = Lang::Es, value_name = "LANG")]
    pub(crate) lang: Lang,
}

fn number(text: &str) -> Result<Decimal, String> {
    decimal(text).ok_or_else(|| "expected a number such as 1250000.50".to_owned())
}

/// A fraction, or a percentage.
fn rate(text: &str) -> Result<Decimal, String> {
    let wanted = || "expected a fraction such as 0.02, or 2%".to_owned();
    match text.trim().strip_suffix('%') {
        None => decimal(text).ok_or_else(wanted),
        Some(percent) => decimal(percent)
            .and_then(|percent| percent.checked_div(Decimal::ONE_HUNDRED))
            .ok_or_else(wanted),
    }
}
