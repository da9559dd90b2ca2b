//! `caudal fetch`: evidence from the providers, kept as it arrives.

use std::io::Write;
use std::time::Duration;

use caudal_facts::{Application, Limits};
use caudal_providers::{Clock as _, Gathered, Journal, SystemClock};

use crate::cli::{FetchArgs, LogLevel};
use crate::exit::Exit;
use crate::fetching::{Asked, CaseFolder, Gathering, Interruption, block_on, useful_sources};
use crate::files::{self, Rules, RulesAt};
use crate::logging;
use crate::print::{self, Lines};

pub(crate) fn run(
    args: &FetchArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let limits = Limits::default();
    let lines = Lines::default();
    let above = lines.writer();
    logging::start(args.log, LogLevel::Warn, move || above.clone())?;
    let application = files::application(&args.application, &limits)?;
    let rules = match &args.policy {
        Some(policy) => {
            let at = RulesAt {
                policy,
                categories: args.categories.as_deref(),
                reference: args.reference.as_deref(),
            };
            Some(Rules::read(at, &application, &limits)?)
        }
        None => None,
    };
    block_on(async {
        let mut interruption = Interruption::listen()?;
        let asked = asked(args, &application, &limits).await?;
        let (folder, journal) =
            CaseFolder::open(&args.out, &application, asked.simulated.is_some(), &limits).await?;
        if let Some(date) = asked.simulated.filter(|date| *date != application.as_of) {
            let as_of = application.as_of;
            writeln!(
                err,
                "note: simulated reports are of {date}, the application is as of {as_of}"
            )?;
            writeln!(err, "hint: caudal simulate --as-of {as_of}")?;
        }
        let gathering = gather(args, &application, rules.as_ref(), &asked, &journal, &lines);
        let Some(gathered) = interruption
            .before(lines.during(&journal, gathering))
            .await?
        else {
            let shown = args.out.display();
            writeln!(err, "interrupted: {shown} keeps what arrived")?;
            writeln!(err, "hint: the same command goes on from there")?;
            return Ok(Exit::Interrupted);
        };
        let gathered = gathered?;
        folder.finish(&gathered).await?;
        for error in &gathered.journal_errors {
            writeln!(err, "failed to {error}")?;
        }
        tell(args, &gathered, out)?;
        Ok(outcome(&gathered))
    })
}

async fn asked(
    args: &FetchArgs,
    application: &Application,
    limits: &Limits,
) -> anyhow::Result<Asked> {
    let access = args.access.as_deref();
    match &args.providers {
        Some(providers) => Asked::real(providers, access, application, limits),
        None => Asked::running_simulator(args.simulator, access, application, limits).await,
    }
}

async fn gather(
    args: &FetchArgs,
    application: &Application,
    rules: Option<&Rules>,
    asked: &Asked,
    journal: &Journal,
    lines: &Lines,
) -> anyhow::Result<Gathered> {
    let clock = SystemClock::default();
    let gathering = Gathering {
        asked,
        application,
        journal,
        clock: &clock,
        deadline: clock.elapsed() + Duration::from_secs(args.deadline),
        on_asking: &|sources| lines.add(sources),
    };
    match rules {
        Some(rules) => gathering
            .by_policy(&rules.engine, &rules.categories)
            .await
            .map(|staged| staged.gathered)
            .map_err(|error| files::application_refused(&args.application, error)),
        None if args.sources.is_empty() => {
            Ok(gathering.sources(&useful_sources(application)).await)
        }
        None => Ok(gathering.sources(&args.sources).await),
    }
}

fn tell(args: &FetchArgs, gathered: &Gathered, out: &mut dyn Write) -> anyhow::Result<()> {
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &gathered.sources).map_err(std::io::Error::from)?;
        return Ok(writeln!(out)?);
    }
    print::gathered(out, gathered)?;
    writeln!(out)?;
    if !matches!(outcome(gathered), Exit::Done) {
        writeln!(out, "The same command asks again for what did not come.")?;
    }
    let policy = args
        .policy
        .as_ref()
        .map_or_else(|| "DIR".to_owned(), |folder| folder.display().to_string());
    writeln!(out, "Next:")?;
    writeln!(
        out,
        "  caudal decide --policy {policy} \\\n    --application {} \\\n    --evidence {}",
        args.application.display(),
        args.out.display()
    )?;
    Ok(())
}

fn outcome(gathered: &Gathered) -> Exit {
    let all = |status: &str| {
        gathered
            .sources
            .iter()
            .all(|report| report.status == status)
    };
    if all("complete") && gathered.journal_errors.is_empty() {
        Exit::Done
    } else if all("unavailable") {
        Exit::Unreachable
    } else {
        Exit::Findings
    }
}
