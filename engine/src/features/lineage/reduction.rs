//! What became of the numbers that a feature read, as its declaration says.

use crate::features::measure::{
    BalanceOf, Block, Measure, OverDates, OverDays, OverMonths, Real, Reduce, Related,
};

/// What became of a feature's terms. Every division rounds to the nearest unit, half-even.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reduction {
    /// The mean.
    Mean,
    /// The middle one, or the mean of the two in the middle.
    Median,
    /// Population standard deviation ÷ mean.
    Variation,
    /// Population standard deviation.
    Deviation,
    /// How many are above zero.
    Above,
    /// How many are below zero.
    Below,
    /// How many are zero or below.
    NotAbove,
    /// How many days are below a tenth of the mean of the months.
    DaysLow,
    /// The smallest of mean, median and the latest.
    Conservative,
    /// The mean of the later half ÷ the mean of the half before − 1.
    Trend,
    /// The slope of the least-squares line ÷ the mean.
    Slope,
    /// How many up to the latest are above zero without a gap.
    Streak,
    /// The smallest.
    Least,
    /// How many days there are on which something moved.
    Days,
    /// The share of days on which something moved.
    DayShare,
    /// The longest run of days without a movement between two.
    LongestGap,
    /// The sum.
    Sum,
    /// The largest row in size; zero without any.
    LargestRow,
    /// The largest.
    Largest,
    /// The first series ÷ the second.
    Share,
    /// Whether there is one.
    Any,
    /// How many different values the rows have.
    Distinct,
    /// The first figure ÷ the second.
    Ratio,
    /// The first figure ÷ so many times the second − 1.
    Change {
        /// How many times.
        spans: u8,
    },
    /// (The first figure + the second) ÷ the third; the second is the amount asked for.
    RatioWithRequest,
    /// A block that does not break its number down further than the rows that it read.
    Block,
}

impl Reduction {
    /// What the declaration says.
    pub(crate) const fn of(measure: &Measure) -> Self {
        match measure {
            Measure::Months(_, over) | Measure::Real(Real::Months(_, over)) => {
                Self::of_months(*over)
            }
            Measure::Dates(_, over) => match over {
                OverDates::Count => Self::Days,
                OverDates::Share => Self::DayShare,
                OverDates::LongestGap => Self::LongestGap,
            },
            Measure::Days(_, OverDays::Sum) => Self::Sum,
            Measure::Days(_, OverDays::Largest) => Self::LargestRow,
            Measure::Share(..) | Measure::MonthsShare(..) => Self::Share,
            Measure::Seen(_) => Self::Any,
            Measure::Snapshot(snapshot) => match snapshot.reduce {
                Reduce::Count | Reduce::Sum(_) => Self::Sum,
                Reduce::Any => Self::Any,
                Reduce::Largest(_) => Self::Largest,
                Reduce::Distinct(_) => Self::Distinct,
            },
            Measure::Relation(of) => match of.how {
                Related::Ratio => Self::Ratio,
                Related::Change { spans } => Self::Change { spans },
                Related::RatioWithRequest => Self::RatioWithRequest,
            },
            Measure::Block(Block::Balance(of)) => Self::of_balances(*of),
            Measure::Block(_)
            | Measure::Real(Real::Income(_) | Real::Fees(..) | Real::DebtGrowth) => Self::Block,
        }
    }

    const fn of_months(over: OverMonths) -> Self {
        match over {
            OverMonths::Mean => Self::Mean,
            OverMonths::Median => Self::Median,
            OverMonths::Variation => Self::Variation,
            OverMonths::Deviation => Self::Deviation,
            OverMonths::Above => Self::Above,
            OverMonths::Below => Self::Below,
            OverMonths::Conservative => Self::Conservative,
            OverMonths::Trend => Self::Trend,
            OverMonths::Slope => Self::Slope,
            OverMonths::Streak => Self::Streak,
            OverMonths::Least => Self::Least,
        }
    }

    const fn of_balances(of: BalanceOf) -> Self {
        match of {
            BalanceOf::Current | BalanceOf::Unreconciled => Self::Sum,
            BalanceOf::Min | BalanceOf::MonthEndMin => Self::Least,
            BalanceOf::Max => Self::Largest,
            BalanceOf::Mean | BalanceOf::MonthEndMean => Self::Mean,
            BalanceOf::Deviation => Self::Deviation,
            BalanceOf::DaysAtOrBelowZero => Self::NotAbove,
            BalanceOf::DaysLow => Self::DaysLow,
        }
    }

    /// Its name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean_half_even",
            Self::Median => "median_half_even",
            Self::Variation => "deviation_over_mean_half_even",
            Self::Above => "count_above_zero",
            Self::Below => "count_below_zero",
            Self::Conservative => "least_of_mean_median_latest",
            Self::Trend => "later_half_over_earlier_less_one_half_even",
            Self::Slope => "least_squares_slope_over_mean_half_even",
            Self::Streak => "months_above_zero_up_to_the_latest",
            Self::Least => "least",
            Self::Days => "days",
            Self::DayShare => "share_of_days_half_even",
            Self::LongestGap => "longest_gap_days",
            Self::Sum => "sum",
            Self::LargestRow => "largest_row",
            Self::Largest => "largest",
            Self::Share => "share_half_even",
            Self::Deviation => "deviation_half_even",
            Self::NotAbove => "count_zero_or_below",
            Self::DaysLow => "count_below_a_tenth_of_the_mean_month",
            Self::Any => "any",
            Self::Distinct => "distinct",
            Self::Ratio => "first_over_second_half_even",
            Self::Change { spans: 1 } => "first_over_second_less_one_half_even",
            Self::Change { .. } => "first_over_times_second_less_one_half_even",
            Self::RatioWithRequest => "first_and_second_over_third_half_even",
            Self::Block => "block",
        }
    }
}
