//! Which of several answers counts, and what a source's answers are together.

use caudal_facts::evidence::Status;
use caudal_facts::facts::Answer;
use caudal_facts::{Application, Source};
use chrono::{DateTime, FixedOffset};

use super::Brought;
use crate::sheet::{Part, Subject, zone_of};
use crate::tolerant::day_of_instant;

/// The parts that count, in the order they were obtained, and each source's answer.
#[derive(Debug)]
pub(super) struct Chosen<'e> {
    /// Parts whose rows count, the latest last, each with its provider.
    pub(super) parts: Vec<(&'e str, Part)>,
    /// Parts that another replaced, or that answered nothing; only their findings may matter.
    pub(super) others: Vec<Part>,
    /// One a source.
    pub(super) answers: Vec<Answer>,
}

/// When an answer was obtained, for comparison: one without a time is the earliest, and of two at
/// the same time the one asked later counts.
type When = (Option<DateTime<FixedOffset>>, usize);

/// Chooses among the answers of each source.
///
/// An answer beats none, and of two answers the later one counts. Where providers differ, one
/// provider's parts count and the others' do not: their rows would describe the same things twice.
pub(super) fn choose<'e>(read: Vec<Brought<'e>>, application: &Application) -> Chosen<'e> {
    let mut by_source: Vec<(usize, Brought<'e>)> = read.into_iter().enumerate().collect();
    let mut chosen = Chosen {
        parts: Vec::new(),
        others: Vec::new(),
        answers: Vec::new(),
    };
    let mut counting: Vec<(When, &'e str, Part)> = Vec::new();
    for source in Source::ALL {
        let of_source = by_source.extract_if(.., |(_, brought)| brought.part.source == source);
        let mut group: Vec<(usize, Brought<'e>)> = of_source.collect();
        let Some(provider) = best_provider(&group) else {
            continue;
        };
        chosen.others.extend(
            group
                .extract_if(.., |(_, brought)| brought.entry.provider != provider)
                .map(|(_, brought)| brought.part),
        );
        let replaced = replaced(&group);
        let mut kept = Vec::with_capacity(group.len());
        for ((order, brought), replaced) in group.into_iter().zip(replaced) {
            if replaced {
                chosen.others.push(brought.part);
            } else {
                kept.push((order, brought));
            }
        }
        chosen
            .answers
            .extend(answer(source, provider, &kept, application));
        for (order, brought) in kept {
            let when = (brought.entry.obtained_at, order);
            counting.push((when, &brought.entry.provider, brought.part));
        }
    }
    counting.sort_by_key(|(when, ..)| *when);
    for (_, provider, part) in counting {
        chosen.parts.push((provider, part));
    }
    chosen
}

fn answered(part: &Part) -> bool {
    !matches!(part.status, Status::Unavailable { .. })
}

fn best_provider<'e>(group: &[(usize, Brought<'e>)]) -> Option<&'e str> {
    group
        .iter()
        .max_by_key(|(order, brought)| (answered(&brought.part), brought.entry.obtained_at, *order))
        .map(|(_, brought)| brought.entry.provider.as_str())
}

/// For each part, whether another of the same provider, operation and subject takes its place. A
/// report that is not used gives place to any that is.
fn replaced(group: &[(usize, Brought<'_>)]) -> Vec<bool> {
    let is_used = |brought: &Brought<'_>| brought.part.subject != Subject::Unused;
    let any_used = group.iter().any(|(_, brought)| is_used(brought));
    group
        .iter()
        .map(|(order, brought)| {
            let part = &brought.part;
            let rank = (answered(part), brought.entry.obtained_at, *order);
            if !is_used(brought) && any_used {
                return true;
            }
            part.subject != Subject::Piece
                && group.iter().any(|(other_order, other)| {
                    other.entry.operation == brought.entry.operation
                        && other.part.subject == part.subject
                        && (answered(&other.part), other.entry.obtained_at, *other_order) > rank
                })
        })
        .collect()
}

fn answer(
    source: Source,
    provider: &str,
    kept: &[(usize, Brought<'_>)],
    application: &Application,
) -> Option<Answer> {
    let latest = kept
        .iter()
        .filter_map(|(_, brought)| brought.entry.obtained_at)
        .max();
    let stated = kept
        .iter()
        .filter_map(|(_, brought)| brought.part.report_date)
        .max();
    let status = status(kept)?;
    let obtained = latest
        .filter(|_| !matches!(status, Status::Unavailable { .. }))
        .map(|at| day_of_instant(at, zone_of(application.country)));
    let mut payloads: Vec<u32> = kept
        .iter()
        .filter_map(|(_, brought)| brought.payload)
        .collect();
    payloads.sort_unstable();
    payloads.dedup();
    Some(Answer {
        source,
        provider: provider.to_owned(),
        status,
        obtained_at: latest,
        report_date: stated.or(obtained),
        covers_from: None,
        payloads,
    })
}

/// Several calls together: complete when all are, unavailable when none answered.
fn status(kept: &[(usize, Brought<'_>)]) -> Option<Status> {
    let mut whys: Vec<&str> = Vec::new();
    for (_, brought) in kept {
        if let Some(why) = brought.part.status.why()
            && !whys.contains(&why)
        {
            whys.push(why);
        }
    }
    let why = whys.join("; ");
    let all_failed = kept.iter().all(|(_, brought)| !answered(&brought.part));
    match (kept.is_empty(), why.is_empty()) {
        (true, _) => None,
        (false, _) if all_failed => Some(Status::Unavailable { why }),
        (false, true) => Some(Status::Complete),
        (false, false) => Some(Status::Partial { why }),
    }
}
