//! `caudal simulate --portfolio`: made-up applicants, made side by side and written in the order of their numbers.

use std::io::Write;

use anyhow::anyhow;
use caudal_facts::Limits;
use caudal_simulator::Applicants;

use crate::cli::SimulateArgs;
use crate::commands::ingest;
use crate::exit::Exit;
use crate::files;
use crate::portfolio::{Case, PortfolioWriter, Read, Request, in_order};
use crate::print::Meter;

pub(super) fn run(args: &SimulateArgs, count: u64, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let (Some(folder), Some(as_of)) = (&args.out, args.as_of) else {
        return Err(anyhow!("make up a portfolio: it wants --as-of and --out"));
    };
    let Some(categories) = &args.categories else {
        return Err(anyhow!(
            "make up a portfolio: --categories says which country's\n\
             hint: Caudal comes with rules/categories/cl.toml for Chile and rules/categories/ar.toml for Argentina"
        ));
    };
    let categories = files::categories(categories, &Limits::default())?;
    let mut writer = PortfolioWriter::create(folder, categories.sha256(), Limits::SHARD_ROWS)?;
    let applicants = Applicants::new(args.seed, as_of, &categories);
    let mut meter = Meter::new("simulate", 0, count);
    meter.begin(0, count);
    let makers = (0..count).map(|number| {
        let applicants = &applicants;
        Ok(move || (number, applicants.applicant(number)))
    });
    in_order(makers, |(number, made)| {
        let (application, facts) =
            made.ok_or_else(|| anyhow!("make up applicant {number}: there is no tax id for it"))?;
        let case = Case {
            request: Request::Application(application),
            facts,
        };
        push(&mut writer, number, case, &mut meter)
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
