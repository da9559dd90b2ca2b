//! `caudal quote`: a loan by a policy's contract.

use std::io::Write;

use anyhow::anyhow;
use caudal_engine::decision::QuoteView;
use caudal_engine::policy::Contract;
use caudal_facts::{Limits, Rate, RatePeriod};
use rust_decimal::Decimal;

use crate::cli::QuoteArgs;
use crate::exit::Exit;
use crate::files::PolicyFolder;
use crate::print;

pub(crate) fn run(args: &QuoteArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let folder = PolicyFolder::open(&args.policy, &Limits::default())?;
    let policy = folder.load_whole()?;
    let manifest = policy.manifest();
    let contract = Contract::of(manifest, args.monthly_fee);
    let quote = QuoteView::of(&contract, args.amount, monthly_rate(args)?, args.term)
        .map_err(|error| anyhow!(error))?;
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &quote)?;
        writeln!(out)?;
    } else {
        let policy = format!("{} {}", manifest.id, manifest.version);
        print::quote(out, &policy, &quote, args.lang.into())?;
    }
    Ok(Exit::Done)
}

fn monthly_rate(args: &QuoteArgs) -> anyhow::Result<Decimal> {
    let given = [
        (args.monthly_rate, RatePeriod::Month),
        (args.tna, RatePeriod::YearNominal),
        (args.tea, RatePeriod::YearEffective),
    ];
    given
        .into_iter()
        .find_map(|(rate, period)| Some(Rate::new(rate?, period)))
        .and_then(Rate::monthly)
        .ok_or_else(|| anyhow!("read the rate: it is no rate of interest a month"))
}
