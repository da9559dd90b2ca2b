//! The words that a policy declares features with, and which measures they make.

use caudal_facts::categories::Category;

use crate::features::feature::Window;
use crate::features::groups::sets;
use crate::features::measure::{Classes, Measure, OverDates, OverDays, OverMonths, Series, Worth};
use crate::features::slots::DAY_WINDOWS;

/// Runs of months that features look at.
const MONTH_WINDOWS: [u8; 4] = [1, 3, 6, 12];

/// Declares the words of one key.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident: $($variant:ident = $word:literal, $doc:literal;)+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name {
            $(#[doc = $doc] $variant,)+
        }

        impl $name {
            /// Every word.
            pub(crate) const WORDS: &'static [&'static str] = &[$($word),+];

            /// What a word stands for.
            pub(crate) fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// Which way money moved.
    Direction:
    In = "in", "Money in.";
    Out = "out", "Money out.";
    Both = "both", "Either.";
}

words! {
    /// What movements are worth.
    Worthy:
    Sum = "sum", "Their amounts: of one direction positive, of both in less out.";
    Size = "size", "Their amounts without the sign.";
    Count = "count", "One each.";
}

words! {
    /// What becomes of months or days.
    Reducer:
    Mean = "mean", "The mean month.";
    Median = "median", "The median month.";
    Least = "least", "The smallest month.";
    Conservative = "conservative", "The smallest of mean, median and last covered month.";
    Deviation = "deviation", "The population standard deviation of the months.";
    Variation = "variation", "The deviation as a share of the mean.";
    Trend = "trend", "The later half against the earlier.";
    Slope = "slope", "The slope of the least-squares line as a share of the mean.";
    Above = "months_above_zero", "How many months are above zero.";
    Below = "months_below_zero", "How many months are below zero.";
    Streak = "streak", "How many months up to the latest are above zero without a gap.";
    Seen = "seen", "Whether there was a movement.";
    Sum = "sum", "The sum of the days.";
    Largest = "largest", "The largest movement of the days.";
    Days = "days", "On how many days something moved.";
    DayShare = "day_share", "Their share of all days.";
    LongestGap = "longest_gap", "The longest run of days without a movement.";
}

/// Which movements count.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    /// Which way they went.
    pub(crate) direction: Direction,
    /// Their categories; all that is money in or out without any.
    pub(crate) categories: Option<Vec<Category>>,
}

/// What is declared of movements.
#[derive(Debug, Clone)]
pub(crate) struct Movements {
    /// Which ones.
    pub(crate) rows: Rows,
    /// What each is worth; unsaid, its amount.
    pub(crate) worth: Option<Worthy>,
    /// What becomes of the months or days.
    pub(crate) reducer: Reducer,
    /// The span of time.
    pub(crate) window: Window,
    /// Whether months are brought to the last prices known.
    pub(crate) real: bool,
}

/// Why words do not go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The key that would have to change.
    pub(crate) key: &'static str,
    /// What is wrong.
    pub(crate) message: String,
    /// What to write.
    pub(crate) hint: String,
}

impl Reducer {
    /// The word.
    fn word(self) -> &'static str {
        let of = |word: &&&str| Self::parse(word) == Some(self);
        Self::WORDS.iter().find(of).copied().unwrap_or_default()
    }
}

/// A category that is neither money in nor money out, whatever its sign.
pub(crate) const fn moves_nothing(category: Category) -> bool {
    matches!(category, Category::OwnTransfer | Category::Reversal)
}

/// The window of a text such as `6m` or `90d`.
pub(crate) fn window(text: &str) -> Option<Window> {
    let windows = MONTH_WINDOWS.map(Window::Months).into_iter();
    windows
        .chain(DAY_WINDOWS.map(Window::Days))
        .find(|window| window.to_string() == text)
}

/// The texts of all windows.
pub(crate) fn windows() -> Vec<String> {
    let windows = MONTH_WINDOWS.map(Window::Months).into_iter();
    let all = windows.chain(DAY_WINDOWS.map(Window::Days));
    all.map(|window| window.to_string()).collect()
}

/// Sums of movements, the first as a share of the second.
pub(crate) fn share(of: &Rows, to: &Rows, window: Window) -> Measure {
    let (of, to) = (series(of, Worthy::Sum), series(to, Worthy::Sum));
    match window {
        Window::Months(_) => Measure::MonthsShare(of, to),
        Window::Days(_) => Measure::Share(of, to),
    }
}

impl Movements {
    /// How it is computed.
    ///
    /// # Errors
    /// The key that does not go with the others.
    pub(crate) fn measure(&self) -> Result<Measure, Misfit> {
        self.worth_fits()?;
        let worth = self.worth.unwrap_or(Worthy::Sum);
        let series = series(&self.rows, worth);
        let measure = match self.window {
            Window::Months(_) if self.reducer == Reducer::Seen => Measure::Seen(series.rows),
            Window::Months(months) => {
                let over = self.over_months(months)?;
                self.whole_counts(worth, over)?;
                Measure::Months(series, over)
            }
            Window::Days(_) => match self.reducer {
                Reducer::Sum => Measure::Days(series, OverDays::Sum),
                Reducer::Largest if worth == Worthy::Count => {
                    return Err(misfit(
                        "measure",
                        "counted movements have no largest",
                        "leave measure out",
                    ));
                }
                Reducer::Largest => Measure::Days(series, OverDays::Largest),
                Reducer::Days => Measure::Dates(series.rows, OverDates::Count),
                Reducer::DayShare => Measure::Dates(series.rows, OverDates::Share),
                Reducer::LongestGap => Measure::Dates(series.rows, OverDates::LongestGap),
                _ => return Err(self.wrong_window("months", "6m")),
            },
        };
        match (self.real, measure.in_real_terms()) {
            (false, _) => Ok(measure),
            (true, Some(real)) => Ok(real),
            (true, None) => Err(misfit(
                "real",
                "only amounts month by month can be read in real terms",
                "leave real out",
            )),
        }
    }

    /// What is worth something, and to whom.
    fn worth_fits(&self) -> Result<(), Misfit> {
        let only_when = matches!(
            self.reducer,
            Reducer::Seen | Reducer::Days | Reducer::DayShare | Reducer::LongestGap
        );
        let word = self.reducer.word();
        match self.worth {
            Some(_) if only_when => Err(misfit(
                "measure",
                format!("{word:?} looks at when something moved, not at how much"),
                "leave measure out",
            )),
            Some(Worthy::Size) if self.rows.direction != Direction::Both => Err(misfit(
                "measure",
                "amounts of one direction have no other size than their sum",
                "write measure = \"sum\"",
            )),
            _ => Ok(()),
        }
    }

    fn over_months(&self, months: u8) -> Result<OverMonths, Misfit> {
        let over = match self.reducer {
            Reducer::Mean => OverMonths::Mean,
            Reducer::Median => OverMonths::Median,
            Reducer::Least => OverMonths::Least,
            Reducer::Conservative => OverMonths::Conservative,
            Reducer::Deviation => OverMonths::Deviation,
            Reducer::Variation => OverMonths::Variation,
            Reducer::Trend => OverMonths::Trend,
            Reducer::Slope => OverMonths::Slope,
            Reducer::Above => OverMonths::Above,
            Reducer::Below => OverMonths::Below,
            Reducer::Streak => OverMonths::Streak,
            _ => return Err(self.wrong_window("days", "90d")),
        };
        let (word, halves) = (self.reducer.word(), matches!(over, OverMonths::Trend));
        if halves && months % 2 == 1 {
            let message = format!("{word:?} compares two halves, and {months} months have none");
            return Err(misfit(
                "window",
                message,
                "write window = \"6m\" or \"12m\"",
            ));
        }
        let spread = matches!(
            over,
            OverMonths::Deviation | OverMonths::Variation | OverMonths::Slope
        );
        if spread && months == 1 {
            let message = format!("{word:?} of one month says nothing");
            return Err(misfit("window", message, "write window = \"6m\""));
        }
        Ok(over)
    }

    /// A mean of counts is seldom whole, and counts are whole numbers.
    fn whole_counts(&self, worth: Worthy, over: OverMonths) -> Result<(), Misfit> {
        let rounds = matches!(
            over,
            OverMonths::Mean
                | OverMonths::Median
                | OverMonths::Conservative
                | OverMonths::Deviation
        );
        if rounds && worth == Worthy::Count {
            let message = format!(
                "{:?} of counts would be rounded to a whole number",
                self.reducer.word()
            );
            return Err(misfit(
                "reduce",
                message,
                "write reduce = \"least\", \"variation\" or \"months_above_zero\"",
            ));
        }
        Ok(())
    }

    fn wrong_window(&self, of: &str, example: &str) -> Misfit {
        let (word, window) = (self.reducer.word(), self.window);
        misfit(
            "window",
            format!("{word:?} is over {of}, the window is {window}"),
            format!("write window = {example:?}, or another reduce"),
        )
    }
}

fn misfit(key: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Misfit {
    Misfit {
        key,
        message: message.into(),
        hint: hint.into(),
    }
}

/// The movements as the fold adds them up. What has no categories is all that is money in or out, without own transfers
/// and what was undone, as in the catalogue.
fn series(rows: &Rows, worth: Worthy) -> Series {
    let (inward, outward) = match &rows.categories {
        Some(categories) => (
            Classes::money_in(categories),
            Classes::money_out(categories),
        ),
        None => (sets::INFLOW.rows, sets::OUTFLOW.rows),
    };
    let (classes, sum) = match rows.direction {
        Direction::In => (inward, Worth::Signed),
        Direction::Out => (outward, Worth::Turned),
        Direction::Both => (inward.or(outward), Worth::Signed),
    };
    Series {
        rows: classes,
        worth: match worth {
            Worthy::Sum => sum,
            Worthy::Size => Worth::Size,
            Worthy::Count => Worth::One,
        },
    }
}
