//! `caudal publish`: what a lender publishes of a policy.

use std::io::Write;

use caudal_facts::Limits;

use crate::cli::PublishArgs;
use crate::exit::Exit;
use crate::files::{PolicyFolder, write_page};
use crate::letter::publication;

pub(crate) fn run(args: &PublishArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let policy = PolicyFolder::open(&args.policy, &Limits::default())?.load_whole()?;
    let document = publication(&policy, &args.lender);
    if let Some(file) = &args.html {
        write_page(file, &document.page())?;
    }
    document.write(out)?;
    Ok(Exit::Done)
}
