//! `caudal test`: what can be asked of it.

use std::path::PathBuf;

use clap::Args;

/// Run policies' own cases (cases/*.toml; a file that begins with _ is a base for others).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  caudal test rules/ar/consumer
  caudal test rules --coverage            what no case shows: rules, conditions, rows of tables
  caudal test rules/ar/consumer --html coverage.html --lcov coverage.info
  caudal test rules --coverage-min 100    for a pipeline
  caudal test rules/ar/consumer --generate
                                          cases around every threshold, for a person to confirm
  caudal test rules/ar/consumer --mutate  which small changes to the policy no case notices

A rule is covered when one case fires it and another reaches it without; an atomic condition when
it decided the whole condition once by holding and once by not holding (masking MC/DC; what is
missing decides nothing); a row when it answered.

Exit codes: 0 when every case passed; 1 when one failed, a policy or file could not be read, a
policy has no case, coverage is under the minimum, or --mutate found a change that no case notices;
2 when a folder cannot be read or a file not be written.")]
pub(crate) struct TestArgs {
    /// Policies, or folders that hold policies.
    #[arg(required = true, value_name = "DIR")]
    pub(crate) folders: Vec<PathBuf>,

    /// Also list the rules, conditions and rows of tables that the cases do not cover.
    #[arg(long)]
    pub(crate) coverage: bool,

    /// Fail when less than so many per cent of a policy's rules, conditions and rows are covered.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) coverage_min: Option<u8>,

    /// Change the policy in one place at a time (operators, thresholds, cells, rules), and list the changes
    /// that no case notices.
    #[arg(long)]
    pub(crate) mutate: bool,

    /// Write cases/generated.toml: a case just under, at and just over each threshold, with what the policy
    /// answers now, for a person to confirm. A file that is there already is left alone.
    #[arg(long, conflicts_with_all = ["coverage", "coverage_min", "mutate", "lcov", "html"])]
    pub(crate) generate: bool,

    /// The base in cases/ that generated cases begin from, if there are several.
    #[arg(long, value_name = "NAME", requires = "generate")]
    pub(crate) base: Option<String>,

    /// Write the coverage for editors and pipelines, as lcov's tracefile.
    #[arg(long, value_name = "FILE")]
    pub(crate) lcov: Option<PathBuf>,

    /// Write the coverage as a page: the files with what is covered in colour.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

impl TestArgs {
    /// Whether the terminal shows what is not covered.
    pub(crate) const fn shows_coverage(&self) -> bool {
        self.coverage || self.coverage_min.is_some()
    }
}
