//! `caudal simulate --portfolio`: made-up applicants, made side by side and written in the order of their numbers.

use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, available_parallelism};

use anyhow::anyhow;
use caudal_facts::Limits;
use caudal_simulator::Applicants;

use crate::cli::SimulateArgs;
use crate::commands::ingest;
use crate::exit::Exit;
use crate::files;
use crate::portfolio::{Case, PortfolioWriter, Read, Request};
use crate::print::Meter;

/// How many applicants wait to be written, at most, of each maker.
const WAITING: usize = 64;

pub(super) fn run(args: &SimulateArgs, count: u64, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let (Some(categories), Some(folder), Some(as_of)) = (&args.categories, &args.out, args.as_of)
    else {
        return Err(anyhow!(
            "make up a portfolio: it wants --categories, --as-of and --out"
        ));
    };
    let categories = files::categories(categories, &Limits::default())?;
    let mut writer = PortfolioWriter::create(folder, categories.sha256(), Limits::SHARD_ROWS)?;
    let applicants = Applicants::new(args.seed, as_of, &categories);
    let mut meter = Meter::new("simulate", 0, count);
    meter.begin(0, count);
    thread::scope(|scope| {
        let makers = available_parallelism().map_or(1, NonZeroUsize::get);
        let made: Vec<Receiver<Case>> = (0..makers)
            .map(|first| {
                let (give, take) = sync_channel(WAITING);
                let applicants = &applicants;
                scope.spawn(move || {
                    for number in (first as u64..count).step_by(makers) {
                        let made = applicants.applicant(number);
                        let case = made.map(|(application, facts)| Case {
                            request: Request::Application(application),
                            facts,
                        });
                        // Whoever takes them has gone when one could not be written.
                        if case.is_none_or(|case| give.send(case).is_err()) {
                            return;
                        }
                    }
                });
                take
            })
            .collect();
        let turns = (0..count).zip(made.iter().cycle());
        for (number, maker) in turns {
            let case = maker
                .recv()
                .map_err(|_| anyhow!("make up applicant {number}: there is no tax id for it"))?;
            push(&mut writer, number, case, &mut meter)?;
        }
        anyhow::Ok(())
    })?;
    meter.end();
    let listing = writer.finish()?;
    ingest::tell(folder, &listing, false, out)?;
    Ok(Exit::Done)
}

fn push(
    writer: &mut PortfolioWriter,
    number: u64,
    case: Case,
    meter: &mut Meter,
) -> anyhow::Result<()> {
    let read = Read {
        from: format!("applicant {number}"),
        id: None,
        case: Ok(case),
    };
    if let Some(shard) = writer.push(&read)? {
        meter.shard(&shard.name, shard.cases);
    }
    Ok(())
}
