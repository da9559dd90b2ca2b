//! Cirenio's endpoints.

use caudal_facts::Source;
use caudal_providers::cirenio::ENDPOINTS;

use super::Subject;
use super::stand::new_job;

pub(super) fn subjects() -> Vec<Subject> {
    let [banks, create_job, jobs, job, report] = &ENDPOINTS;
    vec![
        Subject::new(banks, "Cirenio::banks", |stand| {
            Box::pin(async move { stand.cirenio.banks().await.map(|_| None) })
        }),
        Subject::new(create_job, "Cirenio::create_job", |stand| {
            Box::pin(async move { stand.cirenio.create_job(&new_job()).await.map(|_| None) })
        }),
        Subject::new(jobs, "Cirenio::jobs, Cirenio::find_job", |stand| {
            Box::pin(async move { stand.cirenio.jobs().await.map(|_| None) })
        }),
        Subject::new(job, "Cirenio::job", |stand| {
            Box::pin(async move { stand.cirenio.job(&stand.job).await.map(|_| None) })
        }),
        Subject::new(report, "Cirenio::report", |stand| {
            Box::pin(async move {
                let report = stand.cirenio.report(&stand.job).await?;
                Ok(Some(report.body))
            })
        })
        .bringing(Source::Cirenio, "report"),
    ]
}
