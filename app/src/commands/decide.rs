//! `caudal decide`: one application, one decision.

use std::io::Write;

use anyhow::anyhow;
use caudal_engine::{Decision, Engine};
use caudal_facts::Limits;

use crate::cli::DecideArgs;
use crate::exit::Exit;
use crate::files::{self, PolicyFolder};
use crate::print;

pub(crate) fn run(args: &DecideArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    // Everything is read and decided before anything is written.
    let (engine, decision) = decide(args)?;
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &decision).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        print::decision(
            out,
            engine.policy(),
            &decision,
            args.lang.into(),
            args.explain,
        )?;
    }
    Ok(Exit::Done)
}

fn decide(args: &DecideArgs) -> anyhow::Result<(Engine, Decision)> {
    let limits = Limits::default();
    let application = files::application(&args.application, &limits)?;
    let folder = PolicyFolder::open(&args.policy, &limits)?;
    let policy = folder.load_whole()?;
    let categories = match &args.categories {
        Some(file) => file.clone(),
        None => folder.categories(application.country)?,
    };
    let categories = files::categories(&categories, &limits)?;
    let evidence = files::evidence(&args.evidence, &limits)?;
    let facts = caudal_providers::convert(&application, &evidence, &categories);
    let engine = Engine::new(policy).map_err(|error| anyhow!(error))?;
    let decision = engine
        .decide(&application, &facts)
        .map_err(|error| files::application_refused(&args.application, error))?;
    Ok((engine, decision))
}
