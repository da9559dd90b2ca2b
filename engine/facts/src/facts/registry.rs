//! Rows of public registers and of reports built on them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Provenance;
use crate::calendar::Month;
use crate::money::Money;

/// One month's unemployment-fund contribution by one employer (Chile, AFC).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Where it was read.
    pub provenance: Provenance,
    /// The month worked.
    pub month: Month,
    /// The employer's RUT as given, hashed or not; only compared.
    pub employer: Option<String>,
    /// Taxable income of the month.
    pub taxable_income: Option<Money>,
    /// When it was paid.
    pub paid_on: Option<NaiveDate>,
    /// Whether the employment goes on, where the report says.
    pub employer_active: Option<bool>,
}

/// One month's fee receipts (Chile, boletas de honorarios).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeReceiptMonth {
    /// Where it was read.
    pub provenance: Provenance,
    /// The month.
    pub month: Month,
    /// Gross fees.
    pub gross: Option<Money>,
    /// Tax withheld by the payers.
    pub withheld: Option<Money>,
}

/// A yearly return (Chile, formulario 22).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxReturn {
    /// Where it was read.
    pub provenance: Provenance,
    /// Tax year.
    pub year: i32,
    /// Values by the form's line codes, such as 170 (net taxable income).
    pub codes: BTreeMap<u32, Decimal>,
}

/// A medical leave (Chile, SUSESO). Health data: policies may read it only where the law lets them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MedicalLeave {
    /// Where it was read.
    pub provenance: Provenance,
    /// First day.
    pub starts_on: NaiveDate,
    /// How many days.
    pub days: Option<u32>,
    /// The register's state, as stated.
    pub state: Option<String>,
    /// Whether that state says that it was annulled or rejected; `None` for none and for words that
    /// are not known.
    pub void: Option<bool>,
}

/// One institution's line of the debt report (Chile, CMF).
///
/// The report has had two forms: arrears of 30–89 days in one figure, or split at 60.
/// [`late_30_89`](Self::late_30_89) is the figure, or the exact sum of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebtLine {
    /// Where it was read.
    pub provenance: Provenance,
    /// The institution's name.
    pub institution: Option<String>,
    /// Whether the person answers for someone else's debt (aval, codeudor).
    pub indirect: bool,
    /// consumer, mortgage, commercial, as stated.
    pub kind: Option<DebtKind>,
    /// All that is owed.
    pub total: Option<Money>,
    /// Not in arrears, or by less than 30 days.
    pub current: Option<Money>,
    /// In arrears by 30 to 89 days.
    pub late_30_89: Option<Money>,
    /// In arrears by 90 days or more.
    pub late_90_plus: Option<Money>,
}

/// What a debt was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DebtKind {
    /// Consumer credit.
    Consumer,
    /// Housing credit.
    Mortgage,
    /// Business credit.
    Commercial,
    /// Anything else.
    Other,
}

/// An unused credit line at an institution (Chile, CMF).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditLine {
    /// Where it was read.
    pub provenance: Provenance,
    /// The institution's name.
    pub institution: Option<String>,
    /// The unused amount.
    pub available: Option<Money>,
}

/// One entity's classification of the debtor in one month (Argentina, BCRA).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// Where it was read.
    pub provenance: Provenance,
    /// The month.
    pub month: Month,
    /// The entity's name.
    pub entity: Option<String>,
    /// 1 (normal) to 6 (irrecoverable by technical provision).
    pub situation: Option<u32>,
    /// What is owed. The register gives thousands of pesos; this is pesos.
    pub amount: Option<Money>,
    /// Days in arrears.
    pub days_late: Option<u32>,
    /// Whether the debt is in court.
    pub in_court: Option<bool>,
    /// Whether it comes from the register's history and not its latest month.
    pub historical: bool,
}

/// A cheque that was not paid (Argentina, BCRA).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedCheque {
    /// Where it was read.
    pub provenance: Provenance,
    /// When it was rejected.
    pub rejected_on: Option<NaiveDate>,
    /// Its amount.
    pub amount: Option<Money>,
    /// When it was paid after all.
    pub paid_on: Option<NaiveDate>,
}

/// A protested document (Chile).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protest {
    /// Where it was read.
    pub provenance: Provenance,
    /// When it was protested.
    pub date: Option<NaiveDate>,
    /// Its amount.
    pub amount: Option<Money>,
    /// Bill, cheque, promissory note, as stated.
    pub document: Option<String>,
    /// Whether it was cleared (aclaración); `None` when the report does not say.
    pub cleared: Option<bool>,
}

/// An unpaid instalment or other delinquency (Chile).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delinquency {
    /// Where it was read.
    pub provenance: Provenance,
    /// When it was due.
    pub due_on: Option<NaiveDate>,
    /// Its amount.
    pub amount: Option<Money>,
    /// The creditor or the market it is in, as stated.
    pub creditor: Option<String>,
}

/// Alimony owed (Chile, Registro Nacional de Deudores de Pensiones de Alimentos).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlimonyDebt {
    /// Where it was read.
    pub provenance: Provenance,
    /// What is owed.
    pub owed: Option<Money>,
}

/// An offer that banca.me has already made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreApproval {
    /// Where it was read.
    pub provenance: Provenance,
    /// banca.me's id of it.
    pub id: Option<String>,
    /// The amount.
    pub amount: Option<Money>,
    /// Monthly rate as a fraction.
    pub monthly_rate: Option<Decimal>,
    /// How many instalments.
    pub installments: Option<u32>,
    /// The instalment.
    pub installment: Option<Money>,
}
