//! Several versions of one policy side by side: which is in force on a date.

use chrono::NaiveDate;

use caudal_facts::Diagnostic;

use super::{Policy, findings};

/// Versions of one policy, of which at most one is in force on any date.
#[derive(Debug, Clone)]
pub struct Versions(Vec<Policy>);

/// Why policies are not versions of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotVersions {
    /// They are of different ids.
    #[error("tell which policy is meant: {one:?} and {other:?} are different ones")]
    DifferentIds {
        /// The id of one.
        one: String,
        /// The id of another.
        other: String,
    },
    /// Two are the same version, or both in force on some date.
    #[error("choose a version of {id:?}: {one:?} and {other:?} are in force on the same dates")]
    Overlap {
        /// The policy's id.
        id: String,
        /// One version.
        one: String,
        /// The other.
        other: String,
    },
}

impl Versions {
    /// The versions of one policy.
    ///
    /// # Errors
    /// [`NotVersions`] when they are of different policies, or two could be in force at once.
    pub fn new(policies: Vec<Policy>) -> Result<Self, NotVersions> {
        for (index, one) in policies.iter().enumerate() {
            for other in policies.iter().skip(index + 1) {
                let (one, other) = (one.manifest(), other.manifest());
                if one.id != other.id {
                    return Err(NotVersions::DifferentIds {
                        one: one.id.clone(),
                        other: other.id.clone(),
                    });
                }
                if overlap((one.from, one.until), (other.from, other.until)) {
                    return Err(NotVersions::Overlap {
                        id: one.id.clone(),
                        one: one.version.clone(),
                        other: other.version.clone(),
                    });
                }
            }
        }
        Ok(Self(policies))
    }

    /// The version in force on a date, by its place among those that were given.
    #[must_use]
    pub fn in_force(&self, date: NaiveDate) -> Option<(usize, &Policy)> {
        let mut versions = self.0.iter().enumerate();
        versions.find(|(_, policy)| policy.in_force(date))
    }
}

impl Policy {
    /// What is wrong with this policy beside another version of the same: that both are in force on
    /// some date. `root` is its folder's name, for the message only.
    #[must_use]
    pub fn overlapping(&self, root: &str, other: &Self) -> Option<Diagnostic> {
        let (mine, theirs) = (self.manifest(), other.manifest());
        let both =
            mine.id == theirs.id && overlap((mine.from, mine.until), (theirs.from, theirs.until));
        if !both {
            return None;
        }
        let (path, place) = mine.places.find("policy.from");
        let file = match root {
            "" => path.to_owned(),
            root => format!("{root}/{path}"),
        };
        let message = format!(
            "version {:?} of {:?} is in force on dates on which version {:?} is",
            mine.version, mine.id, theirs.version
        );
        let problem = Diagnostic::at(file, (place.line, place.column), message)
            .hint("let the earlier one end: until = the day before the later one's from");
        Some(findings::OVERLAPPING_VERSIONS.of(problem))
    }
}

/// The first and last date of a version, both of them in it.
type Dates = (Option<NaiveDate>, Option<NaiveDate>);

fn overlap(one: Dates, other: Dates) -> bool {
    let begins_in_time = |from: Option<NaiveDate>, until: Option<NaiveDate>| match (from, until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    begins_in_time(one.0, other.1) && begins_in_time(other.0, one.1)
}
