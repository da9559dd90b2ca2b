//! What the named blocks say.

use super::OverMonths;

/// What a named block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// How far the bank report reaches and how fresh it is.
    Coverage(CoverageOf),
    /// Daily balances of all deposit accounts together.
    Balance(BalanceOf),
    /// Credit cards and what is to be paid on them.
    Card(CardOf),
    /// Contributions month by month.
    Employment(EmploymentOf),
    /// Fee receipts of whole months.
    Fees(FeesOf, OverMonths),
    /// The income of a yearly return, so many years before the latest.
    DeclaredIncome(u8),
    /// Medical leaves.
    Leave(LeaveOf),
    /// Streams of income.
    Income(IncomeOf),
    /// Streams of expenses.
    Expense(ExpenseOf),
    /// Money that leaves as it comes.
    PassThrough(PassThroughOf),
    /// How the debts of the register grew.
    DebtGrowth,
}

/// What the streams of income say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IncomeOf {
    /// How many there are with a cadence.
    Streams,
    /// How many count as income: active, of high or medium confidence.
    Active,
    /// What those that count come to, month by month.
    Months(OverMonths),
    /// Their part of all money in.
    ShareOfInflow,
    /// The largest's part of those that count.
    TopShare,
    /// How punctual the largest is.
    Regularity,
    /// How equal the largest's amounts are.
    Stability,
    /// 1 low, 2 medium, 3 high: of the largest that is active.
    Confidence,
    /// The day of the month that the largest is paid on.
    PayDay,
    /// Days since the last payment of one of high or medium confidence, active or not.
    LastPayDays,
    /// Days since the last salary.
    SalaryRecency,
    /// Whether a 13th salary was seen.
    Thirteenth,
}

/// What the streams of expenses say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExpenseOf {
    /// How many monthly ones go on.
    Active,
    /// What those come to, month by month.
    Months(OverMonths),
    /// Monthly ones that were due and did not come.
    Missed,
    /// Those of them that repay a loan.
    MissedLoans,
    /// Who was paid an instalment.
    Lenders,
}

/// What the days on which money came in say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PassThroughOf {
    /// The median part that left within two days.
    Share,
    /// Whether that is more than nine tenths.
    Flag,
}

/// What the coverage block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CoverageOf {
    HistoryDays,
    FullMonths,
    RecencyDays,
    Accounts,
    HolderMatches,
    WithoutRate,
    StatedMonthsDiffer,
    Unreadable,
}

/// What the balance block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BalanceOf {
    Current,
    Min,
    Max,
    Mean,
    Deviation,
    DaysAtOrBelowZero,
    /// Days below a tenth of a month's income.
    DaysLow,
    /// Days on which a stated balance is not what the day before and its movements lead to.
    Unreconciled,
    MonthEndMin,
    MonthEndMean,
}

/// What the card block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardOf {
    Count,
    Limit,
    Available,
    Used,
    Utilisation,
    NextMonth,
    ToPay,
    CashAdvanceUsed,
}

/// What the employment block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmploymentOf {
    /// The mean of so many of the latest contributed months.
    IncomeLast(usize),
    Variation12,
    /// The latest three contributed months against the three before.
    Trend6,
    ActiveEmployers,
    Employers12,
    /// The part of the employer that pays most.
    TopShare12,
    MonthsContinuous,
    /// The longest run of months up to now with one employer.
    Tenure,
    Months12,
    MonthsSinceLast,
}

/// What of a month's fee receipts is summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeesOf {
    Gross,
    Withheld,
}

/// What medical leaves say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeaveOf {
    /// Days on leave in the run of days.
    Days,
    /// Whether one goes on.
    Now,
}
