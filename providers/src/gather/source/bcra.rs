//! Getting the BCRA's register: public, and harmless to ask again.

use caudal_facts::TaxId;

use crate::bcra::Bcra;
use crate::gather::run::{Got, Missed, Run};

/// What the register is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gather) enum Register {
    Debts,
    History,
    RejectedCheques,
}

impl Register {
    pub(in crate::gather) const ALL: [Self; 3] =
        [Self::Debts, Self::History, Self::RejectedCheques];

    /// The operation's name, as the register's own paths give it.
    pub(in crate::gather) const fn operation(self) -> &'static str {
        match self {
            Self::Debts => "deudas",
            Self::History => "historicas",
            Self::RejectedCheques => "cheques-rechazados",
        }
    }
}

pub(in crate::gather) async fn entry(
    run: &Run<'_>,
    client: &Bcra,
    register: Register,
    tax_id: &TaxId,
) -> Result<Got, Missed> {
    let outcome = match register {
        Register::Debts => client.debts(tax_id).await,
        Register::History => client.history(tax_id).await,
        Register::RejectedCheques => client.rejected_cheques(tax_id).await,
    };
    let answer = run.counted(outcome, |answer| answer)?;
    Ok(Got::Body(answer.body))
}
