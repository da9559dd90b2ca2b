//! The arguments of `caudal letter` and `caudal publish`.

use std::path::PathBuf;

use clap::Args;

/// Write what the applicant is told of a decision: the notice and, in Chile, the solvency report.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal letter decision.json --lender \"Empresa Ejemplo\"
  caudal decide … --json | caudal letter - --lender \"Empresa Ejemplo\"
  caudal letter decision.json --lender \"Empresa Ejemplo\" --html letter.html

The letter is in Spanish. It says only what the decision tells the applicant: reasons that the policy
keeps to itself are not in it.")]
pub(crate) struct LetterArgs {
    /// The decision, as `caudal decide --json` prints it; - reads standard input.
    #[arg(value_name = "DECISION")]
    pub(crate) decision: PathBuf,

    /// The lender, as the applicant knows it.
    #[arg(long, value_name = "NAME")]
    pub(crate) lender: String,

    /// Also write a page that needs nothing else, to be sent and printed.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

/// Write what a lender publishes of a policy: its objective conditions and how it decides.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal publish rules/cl/consumer --lender \"Empresa Ejemplo\"
  caudal publish rules/cl/consumer --lender \"Empresa Ejemplo\" --html conditions.html

The text is in Spanish and names the policy's version and hash. Reasons that are not told, such as
those against fraud, are not in it.")]
pub(crate) struct PublishArgs {
    /// The policy's folder, the one that holds policy.toml.
    #[arg(value_name = "DIR")]
    pub(crate) policy: PathBuf,

    /// The lender, as applicants know it.
    #[arg(long, value_name = "NAME")]
    pub(crate) lender: String,

    /// Also write a page that needs nothing else.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}
