//! The tables, declared once.
//!
//! Every table's rows are sorted by case, and movements within a case by date, account, payload and
//! row. Amounts are minor units of the row's `currency`. Null is what a report did not say.

use std::sync::LazyLock;

use polars::prelude::DataFrame;

use super::error::Error;
use super::kinds::{Amount, Code, Day, Flag, Kind, MonthIndex, Opt, Text, U32, empty_column};
use super::schema::{CASE, ColumnSchema, TableSchema, tables};

tables! {
    Cases = cases, CaseRow, CaseColumns, "One application." {
        id: Text = "The lender's own id of the application.";
        country: Code = "0 AR, 1 CL.";
        currency: Code = "The currency that features are in: 0 CLP, 1 ARS, 2 USD, 3 UF.";
        as_of: Day = "The date that the decision is made as of.";
        amount: Opt<Amount> = "The amount asked for.";
        product: Text = "The product asked for, in the lender's own words.";
        term_months: Opt<U32> = "The term asked for, in months.";
        inputs: Text = "The lender's own inputs, as the part `inputs` of an application's JSON.";
        reference: Text = "Dated series that the application gives, as the part `reference` of its JSON.";
    }
    Answers = answers, AnswerRow, AnswerColumns, "What one source did for a case." {
        source: Code = "The source's position in the list of sources.";
        answered: Flag = "Whether it gave anything.";
        complete: Flag = "Whether it gave all that it was asked for.";
        report_date: Opt<Day> = "The date of the report, else the local date it was obtained.";
        covers_from: Opt<Day> = "The first day that the report looked at, where it says so.";
    }
    Sections = sections, SectionRow, SectionColumns, "A part that some report carried and that could be read." {
        section: Code = "The section's position in the list of sections.";
    }
    Findings = findings, FindingRow, FindingColumns, "One thing that a reader noticed." {
        code: Code = "The kind of finding.";
        source: Opt<Code> = "The source it is about.";
    }
    Accounts = accounts, AccountRow, AccountColumns, "A bank account." {
        account: U32 = "The account's number within the case, from 0.";
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        kind: Code = "0 current, 1 savings, 2 wallet, 3 credit card, 4 loan, 5 other.";
        currency: Code = "The account's currency.";
        balance: Opt<Amount> = "The balance on the report's date; of a credit card or loan, negative when owed.";
        covers_from: Opt<Day> = "The first day that the report looked at, where it says so.";
        opened_on: Opt<Day> = "When it was opened.";
    }
    Holders = holders, HolderRow, HolderColumns, "Somebody who holds an account." {
        account: U32 = "The account's number within the case.";
        is_applicant: Opt<Flag> = "Whether the tax id is the applicant's; null without a readable id.";
    }
    Transactions = transactions, TransactionRow, TransactionColumns, "A booked movement of an account." {
        account: U32 = "The account's number within the case.";
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        ordinal: U32 = "Which of several rows alike on one day it is, from 0.";
        date: Day = "Local booking date.";
        amount: Amount = "Signed amount: money in is positive.";
        currency: Code = "The amount's currency.";
        category: Code = "The category's number.";
        other_side: U32 = "A number that the case's movements with one other side share; 0 where nothing tells it.";
        thirteenth: Flag = "Whether the bank's text names a 13th salary.";
        category_entry: Text = "The entry of the categories file that decided.";
        balance_after: Opt<Amount> = "The account's balance after it.";
        description: Text = "The bank's text.";
    }
    Balances = balances, BalanceRow, BalanceColumns, "A balance that a report states for a date." {
        account: U32 = "The account's number within the case.";
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        date: Day = "Local date.";
        amount: Amount = "The booked balance at the end of the day.";
        currency: Code = "Its currency.";
        credit_line: Opt<Amount> = "The credit line that comes with the account.";
    }
    StatedMonths = stated_months, StatedMonthRow, StatedMonthColumns, "A month that a report sums up itself." {
        account: Opt<U32> = "The account; null when the sums are over all accounts of the currency.";
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        month: MonthIndex = "The month.";
        currency: Opt<Code> = "The currency of the sums.";
        inflow: Opt<Amount> = "Money in, positive.";
        outflow: Opt<Amount> = "Money out, positive.";
        net: Opt<Amount> = "The stated difference.";
        closing: Opt<Amount> = "The balance at the end of the month.";
    }
    Cards = cards, CardRow, CardColumns, "A credit card." {
        card: U32 = "The card's number within the case, from 0.";
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        currency: Opt<Code> = "The currency of the limits.";
        limit: Opt<Amount> = "Purchase limit.";
        available: Opt<Amount> = "Unused part of the limit.";
        cash_advance_limit: Opt<Amount> = "Cash-advance limit.";
        cash_advance_available: Opt<Amount> = "Unused part of the cash-advance limit; may exceed it.";
        closing_on: Opt<Day> = "Statement closing date.";
        due_on: Opt<Day> = "Payment due date.";
    }
    CardPurchases = card_purchases, CardPurchaseRow, CardPurchaseColumns, "A purchase on a card." {
        card: U32 = "The card's number within the case.";
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        date: Day = "Local date.";
        amount: Amount = "What is charged; for instalment purchases one instalment.";
        currency: Code = "Its currency.";
        next_installment: Opt<U32> = "For instalment purchases, the instalment charged next.";
        installments: Opt<U32> = "For instalment purchases, how many there are.";
    }
    Loans = loans, LoanRow, LoanColumns, "A loan with the reporting bank." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        currency: Opt<Code> = "The currency of its amounts.";
        principal: Opt<Amount> = "The amount lent.";
        outstanding: Opt<Amount> = "What is still owed of it.";
        installments: Opt<U32> = "How many instalments there are.";
        next_installment: Opt<U32> = "The number of the next instalment.";
        next_installment_amount: Opt<Amount> = "The amount of the next instalment.";
        next_due_on: Opt<Day> = "When it is due.";
    }
    Deposits = deposits, DepositRow, DepositColumns, "A fixed-term deposit." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        currency: Opt<Code> = "The currency of its amounts.";
        begins_on: Opt<Day> = "When it began.";
        matures_on: Opt<Day> = "When it matures.";
        active: Opt<Flag> = "Whether the bank calls it active.";
        capital: Opt<Amount> = "Capital.";
        interest: Opt<Amount> = "Interest at maturity.";
    }
    Contributions = contributions, ContributionRow, ContributionColumns, "One month's contribution by one employer." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        month: MonthIndex = "The month worked.";
        employer: Text = "The employer's id as given, hashed or not.";
        currency: Opt<Code> = "The currency of the income.";
        taxable_income: Opt<Amount> = "Taxable income of the month.";
        paid_on: Opt<Day> = "When it was paid.";
        employer_active: Opt<Flag> = "Whether the employment goes on.";
    }
    FeeReceipts = fee_receipts, FeeReceiptRow, FeeReceiptColumns, "One month's fee receipts." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        month: MonthIndex = "The month.";
        currency: Opt<Code> = "The currency of the fees.";
        gross: Opt<Amount> = "Gross fees.";
        withheld: Opt<Amount> = "Tax withheld by the payers.";
    }
    TaxCodes = tax_codes, TaxCodeRow, TaxCodeColumns, "One line code of a yearly return; a return without codes has one row with code 0." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "The return's row there.";
        year: U32 = "Tax year.";
        code: U32 = "The form's line code.";
        currency: Code = "The currency of the value.";
        value: Opt<Amount> = "The value; null when it does not fit.";
    }
    MedicalLeaves = medical_leaves, MedicalLeaveRow, MedicalLeaveColumns, "A medical leave. Health data." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        starts_on: Day = "Its first day.";
        days: Opt<U32> = "How many days.";
        void: Opt<Flag> = "Whether it was annulled or rejected; null where the register does not say.";
    }
    Debts = debts, DebtRow, DebtColumns, "One institution's line of the debt report." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        institution: Text = "The institution's name.";
        indirect: Flag = "Whether the person answers for someone else's debt.";
        kind: Opt<Code> = "0 consumer, 1 mortgage, 2 commercial, 3 other.";
        currency: Opt<Code> = "The currency of its amounts.";
        total: Opt<Amount> = "All that is owed.";
        current: Opt<Amount> = "Not in arrears, or by less than 30 days.";
        late_30_89: Opt<Amount> = "In arrears by 30 to 89 days.";
        late_90_plus: Opt<Amount> = "In arrears by 90 days or more.";
    }
    CreditLines = credit_lines, CreditLineRow, CreditLineColumns, "An unused credit line." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        institution: Text = "The institution's name.";
        currency: Opt<Code> = "The currency of the amount.";
        available: Opt<Amount> = "The unused amount.";
    }
    Situations = situations, SituationRow, SituationColumns, "One entity's classification of the debtor in one month." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        month: MonthIndex = "The month.";
        entity: Text = "The entity's name.";
        situation: Opt<U32> = "1 (normal) to 6.";
        currency: Opt<Code> = "The currency of the amount.";
        amount: Opt<Amount> = "What is owed.";
        days_late: Opt<U32> = "Days in arrears.";
        in_court: Opt<Flag> = "Whether the debt is in court.";
        historical: Flag = "Whether it comes from the register's history and not its latest month.";
    }
    RejectedCheques = rejected_cheques, RejectedChequeRow, RejectedChequeColumns, "A cheque that was not paid." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        rejected_on: Opt<Day> = "When it was rejected.";
        currency: Opt<Code> = "The currency of the amount.";
        amount: Opt<Amount> = "Its amount.";
        paid_on: Opt<Day> = "When it was paid after all.";
    }
    Protests = protests, ProtestRow, ProtestColumns, "A protested document." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        date: Opt<Day> = "When it was protested.";
        currency: Opt<Code> = "The currency of the amount.";
        amount: Opt<Amount> = "Its amount.";
        cleared: Opt<Flag> = "Whether it was cleared.";
    }
    Delinquencies = delinquencies, DelinquencyRow, DelinquencyColumns, "An unpaid instalment or other delinquency." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        due_on: Opt<Day> = "When it was due.";
        currency: Opt<Code> = "The currency of the amount.";
        amount: Opt<Amount> = "Its amount.";
    }
    Alimony = alimony, AlimonyRow, AlimonyColumns, "Alimony owed, as the register gives it." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        currency: Opt<Code> = "The currency of the amount.";
        owed: Opt<Amount> = "What is owed.";
    }
    PreApprovals = pre_approvals, PreApprovalRow, PreApprovalColumns, "An offer that was already made." {
        payload: U32 = "The payload it was read from.";
        row: U32 = "Its row there.";
        currency: Opt<Code> = "The currency of its amounts.";
        amount: Opt<Amount> = "The amount.";
        installments: Opt<U32> = "How many instalments.";
        installment: Opt<Amount> = "The instalment.";
    }
}

/// Columns that came after the version of the schema: older files lack them, and they read as null.
const ADDED: [(Table, &str); 4] = [
    (Table::Cases, "product"),
    (Table::Cases, "term_months"),
    (Table::Cases, "inputs"),
    (Table::Cases, "reference"),
];

impl Table {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.schema().name
    }

    /// Where a column stands in it.
    #[must_use]
    pub fn position(self, column: &str) -> Option<usize> {
        self.schema()
            .columns
            .iter()
            .position(|declared| declared.name == column)
    }

    /// Whether a file of this version of the schema may lack a column.
    pub(super) fn may_lack(self, column: &str) -> bool {
        ADDED.contains(&(self, column))
    }
}

/// A table without rows. Most tables of one case are, so their columns are built once and shared.
pub(super) fn empty(table: Table) -> DataFrame {
    static EMPTY: LazyLock<Vec<DataFrame>> = LazyLock::new(|| {
        Table::ALL
            .iter()
            .map(|table| {
                let columns = table.schema().columns.iter();
                columns
                    .map(|column| empty_column(column.name, column.dtype))
                    .collect::<Vec<_>>()
            })
            .map(|columns| DataFrame::new(0, columns).unwrap_or_default())
            .collect()
    });
    EMPTY.get(table as usize).cloned().unwrap_or_default()
}
