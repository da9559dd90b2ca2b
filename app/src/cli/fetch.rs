//! What `caudal fetch` can be asked for.

use std::path::PathBuf;

use caudal_facts::Source;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ValueEnum};

use crate::fetching::SimulatorAddress;

/// Gather what the providers know of an applicant, for `decide --evidence`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal simulate                         in another terminal: providers to try it with
  caudal fetch --application fixtures/applications/ar-salaried-clean.json --out evidence
  caudal fetch … --policy rules/ar/consumer         stage by stage, only what the policy asks for
  caudal fetch … --providers providers.toml --access access.json --deadline 600

Run again with the same DIR, it goes on: what arrived is not asked for again, what was begun is
not begun anew. DIR belongs to one application. About a co-applicant the same sources are asked,
side by side; what comes is kept in DIR/co.

The providers' file (TOML); a secret is named in it and never written:
  [cirenio]
  api_key = { env = \"CIRENIO_API_KEY\" }     # or { file = \"/run/secrets/cirenio\" }
  limits = { timeout_seconds = 60, attempts_max = 4, concurrent_max = 16, per_minute = 100 }
  [khipu]
  jwt = { env = \"KHIPU_JWT\" }               # or api_key
  tax_folder = { receiving_institution = \"Banco\", institution_name = \"Empresa Ejemplo\" }
  [bancame]
  key = { env = \"BANCAME_KEY\" }
  [bcra]                                    # takes no key; each may have a base = \"https://…\"
  [gather]
  poll_min_ms = 500                         # also poll_max_ms, settle_ms, summaries_wait_ms,
                                            # recycle_wait_ms
  [prices]
  \"cirenio/report\" = \"0.35 ARS\"

The access file (JSON): what the applicant connected:
  { \"cirenio\": [{ \"bank_id\": 11, \"token\": \"…\" }, { \"job\": \"HASH\" }],
    \"khipu\": [{ \"bank\": \"demo-bank.khipu.com\", \"segment\": \"personal\", \"jwt\": \"…\" }],
    \"khipu_services\": { \"jwt\": { \"env\": \"APPLICANT_JWT\" } },
    \"bancame_metadata\": {} }

Exit code 1 when a source is partial or did not come, 3 when none came, 130 after Ctrl-C.")]
pub(crate) struct FetchArgs {
    /// The application: who asks for what, as of which date (JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) application: PathBuf,

    /// Where it goes: payloads, manifest.json, gather.json, and the journal that a later run goes on from.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,

    /// Ask stage by stage for what this policy needs [default: all that features can be made of].
    #[arg(long, value_name = "DIR")]
    pub(crate) policy: Option<PathBuf>,

    /// Transaction categories (TOML), for the policy.
    /// [default: categories/COUNTRY.toml in the nearest folder above the policy that has one]
    #[arg(long, value_name = "FILE", requires = "policy")]
    pub(crate) categories: Option<PathBuf>,

    /// Dated series (CSV files with series;from;value), for the policy.
    #[arg(long, value_name = "DIR", requires = "policy")]
    pub(crate) reference: Option<PathBuf>,

    /// Ask for this source only; may be given several times.
    #[arg(long = "source", value_name = "NAME", conflicts_with = "policy", value_parser = source())]
    pub(crate) sources: Vec<Source>,

    /// What the applicant connected (JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) access: Option<PathBuf>,

    /// What a co-applicant connected (JSON, in the same form).
    #[arg(long, value_name = "FILE")]
    pub(crate) co_access: Option<PathBuf>,

    /// The providers, and where their keys are (TOML).
    #[arg(long, value_name = "FILE", conflicts_with = "simulator")]
    pub(crate) providers: Option<PathBuf>,

    /// A simulator on this machine [default: without --providers, the one at port 8017].
    #[arg(long, value_name = "URL")]
    pub(crate) simulator: Option<SimulatorAddress>,

    /// How long it may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 300,
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) deadline: u64,

    /// Print how each source went as JSON and nothing else.
    #[arg(long)]
    pub(crate) json: bool,

    /// How much to tell on standard error of the calls [default: warn, or `CAUDAL_LOG`].
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) log: Option<LogLevel>,
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogLevel {
    /// What went wrong for good.
    Error,
    /// Also what went wrong and was tried again.
    Warn,
    /// Also every call.
    Info,
    /// Also every wait.
    Debug,
}

fn source() -> impl clap::builder::TypedValueParser<Value = Source> {
    PossibleValuesParser::new(Source::ALL.map(Source::name))
        .try_map(|name| Source::parse(&name).ok_or("no such source"))
}
