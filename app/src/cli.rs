//! The command line: what can be asked for. Nothing here does anything.

mod categories;
mod diff;
mod fetch;
mod ingest;
mod letter;
mod quote;
mod rescore;
mod simulate;
mod test;

use std::path::PathBuf;

use caudal_engine::policy::Language;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use categories::{CategoriesArgs, Sign};
pub(crate) use diff::DiffArgs;
pub(crate) use fetch::{FetchArgs, LogLevel};
pub(crate) use ingest::IngestArgs;
pub(crate) use letter::{LetterArgs, PublishArgs};
pub(crate) use quote::QuoteArgs;
pub(crate) use rescore::RescoreArgs;
pub(crate) use simulate::{SimulateArgs, Speed};
pub(crate) use test::TestArgs;

const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    findings, a check or case that failed, or cases that could not be taken or decided
  2    wrong usage or input
  3    no provider could be reached
  130  interrupted";

/// Credit decisions from bank, debt and income reports, by a policy that a risk team owns.
#[derive(Debug, Parser)]
#[command(name = "caudal", version, after_help = EXIT_CODES, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The program's jobs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Decide(DecideArgs),
    Fetch(FetchArgs),
    Simulate(SimulateArgs),
    Check(CheckArgs),
    Test(TestArgs),
    Features(FeaturesArgs),
    Categories(CategoriesArgs),
    Quote(QuoteArgs),
    Diff(DiffArgs),
    Letter(LetterArgs),
    Publish(PublishArgs),
    Ingest(IngestArgs),
    Rescore(RescoreArgs),
}

/// Decide one application with a policy and what the providers answered.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal decide --policy rules/ar/consumer --application fixtures/applications/ar-seed.json \\
                --evidence fixtures/evidence/ar-seed
  caudal decide --policy rules/cl/consumer --application fixtures/applications/cl-salaried-clean.json \\
                --simulate
  caudal decide … --explain --lang en     every rule with the values that it read
  caudal decide … --json | jq .outcome    the decision alone, for programs
  caudal decide … --set request.amount=1500000
                                          what if: one value in place of the application's own
  caudal decide … --explain-feature income.verified_monthly_6m
                                          the transactions that made this number

A decision of any outcome ends with exit code 0; 2 means that none could be made.")]
pub(crate) struct DecideArgs {
    /// The policy's folder, the one that holds policy.toml; or one that holds its versions, each in a
    /// folder: the date of the application says which decides.
    #[arg(long, value_name = "DIR")]
    pub(crate) policy: PathBuf,

    /// The application: who asks for what, as of which date (JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) application: PathBuf,

    /// What the providers answered: manifest.json and the payloads that it names.
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "simulate",
        conflicts_with = "simulate"
    )]
    pub(crate) evidence: Option<PathBuf>,

    /// Ask simulated providers instead, as the policy says, on the application's own date.
    #[arg(long)]
    pub(crate) simulate: bool,

    /// Decides what the simulated providers make up [default: 0].
    #[arg(
        long,
        value_name = "NUMBER",
        requires = "simulate",
        conflicts_with = "evidence"
    )]
    pub(crate) seed: Option<u64>,

    /// Applicants whom the simulated providers know: applications/*.json and evidence/NAME/.
    #[arg(
        long,
        value_name = "DIR",
        requires = "simulate",
        conflicts_with = "evidence"
    )]
    pub(crate) fixtures: Option<PathBuf>,

    /// Keep what the simulated providers answer, for --evidence.
    #[arg(
        long,
        value_name = "DIR",
        requires = "simulate",
        conflicts_with = "evidence"
    )]
    pub(crate) keep: Option<PathBuf>,

    /// Transaction categories (TOML).
    /// [default: categories/COUNTRY.toml in the nearest folder above the policy that has one]
    #[arg(long, value_name = "FILE")]
    pub(crate) categories: Option<PathBuf>,

    /// Dated series (CSV files with series;from;value): exchange rates, price index, minimum wage.
    /// What the application or the policy gives itself comes first.
    #[arg(long, value_name = "DIR")]
    pub(crate) reference: Option<PathBuf>,

    /// Print the decision as JSON and nothing else. It holds both languages.
    #[arg(long)]
    pub(crate) json: bool,

    /// Try a value in place of the application's own, NAME=VALUE; may be given more than once. The decision says
    /// that it is a trial.
    #[arg(
        long = "set",
        value_name = "NAME=VALUE",
        requires = "evidence",
        conflicts_with = "explain_feature"
    )]
    pub(crate) set: Vec<String>,

    /// Also print every rule, the values that it read, whether it fired and where it stands; and, with --evidence,
    /// what would have to change for an approval.
    #[arg(long, conflicts_with = "json")]
    pub(crate) explain: bool,

    /// Instead of the decision, print how one feature of this case came to be: the rows, the payloads
    /// that they were read from, and the arithmetic.
    #[arg(
        long,
        value_name = "FEATURE",
        requires = "evidence",
        conflicts_with = "explain"
    )]
    pub(crate) explain_feature: Option<String>,

    /// The language to print in.
    #[arg(long, value_enum, default_value_t = Lang::Es, value_name = "LANG")]
    pub(crate) lang: Lang,
}

/// Check policies and their cases without running them: every problem, with its place.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal check rules/ar/consumer
  caudal check rules              every policy below
  caudal check rules --json       for an editor or a pipeline
  caudal check rules --sarif      for a code review: SARIF 2.1.0
  caudal check --explain wrong-period
                                  what one kind of problem means; without a name, all of them

Exit codes: 0 without errors, 1 with errors (with --deny warnings also with warnings), 2 when a
folder cannot be read. A policy with warnings can be used.")]
pub(crate) struct CheckArgs {
    /// Policies, or folders that hold policies.
    #[arg(
        required_unless_present_any = ["explain", "markdown"],
        conflicts_with_all = ["explain", "markdown"],
        value_name = "DIR"
    )]
    pub(crate) folders: Vec<PathBuf>,

    /// Print the problems as JSON.
    #[arg(long, conflicts_with = "sarif")]
    pub(crate) json: bool,

    /// Print the problems as SARIF 2.1.0.
    #[arg(long)]
    pub(crate) sarif: bool,

    /// Let warnings fail the check, too.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) deny: Option<Deny>,

    /// Explain one kind of problem by its name, or list all kinds.
    #[arg(long, num_args = 0..=1, default_missing_value = "", value_name = "ID", conflicts_with = "markdown")]
    pub(crate) explain: Option<String>,

    /// Print the reference of all kinds of problems (rules/FINDINGS.md).
    #[arg(long)]
    pub(crate) markdown: bool,
}

/// What fails a check besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings.
    Warnings,
}

/// Look up features: what a policy can read of an applicant.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal features                           all of them
  caudal features income                    one group
  caudal features income.conservative_6m    one feature, with all that is declared of it
  caudal features own --policy DIR          those that a policy declares itself
  caudal features --markdown > features.md  the reference page")]
pub(crate) struct FeaturesArgs {
    /// A feature or a group of them.
    pub(crate) name: Option<String>,

    /// A policy's folder: its own features as well.
    #[arg(long, value_name = "DIR")]
    pub(crate) policy: Option<PathBuf>,

    /// Print the declarations as JSON.
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,

    /// Print a reference page.
    #[arg(long)]
    pub(crate) markdown: bool,

    /// The language to print in.
    #[arg(long, value_enum, default_value_t = Lang::Es, value_name = "LANG")]
    pub(crate) lang: Lang,
}

/// A language by its ISO 639 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Spanish, numbers as 1.234,56
    Es,
    /// English, numbers as 1,234.56
    En,
}

/// A date as it is written on the command line.
fn date(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse()
        .map_err(|_| "expected a date such as 2026-02-28")
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Es => Self::Spanish,
            Lang::En => Self::English,
        }
    }
}
