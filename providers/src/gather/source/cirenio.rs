//! Getting Cirenio's report: a job is found or made, waited for, and its report fetched.

use std::time::Duration;

use http::StatusCode;

use crate::caller::{Body, Failure};
use crate::cirenio::{Cirenio, JobStatus, NewJob, Phase};
use crate::client::ClientError;
use crate::gather::access::CirenioAccess;
use crate::gather::journal::JournalError;
use crate::gather::run::{Got, Missed, Run, Trouble, polls};
use crate::tolerant::shown_word;

/// How often a job is made at most, each time after looking that the one before does not exist.
const CREATIONS_MAX: u32 = 2;

/// How often the list is looked through before a job is taken not to exist: a vendor's list may be
/// late.
const LOOKS: u32 = 3;

pub(in crate::gather) async fn report(
    run: &Run<'_>,
    client: &Cirenio,
    access: &CirenioAccess,
    application_id: &str,
) -> Result<Got, Missed> {
    let hash = match (access, run.progress().created) {
        (_, Some((hash, _))) => hash,
        (CirenioAccess::Job { hash }, None) => {
            run.created(hash.expose()).await?;
            hash.expose().to_owned()
        }
        (CirenioAccess::Credential { bank_id, token }, None) => {
            let job = |external_id| NewJob {
                bank_id: *bank_id,
                token: token.clone(),
                external_id: Some(external_id),
            };
            create(run, client, job, application_id).await?
        }
    };
    finished(run, client, &hash).await
}

/// The hash of a job that exists once, however often this is interrupted.
async fn create(
    run: &Run<'_>,
    client: &Cirenio,
    job: impl Fn(String) -> NewJob,
    application_id: &str,
) -> Result<String, Missed> {
    let (external_id, mut in_doubt) = match run.progress().intended {
        // An earlier run wrote the intent down and nothing after it.
        Some((external_id, _)) => (external_id, true),
        None => {
            let external_id = super::token_for(application_id);
            run.intend(&external_id).await?;
            (external_id, false)
        }
    };
    let new = job(external_id.clone());
    for _ in 0..CREATIONS_MAX {
        if in_doubt && let Some(hash) = find(run, client, &external_id).await? {
            run.created(&hash).await?;
            return Ok(hash);
        }
        match run.counted(client.create_job(&new).await, |(_, answer)| answer) {
            Ok((job, _)) => {
                run.created(&job.hash).await?;
                return Ok(job.hash);
            }
            Err(ClientError::Failed(failure)) if failure.kind.is_outcome_unknown() => {
                in_doubt = true;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Missed::because(
        "it is not known whether the job was created, and it is not in the list",
    ))
}

/// Looks for a job that may or may not have been created, several times with time in between.
async fn find(
    run: &Run<'_>,
    client: &Cirenio,
    external_id: &str,
) -> Result<Option<String>, Missed> {
    let in_doubt = "it is not known whether the job was created";
    for _ in 0..LOOKS {
        if run.remaining() <= run.settings.settle || !run.wait(run.settings.settle).await {
            return Err(Missed::because(in_doubt));
        }
        let found = client.find_job(external_id).await;
        run.count(1);
        match found {
            Ok(Some(job)) => return Ok(Some(job.hash)),
            Ok(None) => {}
            Err(error) => {
                let missed = Missed::from(error);
                return Err(Missed {
                    why: format!("{in_doubt}, and the list could not be had: {}", missed.why),
                    ..missed
                });
            }
        }
    }
    Ok(None)
}

/// What was seen of a job so far.
#[derive(Debug, Default)]
struct Watch {
    status: Option<JobStatus>,
    stored_at: Option<Duration>,
    failed_at: Option<Duration>,
}

/// The report of a job, once it has one. Trouble on the way to it is no end of waiting: the job is
/// there, and was paid for.
async fn finished(run: &Run<'_>, client: &Cirenio, hash: &str) -> Result<Got, Missed> {
    let mut watch = Watch::default();
    let mut trouble = None;
    for wait in polls(run.settings) {
        match look(run, client, hash, &mut watch).await {
            Ok(Some(body)) => return Ok(Got::Body(body)),
            Ok(None) => trouble = None,
            Err(Trouble::Passing(missed)) => trouble = Some(missed),
            Err(Trouble::Lasting(missed)) => return Err(missed),
        }
        if !run.wait(wait).await {
            break;
        }
    }
    // Better the report without its summaries than none.
    if watch.stored_at.is_some() {
        match fetch(run, client, hash).await {
            Ok(Some(body)) => return Ok(Got::Body(body)),
            Ok(None) => {}
            Err(Trouble::Passing(missed) | Trouble::Lasting(missed)) => trouble = Some(missed),
        }
    }
    let state = watch
        .status
        .as_ref()
        .map_or_else(|| "unseen".to_owned(), word);
    Err(trouble
        .unwrap_or_else(|| Missed::because(format!("the job was still {state} at the deadline"))))
}

/// One look at a job, and the report if it is there.
async fn look(
    run: &Run<'_>,
    client: &Cirenio,
    hash: &str,
    watch: &mut Watch,
) -> Result<Option<Body>, Trouble> {
    let (job, _) = run.counted(client.job(hash).await, |(_, answer)| answer)?;
    note(run, watch.status.as_ref(), &job.status).await?;
    let now = run.clock.elapsed();
    let phase = job.status.phase();
    watch.status = Some(job.status);
    match phase {
        Phase::Whole => fetch(run, client, hash).await,
        Phase::Stored => {
            let since = *watch.stored_at.get_or_insert(now);
            // The summaries are a check and no need: the movements are all there.
            if now.saturating_sub(since) < run.settings.summaries_wait {
                return Ok(None);
            }
            fetch(run, client, hash).await
        }
        Phase::Failed => {
            let since = *watch.failed_at.get_or_insert(now);
            if now.saturating_sub(since) < run.settings.recycle_wait {
                return Ok(None);
            }
            Err(Trouble::Lasting(Missed::because(
                "the job failed and was not taken up again in time; \
                 another one is only made with a new journal",
            )))
        }
        Phase::Pending => {
            watch.failed_at = None;
            Ok(None)
        }
    }
}

/// Writes a job's state down, and tells when it took a way that the document does not show.
async fn note(
    run: &Run<'_>,
    before: Option<&JobStatus>,
    status: &JobStatus,
) -> Result<(), JournalError> {
    let state = word(status);
    if let Some(before) = before
        && !before.may_become(status)
    {
        tracing::warn!(
            from = word(before),
            to = state,
            "a job went an undocumented way"
        );
    }
    run.progressed(&state).await
}

/// The report, or nothing when there is none yet although the job's state says so.
async fn fetch(run: &Run<'_>, client: &Cirenio, hash: &str) -> Result<Option<Body>, Trouble> {
    match run.counted(client.report(hash).await, |answer| answer) {
        Ok(answer) => Ok(Some(answer.body)),
        Err(ClientError::Failed(failure)) if is_not_yet(&failure) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn is_not_yet(failure: &Failure) -> bool {
    failure.status() == Some(StatusCode::NOT_FOUND)
}

/// A state as logs and journals show it.
fn word(status: &JobStatus) -> String {
    match status {
        JobStatus::Other(word) => shown_word(word).trim_matches('"').to_owned(),
        known => format!("{known:?}").to_uppercase(),
    }
}
