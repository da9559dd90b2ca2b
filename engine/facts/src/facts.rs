//! Facts: what the reports say, in one neutral form whichever provider brought them.
//!
//! Every row knows the payload it was read from. What a report did not say is `None`, and what could
//! not be read is a [`Finding`]: never a zero, never an error that loses the rest.

mod bank;
mod finding;
mod registry;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use bank::{
    Account, AccountKind, Balance, Card, CardPurchase, Counterparty, Deposit, Holder, Loan,
    StatedMonth, Transaction,
};
pub use finding::{Finding, FindingCode};
pub use registry::{
    AlimonyDebt, Contribution, CreditLine, DebtKind, DebtLine, Delinquency, FeeReceiptMonth,
    MedicalLeave, PreApproval, Protest, RejectedCheque, Situation, TaxReturn,
};

use crate::evidence::{Sha256Digest, Status};
use crate::report::{Party, Report};
use crate::source::Source;

/// Where a row was read: which payload, and which row of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Provenance {
    /// Index into [`Facts::payloads`].
    pub payload: u32,
    /// The row's number within the payload and its table, from 0.
    pub row: u32,
}

/// A payload that rows were read from: enough to find it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayloadRef {
    /// The report it answers.
    pub source: Source,
    /// Who sent it.
    pub provider: String,
    /// By which operation.
    pub operation: String,
    /// Its file in the evidence folder.
    pub file: String,
    /// Its digest.
    pub sha256: Sha256Digest,
    /// When it was obtained.
    pub obtained_at: Option<DateTime<FixedOffset>>,
}

/// What one source did for this application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The report.
    pub source: Source,
    /// Who brought it. Where several did, the one with the latest answer.
    pub provider: String,
    /// How it went.
    pub status: Status,
    /// When it was obtained.
    pub obtained_at: Option<DateTime<FixedOffset>>,
    /// The date that the report itself is of, where it says so; else the local date it was obtained.
    pub report_date: Option<NaiveDate>,
    /// The first day that the report looked at, where it says so.
    pub covers_from: Option<NaiveDate>,
    /// Indices into [`Facts::payloads`].
    pub payloads: Vec<u32>,
}

impl Answer {
    /// Whether facts of this source can be had from it.
    #[must_use]
    pub const fn answered(&self) -> bool {
        !matches!(self.status, Status::Unavailable { .. })
    }
}

/// All that is known of one application's applicant, and apart from it of a co-applicant.
///
/// A list that is empty because its source said "none" and one that is empty because nobody was
/// asked differ in [`answers`](Self::answers): a feature looks there before it calls empty zero.
/// Within a source, a section that its report does not carry is named in
/// [`sections`](Self::sections) only when it was there and could be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// What rows were read from.
    pub payloads: Vec<PayloadRef>,
    /// What each source did, at most one answer a source, in the order of [`Source`].
    pub answers: Vec<Answer>,
    /// The tables that some report carried and that could be read, empty ones included.
    pub sections: Vec<Section>,
    /// Bank accounts.
    pub accounts: Vec<Account>,
    /// Booked movements of the accounts, sorted by date, account, payload and row.
    pub transactions: Vec<Transaction>,
    /// Balances that a report states, other than those after a movement.
    pub balances: Vec<Balance>,
    /// Months that a report sums up itself.
    pub stated_months: Vec<StatedMonth>,
    /// Credit cards.
    pub cards: Vec<Card>,
    /// Purchases on the cards.
    pub card_purchases: Vec<CardPurchase>,
    /// Loans with the bank that reports them.
    pub loans: Vec<Loan>,
    /// Fixed-term deposits.
    pub deposits: Vec<Deposit>,
    /// Monthly unemployment-fund contributions.
    pub contributions: Vec<Contribution>,
    /// Monthly fee receipts.
    pub fee_receipts: Vec<FeeReceiptMonth>,
    /// Yearly tax returns.
    pub tax_returns: Vec<TaxReturn>,
    /// Medical leaves.
    pub medical_leaves: Vec<MedicalLeave>,
    /// Debts by institution, as the Chilean regulator's report gives them.
    pub debts: Vec<DebtLine>,
    /// Unused credit lines by institution.
    pub credit_lines: Vec<CreditLine>,
    /// Debts by entity and month, as the Argentine debtors' register gives them.
    pub situations: Vec<Situation>,
    /// Rejected cheques.
    pub rejected_cheques: Vec<RejectedCheque>,
    /// Protested documents.
    pub protests: Vec<Protest>,
    /// Unpaid instalments and other delinquencies.
    pub delinquencies: Vec<Delinquency>,
    /// Alimony owed, as the register gives it.
    pub alimony: Vec<AlimonyDebt>,
    /// Offers that banca.me has already made.
    pub pre_approvals: Vec<PreApproval>,
    /// What could not be read, does not add up or should be looked at.
    pub findings: Vec<Finding>,
    /// The digest of the categories file that decided the transactions' categories.
    pub categories_sha256: Option<Sha256Digest>,
    /// What is known of the co-applicant; `None` when nothing was asked about one. Whether there is
    /// one is the application's to say.
    pub co_applicant: Option<Box<Self>>,
}

/// A table of facts that a report can carry. Its presence tells "none" from "not asked".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Accounts and their movements.
    Accounts,
    /// Credit cards and purchases.
    Cards,
    /// Loans.
    Loans,
    /// Fixed-term deposits.
    Deposits,
    /// Unemployment-fund contributions.
    Contributions,
    /// Fee receipts.
    FeeReceipts,
    /// Yearly returns.
    TaxReturns,
    /// Medical leaves.
    MedicalLeaves,
    /// Direct and indirect debts.
    Debts,
    /// Unused credit lines.
    CreditLines,
    /// Debtors' register, latest month.
    Situations,
    /// Debtors' register, earlier months.
    SituationHistory,
    /// Rejected cheques.
    RejectedCheques,
    /// Protested documents.
    Protests,
    /// Delinquencies.
    Delinquencies,
    /// Alimony register.
    Alimony,
    /// Pre-approvals.
    PreApprovals,
}

impl Facts {
    /// What this source did, if it was asked.
    #[must_use]
    pub fn answer(&self, source: Source) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.source == source)
    }

    /// The facts about one of the persons.
    #[must_use]
    pub fn of(&self, party: Party) -> Option<&Self> {
        match party {
            Party::Applicant => Some(self),
            Party::CoApplicant => self.co_applicant.as_deref(),
        }
    }

    /// What the source of a report did, if it was asked.
    #[must_use]
    pub fn answer_of(&self, report: Report) -> Option<&Answer> {
        self.of(report.party)?.answer(report.source)
    }

    /// Whether some report carried this table and it could be read.
    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }

    /// Notes that a report carried this table.
    pub fn note(&mut self, section: Section) {
        if let Err(at) = self.sections.binary_search(&section) {
            self.sections.insert(at, section);
        }
    }
}
