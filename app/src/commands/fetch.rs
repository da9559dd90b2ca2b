//! `caudal fetch`: evidence from the providers, kept as it arrives.

use std::io::Write;
use std::time::Duration;

use caudal_facts::{Application, Limits, Report};
use caudal_providers::{Clock as _, Gathered, SystemClock};

use crate::cli::{FetchArgs, LogLevel};
use crate::exit::Exit;
use crate::fetching::{
    AccessFiles, Asked, CaseFolder, Gathering, Interruption, Persons, block_on, useful_sources,
};
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
        let alone = Persons::alone(&application);
        let simulated = asked.simulated.is_some();
        let (folders, journals) =
            CaseFolder::open_all(&args.out, &alone, simulated, &limits).await?;
        if let Some(date) = asked.simulated.filter(|date| *date != application.as_of) {
            let as_of = application.as_of;
            writeln!(
                err,
                "note: simulated reports are of {date}, the application is as of {as_of}"
            )?;
            writeln!(err, "hint: caudal simulate --as-of {as_of}")?;
        }
        let clock = SystemClock::default();
        let gathering = Gathering {
            asked: &asked,
            application: &application,
            alone: &alone,
            journals: &journals,
            clock: &clock,
            deadline: clock.elapsed() + Duration::from_secs(args.deadline),
            on_asking: &|reports| lines.add(reports),
        };
        let gathering = gather(args, rules.as_ref(), &gathering);
        let Some(gathered) = interruption
            .before(lines.during(&journals, gathering))
            .await?
        else {
            let shown = args.out.display();
            writeln!(err, "interrupted: {shown} keeps what arrived")?;
            writeln!(err, "hint: the same command goes on from there")?;
            return Ok(Exit::Interrupted);
        };
        let gathered = gathered?;
        CaseFolder::finish_all(&folders, &gathered).await?;
        for (_, gathered) in gathered.iter() {
            for error in &gathered.journal_errors {
                writeln!(err, "failed to {error}")?;
            }
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
    let access = AccessFiles {
        applicant: args.access.as_deref(),
        co_applicant: args.co_access.as_deref(),
    };
    match &args.providers {
        Some(providers) => Asked::real(providers, access, application, limits),
        None => Asked::running_simulator(args.simulator, access, application, limits).await,
    }
}

async fn gather(
    args: &FetchArgs,
    rules: Option<&Rules>,
    gathering: &Gathering<'_>,
) -> anyhow::Result<Persons<Gathered>> {
    if let Some(rules) = rules {
        let staged = gathering.by_policy(&rules.engine, &rules.categories);
        return match staged.await {
            Ok(staged) => Ok(staged.gathered),
            Err(error) => Err(files::application_refused(&args.application, error)),
        };
    }
    let useful = useful_sources(gathering.application);
    let sources = if args.sources.is_empty() {
        &useful
    } else {
        &args.sources
    };
    let reports: Vec<Report> = gathering
        .alone
        .iter()
        .flat_map(|(party, _)| {
            let sources = sources.iter();
            sources.map(move |source| Report {
                party,
                source: *source,
            })
        })
        .collect();
    Ok(gathering.reports(&reports).await)
}

fn tell(args: &FetchArgs, gathered: &Persons<Gathered>, out: &mut dyn Write) -> anyhow::Result<()> {
    let reports = gathered.reports();
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &reports).map_err(std::io::Error::from)?;
        return Ok(writeln!(out)?);
    }
    print::gathered(out, &reports)?;
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

fn outcome(gathered: &Persons<Gathered>) -> Exit {
    let reports = gathered.reports();
    let all = |status: &str| reports.iter().all(|report| report.status == status);
    let written = |(_, gathered): (_, &Gathered)| gathered.journal_errors.is_empty();
    if all("complete") && gathered.iter().all(written) {
        Exit::Done
    } else if all("unavailable") {
        Exit::Unreachable
    } else {
        Exit::Findings
    }
}
