//! `caudal simulate`: the providers on this machine, or a portfolio of applicants that they could answer for.

mod applicants;

use std::io::{Write, stderr};
use std::path::Path;
use std::time::Duration;

use anyhow::anyhow;
use caudal_facts::Limits;
use caudal_simulator::{Error, Faults, Pace, Settings, Simulator};

use crate::cli::{LogLevel, SimulateArgs, Speed};
use crate::exit::Exit;
use crate::fetching::{DEFAULT_PORT, Interruption, block_on};
use crate::files;
use crate::logging;
use crate::print;

pub(crate) fn run(args: &SimulateArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    if let Some(count) = args.portfolio {
        return applicants::run(args, count, out);
    }
    // Each request is a line.
    logging::start(None, LogLevel::Debug, stderr)?;
    let settings = Settings {
        seed: args.seed,
        as_of: args.as_of,
        fixtures: args.fixtures.clone(),
        port: args.port,
        pace: pace(args.pace),
        faults: faults(args)?,
        ..Settings::default()
    };
    block_on(async {
        let mut interruption = Interruption::listen()?;
        let simulator = Simulator::start(settings).await.map_err(refused)?;
        print::simulator(out, &simulator, args.port != DEFAULT_PORT)?;
        out.flush()?;
        interruption.requested().await?;
        simulator.shutdown().await;
        Ok(Exit::Done)
    })
}

fn pace(speed: Speed) -> Pace {
    match speed {
        Speed::Quick => Pace::default(),
        Speed::Lifelike => Pace {
            step: Duration::from_secs(3),
            polls: 0,
            callback: Duration::from_secs(5),
        },
    }
}

fn faults(args: &SimulateArgs) -> anyhow::Result<Faults> {
    match (&args.faults, args.fault_rate) {
        (Some(file), _) => read_faults(file),
        (None, Some(per_mille)) => Ok(Faults::random(per_mille)),
        (None, None) => Ok(Faults::none()),
    }
}

fn read_faults(file: &Path) -> anyhow::Result<Faults> {
    let bytes = files::read_limited(file, Limits::default().application_bytes)?;
    Faults::from_json(&bytes).map_err(|error| match error {
        Error::Faults(why) => anyhow!("read faults {}: {why}", file.display()),
        other => anyhow!(other),
    })
}

fn refused(error: Error) -> anyhow::Error {
    match error {
        Error::Listen { port, source } => anyhow!(source)
            .context(format!("listen on 127.0.0.1:{port}"))
            .context("start the simulator; hint: --port 0 takes any that is free"),
        other => anyhow!(other),
    }
}
