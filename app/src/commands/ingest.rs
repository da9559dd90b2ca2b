//! `caudal ingest`: cases into a portfolio.

use std::fs::File;
use std::io::{BufReader, Write, stdin};
use std::path::Path;

use anyhow::Context as _;
use caudal_facts::Limits;
use caudal_facts::categories::Categories;

use crate::cli::IngestArgs;
use crate::exit::Exit;
use crate::files;
use crate::portfolio::{self, Listing, PortfolioWriter, Work};
use crate::print::{self, counted};

pub(crate) fn run(args: &IngestArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let categories = files::categories(&args.categories, &Limits::default())?;
    let cases = cases(args, &categories)?;
    let mut writer =
        PortfolioWriter::create(&args.out, categories.sha256(), args.shard_rows.get())?;
    portfolio::in_order(cases, |read| writer.push(&read).map(|_| ()))?;
    let listing = writer.finish()?;
    tell(&args.out, &listing, args.json, out)?;
    Ok(if listing.rejected == 0 {
        Exit::Done
    } else {
        Exit::Findings
    })
}

type Cases<'c> = Box<dyn Iterator<Item = anyhow::Result<Work<'c>>> + 'c>;

fn cases<'c>(args: &IngestArgs, categories: &'c Categories) -> anyhow::Result<Cases<'c>> {
    if let Some(folder) = &args.cases {
        return Ok(Box::new(portfolio::cases_in(folder, categories)?));
    }
    if let (Some(file), Some(as_of)) = (&args.movements, args.as_of) {
        let cases = portfolio::cases_of_movements(file, as_of, categories)?;
        return Ok(Box::new(cases));
    }
    match args.lines.as_deref().unwrap_or(Path::new("-")) {
        file if file == Path::new("-") => {
            let lines = BufReader::new(stdin());
            Ok(Box::new(portfolio::cases_of_lines("-", lines, categories)))
        }
        file => {
            let shown = file.display().to_string();
            let lines = File::open(file).with_context(|| format!("read {shown}"))?;
            let lines = BufReader::new(lines);
            Ok(Box::new(portfolio::cases_of_lines(
                &shown, lines, categories,
            )))
        }
    }
}

/// Says what a portfolio holds.
pub(super) fn tell(
    folder: &Path,
    listing: &Listing,
    json: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if json {
        serde_json::to_writer_pretty(&mut *out, listing).map_err(std::io::Error::from)?;
        return Ok(writeln!(out)?);
    }
    let count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let cases = counted(count(listing.cases), "case", "cases");
    let shards = counted(listing.shards.len(), "shard", "shards");
    writeln!(out, "{}: {cases} in {shards}", folder.display())?;
    if listing.rejected > 0 {
        let warn = print::style::WARN;
        let rejected = counted(count(listing.rejected), "case", "cases");
        let list = folder.join("rejects.jsonl");
        writeln!(
            out,
            "{warn}{rejected} not taken{warn:#}: {}",
            list.display()
        )?;
    }
    Ok(())
}
