//! Getting a payload from Khipu: at once, or by a callback when there is somewhere to call back.

use std::time::Duration;

use caudal_facts::{Source, TaxId};
use chrono::{Datelike as _, NaiveDate};
use futures_util::future::{Either, select};
use url::Url;

use crate::client::ClientError;
use crate::gather::GatherSettings;
use crate::gather::run::{Got, Missed, Run};
use crate::khipu::{
    BankRequest, CallbackAddress, Class, Code, Khipu, Operation, Outcome, TaxFolder,
};

/// Asks for one operation. `ask` is given the address to call back, if there is one.
///
/// Without callbacks the answer is the payload, and asking again reads again. With them an operation
/// is created: its token is written down first, and while it may still be running nothing is asked
/// anew.
pub(in crate::gather) async fn operation<F>(
    run: &Run<'_>,
    callbacks: Option<&CallbackAddress>,
    ask: impl Fn(Option<Url>) -> F,
) -> Result<Got, Missed>
where
    F: Future<Output = Result<Operation, ClientError>>,
{
    if let Some(refusal) = log_on_refused(run) {
        return Err(refusal);
    }
    let Some(callbacks) = callbacks else {
        if run.progress().intended.is_none() {
            run.intend(&super::token()).await?;
        }
        return answered(run, None, ask(None)).await;
    };
    if let Some(left) = time_left(run) {
        return called_back(run, left).await;
    }
    let token = super::token();
    let url = callbacks.with_token(&token)?;
    run.intend(&token).await?;
    answered(run, Some(run.settings.callback_wait), ask(Some(url))).await
}

/// A public service that brings a source.
#[derive(Debug, Clone)]
pub(in crate::gather) enum Service {
    /// The financial regulator's report.
    Debts,
    /// A year's contributions to the unemployment fund.
    Contributions(u16),
    /// The tax service's folder.
    TaxFolder(TaxFolder),
    /// The commercial bulletin.
    Protests,
    /// The register of alimony debtors.
    Alimony,
}

impl Service {
    /// The services that bring a source; none where Khipu has none for it.
    pub(in crate::gather) fn of(
        source: Source,
        as_of: NaiveDate,
        settings: &GatherSettings,
    ) -> Vec<Self> {
        match source {
            Source::Cmf => vec![Self::Debts],
            // A certificate is of one year; a year back covers twelve months.
            Source::Afc => [as_of.year(), as_of.year() - 1]
                .into_iter()
                .filter_map(|year| u16::try_from(year).ok())
                .map(Self::Contributions)
                .collect(),
            Source::Sii => settings
                .tax_folder
                .iter()
                .cloned()
                .map(Self::TaxFolder)
                .collect(),
            Source::Protests => vec![Self::Protests],
            Source::Alimony => vec![Self::Alimony],
            Source::Cirenio | Source::Khipu | Source::Bancame | Source::Suseso | Source::Bcra => {
                Vec::new()
            }
        }
    }

    /// The operation, as manifests name it.
    pub(in crate::gather) const fn operation(&self) -> &'static str {
        match self {
            Self::Debts => "debt-report",
            Self::Contributions(_) => "contributions-certificate",
            Self::TaxFolder(TaxFolder::AcreditarRenta { .. }) => "carpeta-tributaria",
            Self::TaxFolder(TaxFolder::SolicitarCredito) => "solicitar-credito",
            Self::Protests => "consulta-rut",
            Self::Alimony => "debt-registry",
        }
    }

    /// Asks it.
    pub(in crate::gather) async fn ask(
        &self,
        client: &Khipu,
        tax_id: &TaxId,
        callback_url: Option<Url>,
    ) -> Result<Operation, ClientError> {
        let request = BankRequest {
            callback_url,
            ..BankRequest::default()
        };
        match self {
            Self::Debts => client.cmf_debt_report(&request).await,
            Self::Contributions(year) => {
                client.afc_contributions_certificate(*year, &request).await
            }
            Self::TaxFolder(folder) => client.sii_tax_folder(folder, &request).await,
            Self::Protests => client.boletin_comercial(tax_id, &request).await,
            Self::Alimony => client.alimony_registry(tax_id, &request).await,
        }
    }
}

async fn answered(
    run: &Run<'_>,
    callback_wait: Option<Duration>,
    asked: impl Future<Output = Result<Operation, ClientError>>,
) -> Result<Got, Missed> {
    let operation = match (
        run.counted(asked.await, |operation| &operation.answer),
        callback_wait,
    ) {
        (Ok(operation), _) => operation,
        // It may be running all the same, and then its callback comes to the token's address. A code
        // of Khipu's own says that it is not.
        (Err(ClientError::Failed(failure)), Some(wait))
            if failure.kind.is_outcome_unknown() && failure.code().is_none() =>
        {
            return called_back(run, wait).await;
        }
        (Err(error), _) => return Err(error.into()),
    };
    match (operation.outcome, callback_wait) {
        (Outcome::Done, _) => Ok(Got::Body(operation.answer.body)),
        (Outcome::Accepted { .. }, Some(wait)) => {
            if let Some(id) = &operation.operation_id {
                run.created(id).await?;
            }
            called_back(run, wait).await
        }
        (Outcome::Accepted { .. }, None) => Err(Missed {
            body: Some(operation.answer.body),
            ..Missed::because("khipu accepted the operation, but there is nowhere to call back")
        }),
    }
}

/// Why nothing is asked, when the bank refused the log-on before: each further try brings the
/// applicant nearer to being locked out, so it takes a new journal, made on purpose.
fn log_on_refused(run: &Run<'_>) -> Option<Missed> {
    let progress = run.progress();
    let code = [progress.refused, progress.missed]
        .into_iter()
        .flatten()
        .filter_map(|miss| miss.code)
        .find(|code| Code::parse(code).class() == Class::LogOn)?;
    Some(Missed {
        code: Some(code),
        ..Missed::because(
            "the bank refused the log-on before; it is only tried again with a new journal",
        )
    })
}

/// How long an operation that was begun before may still take; `None` when there is none, or when
/// its callback is not to be expected any more.
fn time_left(run: &Run<'_>) -> Option<Duration> {
    let progress = run.progress();
    // What was refused is over, and may be asked anew.
    if progress.refused.is_some() {
        return None;
    }
    let (_, at) = progress.created.or(progress.intended)?;
    // A clock that was set back makes no callback late.
    let age = (run.clock.now() - at).to_std().unwrap_or_default();
    run.settings.callback_wait.checked_sub(age)
}

async fn called_back(run: &Run<'_>, wait: Duration) -> Result<Got, Missed> {
    let settled = std::pin::pin!(run.journal.settled(&run.unit.name));
    match select(settled, run.clock.sleep(wait)).await {
        Either::Left((progress, _)) => match progress.refused {
            Some(refused) if progress.arrived.is_none() => Err(Missed {
                code: refused.code,
                ..Missed::because(refused.why)
            }),
            _ => Ok(Got::Journalled),
        },
        Either::Right(_) => Err(Missed::because("khipu did not call back in time")),
    }
}
