//! Khipu's answers: the envelope and the containers of the operations.
//!
//! Field names of the bank data are the UK Open Banking standard's v3.1.11; where a published sample
//! differs (`Balance.Amount` a list, `CreditLine` an object) both are taken.

mod account;
mod amount;
mod balance;
mod loan;
mod statement;
mod transaction;

use crate::chile::{afc, alimony, cmf, insolvency, protests, sii};
use crate::tolerant::{CountField, DateField, ListField, SectionField, TextField, wire};

pub(in crate::khipu) use account::{Account, Party};
pub(in crate::khipu) use amount::Amount;
pub(in crate::khipu) use balance::Balance;
pub(in crate::khipu) use loan::Loan;
pub(in crate::khipu) use statement::{Statement, StatementAmount};
pub(in crate::khipu) use transaction::Transaction;

wire! {
    /// What every operation answers with.
    pub(in crate::khipu) struct Envelope {
        /// Identifies the operation; callbacks carry it too.
        operation_id: TextField = "OperationId",
        /// `OK`, even without data, or `ERROR`.
        status: TextField = "Status",
        /// The container that the operation documents.
        data: SectionField<Data> = "Data",
        /// Free text, for instance that the data are incomplete.
        additional_information: TextField = "AdditionalInformation",
        /// Null when the status is `OK`.
        error: SectionField<Failure> = "Error",
        /// Set when an asynchronous operation was accepted.
        life_span: TextField = "LifeSpan",
        /// The standard's links to the answer's pages.
        links: SectionField<Links> = "Links",
        /// The standard's notes on the answer.
        meta: SectionField<Meta> = "Meta",
    }

    /// The details of an error.
    pub(in crate::khipu) struct Failure {
        /// A letter and three digits.
        code: TextField = "Code",
        /// How to treat the code; its words are undocumented.
        kind: TextField = "Type",
        /// Text for people.
        description: TextField = "Description",
    }

    /// The containers of the operations, one of which an answer carries.
    pub(in crate::khipu) struct Data {
        /// `/accounts`.
        account: ListField<Account> = "Account",
        /// `/balance`.
        balance: ListField<Balance> = "Balance",
        /// `/statements`.
        statement: ListField<Statement> = "Statement",
        /// `/transactions`, and those of credit cards.
        transaction: ListField<Transaction> = "Transaction",
        /// `/products/loans`.
        loan: ListField<Loan> = "Loan",
        /// Of balances and statements, the sum of all amounts in the base currency.
        total_value: ListField<Amount> = "TotalValue",
        /// `/token`: stands for the credentials in later calls.
        account_link: TextField = "AccountLink",
        /// The regulator's `/debt-report`.
        debt_report: SectionField<cmf::Report> = "DebtReport",
        /// The unemployment fund's `/contributions-certificate`.
        contributions_certificate: SectionField<afc::Report> = "ContributionsCertificate",
        /// The unemployment fund's `/last-credited-contribution`.
        last_credited_contribution: SectionField<afc::Report> = "LastCreditedContribution",
        /// The unemployment fund's `/balance`.
        contributions_balance: SectionField<afc::Balance> = "ContributionsBalance",
        /// The tax service's `/carpeta-tributaria/acreditar-renta`.
        carpeta_tributaria: SectionField<sii::Report> = "CarpetaTributaria" | "AcreditarRenta",
        /// The tax service's `/carpeta-tributaria/solicitar-credito`.
        consulta_credito: SectionField<sii::Report> = "ConsultaCredito",
        /// The tax service's `/tax-situation`.
        tax_situation: SectionField<sii::Situation> = "TaxSituation",
        /// The commercial bulletin's `/consulta-rut`.
        rut_financial_report: SectionField<protests::Report> = "RutFinancialReport",
        /// The alimony debtors' `/debt-registry`.
        debt_registry: SectionField<alimony::Report> = "DebtRegistry",
        /// The insolvency bulletin's `/publications-procedure`.
        publications_procedure: SectionField<insolvency::Report> = "PublicationsProcedure",
    }

    /// Links to the pages of an answer.
    pub(in crate::khipu) struct Links {
        /// This page.
        this: TextField = "Self",
        /// The first page.
        first: TextField = "First",
        /// The page before.
        previous: TextField = "Prev",
        /// The page after.
        next: TextField = "Next",
        /// The last page.
        last: TextField = "Last",
    }

    /// Notes on an answer.
    pub(in crate::khipu) struct Meta {
        /// How many pages there are.
        total_pages: CountField = "TotalPages",
        /// The earliest that can be asked for.
        first_available_date_time: DateField = "FirstAvailableDateTime",
        /// The latest that can be asked for.
        last_available_date_time: DateField = "LastAvailableDateTime",
    }
}
