//! What `caudal simulate` can be asked for.

use std::path::PathBuf;

use caudal_simulator::Applicants;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::date;
use crate::fetching::DEFAULT_PORT;

/// Run Cirenio, Khipu, banca.me and the BCRA as a simulator on this machine, or make up a portfolio.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal simulate --as-of 2026-10-20
  caudal simulate --fixtures fixtures     these applicants' own payloads, byte for byte
  caudal simulate --fault-rate 300        three requests in ten go wrong
  caudal simulate --faults faults.json    these go wrong
  caudal simulate --portfolio 10000 --as-of 2026-10-20 \\
                  --categories rules/categories/cl.toml --out portfolio
                                          no server: so many applicants as shards for `rescore`

Faults (JSON); GET / of a running simulator lists them all, PUT /_faults changes them:
  { \"rules\": [{ \"vendor\": \"cirenio\", \"endpoint\": \"POST /jobs\", \"when\": { \"nth\": 1 },
               \"fault\": \"hang\" }], \"random_per_mille\": 0 }

The server stops at Ctrl-C. Applicants are made up: the same seed, tax id and date give the same ones.")]
pub(crate) struct SimulateArgs {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, value_name = "PORT", default_value_t = DEFAULT_PORT)]
    pub(crate) port: u16,

    /// Decides everything that is made up.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,

    /// The date that reports are of (YYYY-MM-DD) [default: today].
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,

    /// Applicants whose payloads are files: applications/*.json and evidence/NAME/.
    #[arg(long, value_name = "DIR")]
    pub(crate) fixtures: Option<PathBuf>,

    /// What goes wrong, and when (JSON).
    #[arg(long, value_name = "FILE", conflicts_with = "fault_rate")]
    pub(crate) faults: Option<PathBuf>,

    /// Of a thousand requests, how many go wrong, in all the ways there are.
    #[arg(long, value_name = "PER_MILLE", value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub(crate) fault_rate: Option<u16>,

    /// How fast jobs and callbacks come along.
    #[arg(long, value_enum, value_name = "PACE", default_value_t = Speed::Quick)]
    pub(crate) pace: Speed,

    /// Make up so many applicants with all that is known of them, instead of answering for them.
    #[arg(
        long,
        value_name = "APPLICANTS",
        value_parser = clap::value_parser!(u64).range(1..=Applicants::MAX),
        requires_all = ["as_of", "out"],
        conflicts_with_all = ["port", "fixtures", "faults", "fault_rate", "pace"]
    )]
    pub(crate) portfolio: Option<u64>,

    /// Transaction categories (TOML) for a portfolio; their country is the applicants': rules/categories/cl.toml or
    /// rules/categories/ar.toml.
    #[arg(long, value_name = "FILE", requires = "portfolio")]
    pub(crate) categories: Option<PathBuf>,

    /// The portfolio's folder, which must not be there yet.
    #[arg(long, value_name = "DIR", requires = "portfolio")]
    pub(crate) out: Option<PathBuf>,
}

/// How fast things come along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Speed {
    /// As fast as they are asked after
    Quick,
    /// A job takes some ten seconds, as at the vendors
    Lifelike,
}
