//! Evidence from providers: who is asked, with what, in which order, and where it is kept.

mod access_file;
mod case_folder;
mod file_problem;
mod fixed_date;
mod interruption;
mod persons;
mod providers_file;
mod secret_reference;
mod simulated;
mod simulator;
mod staged;

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use caudal_engine::features::Catalogue;
use caudal_facts::{Application, Limits, Source};
use caudal_providers::{Access, Clock, Providers, SystemClock};
use caudal_simulator::Simulator;
use chrono::NaiveDate;

use crate::exit::Unreachable;

pub(crate) use case_folder::{CaseFolder, hold_case};
pub(crate) use fixed_date::FixedDate;
pub(crate) use interruption::Interruption;
pub(crate) use persons::Persons;
pub(crate) use simulator::{DEFAULT_PORT, SimulatorAddress};
pub(crate) use staged::{Gathering, Staged};

use simulated::{Manner, Simulated};

/// Who is asked, and what opens each person's doors there.
pub(crate) struct Asked {
    /// The providers.
    pub(crate) providers: Providers,
    /// What each person connected.
    pub(crate) access: Persons<Access>,
    /// Of simulated ones, the date that what they make up is of.
    pub(crate) simulated: Option<NaiveDate>,
}

impl Asked {
    /// Real providers, from the file that describes them.
    pub(crate) fn real(
        providers: &Path,
        access: AccessFiles<'_>,
        application: &Application,
        limits: &Limits,
    ) -> anyhow::Result<Self> {
        let access = access.read(application, limits)?;
        let access = access.map(Option::unwrap_or_default);
        Ok(Self {
            providers: providers_file::read(providers, Arc::new(SystemClock::default()), limits)?,
            access,
            simulated: None,
        })
    }

    /// A simulator that runs already; without an address the usual one. It is asked on the
    /// application's own date: what it answers belongs to that, whatever day it is.
    pub(crate) async fn running_simulator(
        at: Option<SimulatorAddress>,
        access: AccessFiles<'_>,
        application: &Application,
        limits: &Limits,
    ) -> anyhow::Result<Self> {
        let given = access.read(application, limits)?;
        let address = at.unwrap_or_default();
        let Some(as_of) = address.reports_as_of().await else {
            let hint = match at {
                Some(_) => "start it with `caudal simulate`",
                None => "start `caudal simulate`, or name your providers with --providers FILE",
            };
            let text = format!("reach a simulator at {address}: none answers there\nhint: {hint}");
            return Err(Unreachable(text).into());
        };
        let clock = Arc::new(FixedDate::on(application.as_of));
        let simulated = Simulated::new(address, Manner::AsVendors, clock)?;
        let access = simulated.accesses(application, given).await?;
        Self::simulated(&simulated, access, as_of)
    }

    /// A simulator of this process, asked on a clock's time so that it answers the same each time.
    pub(crate) async fn own_simulator(
        simulator: &Simulator,
        application: &Application,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        let address = SimulatorAddress::of(simulator)?;
        let simulated = Simulated::new(address, Manner::Repeatable, clock)?;
        let given = AccessFiles::default().read(application, &Limits::default())?;
        let access = simulated.accesses(application, given).await?;
        Self::simulated(&simulated, access, application.as_of)
    }

    fn simulated(
        simulated: &Simulated,
        access: Persons<Access>,
        as_of: NaiveDate,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            providers: simulated.providers()?,
            access,
            simulated: Some(as_of),
        })
    }
}

/// The files that say what each person connected.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AccessFiles<'f> {
    pub(crate) applicant: Option<&'f Path>,
    pub(crate) co_applicant: Option<&'f Path>,
}

impl AccessFiles<'_> {
    /// What stands in them, for each person that there is.
    fn read(
        self,
        application: &Application,
        limits: &Limits,
    ) -> anyhow::Result<Persons<Option<Access>>> {
        let read = |file: Option<&Path>| {
            let access = file.map(|file| access_file::read(file, application.country, limits));
            access.transpose()
        };
        if let (Some(file), None) = (self.co_applicant, &application.co_applicant) {
            return Err(anyhow!(
                "use {}: the application names no co-applicant",
                file.display()
            ));
        }
        let theirs = application.co_applicant.as_ref();
        Ok(Persons {
            applicant: read(self.applicant)?,
            co_applicant: theirs.map(|_| read(self.co_applicant)).transpose()?,
        })
    }
}

/// The sources that features can be made of in the application's country.
pub(crate) fn useful_sources(application: &Application) -> Vec<Source> {
    let mut useful: Vec<Source> = Catalogue::standard()
        .iter()
        .flat_map(|feature| feature.sources.of(application.country))
        .copied()
        .collect();
    useful.sort_unstable();
    useful.dedup();
    useful
}

/// Runs asynchronous work to its end, on this thread: what is written comes out in one order.
pub(crate) fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("set up asynchronous input and output")?
        .block_on(work)
}
