//! `caudal rescore`: a portfolio decided again.

use std::io::Write;
use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use caudal_facts::Limits;

use crate::cli::RescoreArgs;
use crate::exit::Exit;
use crate::files::{Rules, RulesAt};
use crate::portfolio::Staging;
use crate::print::{self, Meter};
use crate::rescore::{Ended, Job, Plan, inputs, work};

pub(crate) fn run(
    args: &RescoreArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let at = RulesAt {
        policy: &args.policy,
        categories: args.categories.as_deref(),
        reference: args.reference.as_deref(),
    };
    Staging::hold_new(&args.out)?;
    let rules = Rules::for_portfolio(at, args.as_of, &Limits::default())?;
    let threads = match args.threads {
        Some(threads) => threads,
        None => available_parallelism().unwrap_or(NonZeroUsize::MIN),
    };
    let categories = rules.categories.sha256();
    // Nothing is written for a portfolio that cannot be used.
    let inputs = inputs(&args.facts, categories, threads.get())?;
    let staging = Staging::open(&args.out)?;
    let digests = (categories, rules.engine.reference().sha256());
    let plan = Plan::new(&rules.engine, digests, args.as_of, &inputs);
    let job = Job::new(&plan, &inputs.folders, &rules.engine, categories, &staging)?;
    let meter = Meter::new("rescore", inputs.folders.len(), plan.cases());
    match work(&job, threads.get(), meter, true)? {
        Ended::Interrupted => {
            let shown = staging.path().display();
            writeln!(err, "interrupted: {shown} keeps what was decided")?;
            writeln!(err, "hint: the same command goes on from there")?;
            Ok(Exit::Interrupted)
        }
        Ended::Whole(summary) => {
            drop(job);
            staging.finish()?;
            if args.json {
                serde_json::to_writer_pretty(&mut *out, &summary).map_err(std::io::Error::from)?;
                writeln!(out)?;
            } else {
                let policy = rules.engine.policy();
                print::rescored(out, policy, &summary, args.lang.into())?;
            }
            Ok(if summary.rejected == 0 {
                Exit::Done
            } else {
                Exit::Findings
            })
        }
    }
}
