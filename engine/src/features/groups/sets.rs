//! Which movements count as what, and the sentences that declarations share.
//!
//! Own transfers and reversals are neither inflow nor outflow: nothing came in or went out. Borrowed
//! money (loans, card advances, credit-line draws), redeemed investments and extraordinary pension
//! withdrawals are inflow, because they are there to be spent, but never income.

use caudal_facts::categories::Category;

use crate::features::feature::{Feature, Sources, Unit, Window};
use crate::features::measure::{Block, Classes, CoverageOf, Measure, Series, Worth};

/// What is neither inflow nor outflow.
const NEITHER: Classes = Classes::both(&[Category::OwnTransfer, Category::Reversal])
    .or(Classes::UNMATCHED)
    .or(Classes::UNDONE);

/// Transfers between accounts of the same person, whether both legs were seen or one.
pub(crate) const OWN: Classes = Classes::both(&[Category::OwnTransfer]).or(Classes::UNMATCHED);

/// Money in from own accounts.
pub(crate) const OWN_IN: Series = Series {
    rows: OWN.inward(),
    worth: Worth::Signed,
};

/// Money in after own transfers and reversals.
pub(crate) const INFLOW: Series = Series {
    rows: Classes::money_in(Category::ALL).without(NEITHER),
    worth: Worth::Signed,
};

/// Money in from own accounts that the report does not show.
pub(crate) const UNMATCHED_IN: Series = Series {
    rows: Classes::UNMATCHED.inward(),
    worth: Worth::Signed,
};

/// Money out that a later movement undid, positive.
pub(crate) const UNDONE_OUT: Series = Series {
    rows: Classes::UNDONE.without(Classes::UNDONE.inward()),
    worth: Worth::Turned,
};

/// Money in before any netting of own transfers; what was undone is left out.
pub(crate) const GROSS_IN: Series = Series {
    rows: INFLOW.rows.or(OWN.inward()),
    worth: Worth::Signed,
};

/// Money in that is to be paid back.
pub(crate) const BORROWED: Series = money_in(&[
    Category::LoanDisbursement,
    Category::CashAdvance,
    Category::CreditLineDraw,
]);

/// Money out after own transfers and reversals, positive.
pub(crate) const OUTFLOW: Series = Series {
    rows: Classes::money_out(Category::ALL).without(NEITHER),
    worth: Worth::Turned,
};

/// Money in less money out.
pub(crate) const NET: Series = Series {
    rows: Classes::ALL.without(NEITHER),
    worth: Worth::Signed,
};

/// Pay, pensions, benefits and fees.
pub(crate) const INCOME: Series = money_in(&[
    Category::Salary,
    Category::Pension,
    Category::Benefit,
    Category::Fees,
]);

/// Money in of these categories.
pub(crate) const fn money_in(categories: &[Category]) -> Series {
    Series {
        rows: Classes::money_in(categories),
        worth: Worth::Signed,
    }
}

/// Money out of these categories, positive.
pub(crate) const fn money_out(categories: &[Category]) -> Series {
    Series {
        rows: Classes::money_out(categories),
        worth: Worth::Turned,
    }
}

/// What moved of these classes, in and out.
pub(crate) const fn size(rows: Classes) -> Series {
    Series {
        rows,
        worth: Worth::Size,
    }
}

/// How many movements of these classes.
pub(crate) const fn count(rows: Classes) -> Series {
    Series {
        rows,
        worth: Worth::One,
    }
}

/// When a feature over months of the bank report is missing.
pub(crate) const FEW_MONTHS: &str =
    "Fewer covered months than half of 6 or 12, or than all of 1 or 3.";

/// When a feature over days of the bank report is missing.
pub(crate) const FEW_DAYS: &str = "The accounts are not covered for all of the days.";

/// When a register's feature is missing.
pub(super) const NOT_IN_REPORT: &str =
    "The report does not carry the section, or leaves out what a row must say.";

/// What declarations of the bank report have in common.
pub(super) const BANK: Feature = Feature {
    name: "",
    es: "",
    en: "",
    unit: Unit::Count,
    sources: Sources::BANK,
    window: None,
    riskier: None,
    missing: "",
    none: None,
    definition: None,
    measure: Measure::Block(Block::Coverage(CoverageOf::Accounts)),
};

/// What declarations over months of the bank report have in common.
pub(super) const MONTHS: Feature = Feature {
    unit: Unit::MoneyPerMonth,
    missing: FEW_MONTHS,
    ..BANK
};

/// What declarations over days of the bank report have in common.
pub(super) const DAYS: Feature = Feature {
    missing: FEW_DAYS,
    window: DAYS_90,
    ..BANK
};

/// What declarations of registers have in common.
pub(super) const REGISTER: Feature = Feature {
    missing: NOT_IN_REPORT,
    ..BANK
};

pub(super) const MONTHS_1: Option<Window> = Some(Window::Months(1));
pub(super) const MONTHS_3: Option<Window> = Some(Window::Months(3));
pub(super) const MONTHS_6: Option<Window> = Some(Window::Months(6));
pub(super) const MONTHS_12: Option<Window> = Some(Window::Months(12));
pub(super) const DAYS_7: Option<Window> = Some(Window::Days(7));
pub(super) const DAYS_30: Option<Window> = Some(Window::Days(30));
pub(super) const DAYS_60: Option<Window> = Some(Window::Days(60));
pub(super) const DAYS_90: Option<Window> = Some(Window::Days(90));
pub(super) const DAYS_365: Option<Window> = Some(Window::Days(365));
pub(super) const DAYS_180: Option<Window> = Some(Window::Days(180));
