//! `[validity]`: how long an answer holds.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::limits::bound;
use super::{Bound, Manifest, ParamValue};
use crate::policy::document::{Entry, Section};

/// How long an answer holds, in calendar days from the date of the decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validity {
    /// How long an approval's offers hold.
    pub offer_days: Option<Bound>,
    /// How long after a decline asking again makes sense.
    pub reapply_days: Option<Bound>,
}

/// The most days that an answer can hold.
pub(crate) const DAYS_MAX: u32 = 365;

pub(super) fn read(root: &Section<'_, '_>) -> Validity {
    let Some(section) = root.section("validity") else {
        return Validity::default();
    };
    let days = |key| section.optional(key).and_then(|entry| days(&entry));
    let validity = Validity {
        offer_days: days("offer_days"),
        reapply_days: days("reapply_days"),
    };
    section.finish();
    validity
}

/// A number of days, or the parameter that says it: nothing else is the same for everybody.
fn days(entry: &Entry<'_, '_>) -> Option<Bound> {
    let bound = bound(entry)?;
    match &bound {
        Bound::Name(name) if !name.starts_with("params.") => {
            entry.report_with(
                format!("{} is {name:?}: expected days, or a parameter", entry.name),
                "write 30, or \"params.cooling_off_days\"",
            );
            return None;
        }
        Bound::Number(number) if whole_days(*number).is_none() => {
            entry.report(format!(
                "{} is {number}: expected whole days from 1 to {DAYS_MAX}",
                entry.name
            ));
            return None;
        }
        _ => {}
    }
    Some(bound)
}

fn whole_days(number: Decimal) -> Option<u32> {
    let days = u32::try_from(number).ok().filter(|_| number.is_integer())?;
    (1..=DAYS_MAX).contains(&days).then_some(days)
}

impl Validity {
    /// For how many days a limit of it holds.
    pub(crate) fn days(bound: Option<&Bound>, manifest: &Manifest) -> Option<u32> {
        match bound? {
            Bound::Number(number) => whole_days(*number),
            Bound::Name(name) => {
                let param = manifest.params.get(name.strip_prefix("params.")?)?;
                match param.value {
                    ParamValue::Number(number) => whole_days(number),
                    _ => None,
                }
            }
        }
    }
}

impl Manifest {
    /// The last day on which the offers of an approval hold.
    pub(crate) fn offers_valid_until(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.after(as_of, self.validity.offer_days.as_ref())
    }

    /// The first day on which asking again after a decline makes sense.
    pub(crate) fn reapply_from(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.after(as_of, self.validity.reapply_days.as_ref())
    }

    fn after(&self, as_of: NaiveDate, bound: Option<&Bound>) -> Option<NaiveDate> {
        let days = Validity::days(bound, self)?;
        as_of.checked_add_days(Days::new(days.into()))
    }
}
