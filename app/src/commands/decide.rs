//! `caudal decide`: one application, one decision.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use caudal_engine::features::Catalogue;
use caudal_engine::policy::Policy;
use caudal_engine::{Counterfactuals, Decision, Engine, Error, Trial};
use caudal_facts::{Application, Facts, Limits, Party};
use caudal_providers::{Clock as _, Journal};
use caudal_simulator::{Settings, Simulator};

use crate::cli::DecideArgs;
use crate::exit::Exit;
use crate::fetching::{
    Asked, CaseFolder, FixedDate, Gathering, Persons, Staged, block_on, hold_case,
};
use crate::files::{self, Rules, RulesAt};
use crate::print;

/// How long simulated providers may take in all. They take a second.
const SIMULATION_TIME: Duration = Duration::from_mins(1);

pub(crate) fn run(args: &DecideArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    if let Some(feature) = &args.explain_feature {
        return explain_feature(args, feature, out);
    }
    // Everything is read and decided before anything is written.
    let Decided {
        engine,
        decision,
        simulated,
        changes,
    } = decide(args)?;
    if simulated {
        let note = "note: the evidence is made up by a simulator: this decides about nobody";
        writeln!(anstream::stderr(), "{note}")?;
    }
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
        if let Some(changes) = changes {
            print::counterfactuals(out, engine.policy(), &changes, args.lang.into())?;
        }
    }
    Ok(Exit::Done)
}

fn rules_at(args: &DecideArgs) -> RulesAt<'_> {
    RulesAt {
        policy: &args.policy,
        categories: args.categories.as_deref(),
        reference: args.reference.as_deref(),
    }
}

/// How one feature of the case came to be.
fn explain_feature(args: &DecideArgs, feature: &str, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let limits = Limits::default();
    let application = files::application(&args.application, &limits)?;
    let rules = Rules::read(rules_at(args), &application, &limits)?;
    let catalogue = rules.engine.policy().catalogue();
    let (_, name) = Party::split(feature);
    if catalogue.get(name).is_none() {
        return Err(unknown_feature(catalogue, feature));
    }
    let folder = args
        .evidence
        .as_ref()
        .ok_or_else(|| anyhow!("explain {feature:?}: no evidence is given"))?;
    let (facts, _) = facts(folder, &application, &rules, &limits)?;
    let lineage = rules
        .engine
        .lineage(&application, &facts, feature)
        .map_err(|error| files::application_refused(&args.application, error))?;
    let currency = rules.engine.policy().manifest().currency;
    if args.json {
        print::lineage::json(out, &lineage, currency)?;
    } else {
        print::lineage::write(out, &lineage, currency, args.lang.into())?;
    }
    Ok(Exit::Done)
}

fn unknown_feature(catalogue: &Catalogue, name: &str) -> anyhow::Error {
    let (party, declared) = Party::split(name);
    let hint = match catalogue.nearest(declared) {
        Some(near) => format!("did you mean \"{}{near}\"?", party.prefix()),
        None => "`caudal features` lists them".to_owned(),
    };
    anyhow!("explain {name:?}: the catalogue has no such feature\nhint: {hint}")
}

/// What the evidence in a folder says of the applicant, and whether it was made up.
fn facts(
    folder: &Path,
    application: &Application,
    rules: &Rules,
    limits: &Limits,
) -> anyhow::Result<(Facts, bool)> {
    let simulated = hold_case(folder, application, limits)?;
    let evidence = files::evidence(folder, limits)?;
    let facts = caudal_providers::convert(application, &evidence, &rules.categories);
    Ok((facts, simulated))
}

/// What came of an application.
struct Decided {
    engine: Engine,
    decision: Decision,
    /// Whether the evidence was made up.
    simulated: bool,
    /// What would have to change for an approval, where that was asked for.
    changes: Option<Counterfactuals>,
}

fn decide(args: &DecideArgs) -> anyhow::Result<Decided> {
    let limits = Limits::default();
    let application = files::application(&args.application, &limits)?;
    let rules = Rules::read(rules_at(args), &application, &limits)?;
    let trial = trial(args, rules.engine.policy())?;
    let refused = |error| files::application_refused(&args.application, error);
    let mut simulated_evidence = false;
    let mut changes = None;
    let decided = match &args.evidence {
        Some(folder) => {
            let (facts, made_up) = facts(folder, &application, &rules, &limits)?;
            simulated_evidence = made_up;
            let decided = rules.engine.trial(&application, &facts, &trial);
            let approved = decided
                .as_ref()
                .is_ok_and(|decision| decision.outcome == "approve");
            if args.explain && !approved {
                let found = rules.engine.counterfactuals(&application, &facts, &trial);
                changes = Some(found.map_err(refused)?);
            }
            decided
        }
        None => match block_on(simulated(args, &application, &rules, &limits))? {
            Ok(staged) => {
                if args.explain && staged.decision.outcome != "approve" {
                    let (engine, none) = (&rules.engine, Trial::default());
                    let found = engine.counterfactuals(&application, &staged.facts, &none);
                    changes = Some(found.map_err(refused)?);
                }
                Ok(staged.decision)
            }
            Err(error) => Err(error),
        },
    };
    let decision = decided.map_err(refused)?;
    Ok(Decided {
        engine: rules.engine,
        decision,
        simulated: simulated_evidence,
        changes,
    })
}

/// The values that are tried in place of the application's own.
fn trial(args: &DecideArgs, policy: &Policy) -> anyhow::Result<Trial> {
    let mut trial = Trial::default();
    for text in &args.set {
        let Some((name, value)) = text.split_once('=') else {
            return Err(anyhow!("read --set {text:?}: expected NAME=VALUE"));
        };
        trial
            .set(policy, name.trim(), value.trim())
            .map_err(|reason| anyhow!("read --set: {reason}"))?;
    }
    Ok(trial)
}

/// Decides with what simulated providers answer on the application's own date.
async fn simulated(
    args: &DecideArgs,
    application: &Application,
    rules: &Rules,
    limits: &Limits,
) -> anyhow::Result<Result<Staged, Error>> {
    let clock = FixedDate::on(application.as_of);
    let simulator = Simulator::start(Settings {
        seed: args.seed.unwrap_or_default(),
        as_of: Some(application.as_of),
        fixtures: args.fixtures.clone(),
        ..Settings::default()
    })
    .await
    .map_err(|error| anyhow!(error))?;
    let asked = Asked::own_simulator(&simulator, application, Arc::new(clock)).await?;
    let alone = Persons::alone(application);
    let (folders, journals) = match &args.keep {
        Some(folder) => {
            let (folders, journals) = CaseFolder::open_all(folder, &alone, true, limits).await?;
            (Some(folders), journals)
        }
        None => {
            let theirs = alone.co_applicant.as_ref();
            let journals = Persons {
                applicant: Journal::in_memory(),
                co_applicant: theirs.map(|_| Journal::in_memory()),
            };
            (None, journals)
        }
    };
    let gathering = Gathering {
        asked: &asked,
        application,
        alone: &alone,
        journals: &journals,
        clock: &clock,
        deadline: clock.elapsed() + SIMULATION_TIME,
        on_asking: &|_| {},
    };
    let staged = gathering.by_policy(&rules.engine, &rules.categories).await;
    simulator.shutdown().await;
    if let (Some(folders), Ok(staged)) = (&folders, &staged) {
        CaseFolder::finish_all(folders, &staged.gathered).await?;
    }
    Ok(staged)
}
