//! Reasons and conditions as decisions carry them, each with the report it rests on.

use std::collections::{BTreeMap, BTreeSet};

use caudal_facts::facts::Answer;
use caudal_facts::{Country, Facts, Party, Report};
use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;
use serde::Serialize;

use super::state::StateView;
use super::{Bilingual, Details};
use crate::policy::typed::{NodeId, SlotOf, What};
use crate::policy::{
    Event, FeatureOf, FiredReason, Language, OfferRecord, Policy, Reason, Ruling, Value,
};

/// A reason of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonView {
    /// The code.
    pub code: String,
    /// What it says.
    pub text: Bilingual,
    /// `decline`, `refer`, or `limit` for what made an offer smaller.
    pub severity: &'static str,
    /// Its rank, from 1.
    pub rank: usize,
    /// Whether the applicant is told.
    pub told: bool,
    /// Whether the applicant can do something about it.
    pub can_act: bool,
    /// The rule that gave it.
    pub rule: Option<RuleView>,
    /// The report it rests on.
    pub source: Option<SourceView>,
    /// The reason of the exception that made it a referral.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub softened_by: Option<String>,
    /// The scorecard's own reasons, where it is explained by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explained_by: Vec<ExplainedBy>,
    /// Documents that would settle it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// Who looks at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
}

/// The rule that gave a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// Its name.
    pub name: String,
    /// Its file, relative to the policy.
    pub file: String,
    /// Its line.
    pub line: usize,
}

/// The report that a reason rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// The source.
    pub name: &'static str,
    /// Who brought it.
    pub provider: String,
    /// When it was obtained.
    pub obtained_at: Option<DateTime<FixedOffset>>,
    /// The date it is of.
    pub report_date: Option<NaiveDate>,
    /// How old it is on the date of the decision.
    pub age_days: Option<i64>,
    /// The digests of the payloads it came in.
    pub sha256: Vec<String>,
}

/// A scorecard's own reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedBy {
    /// The code.
    pub code: String,
    /// What it says.
    pub text: Bilingual,
    /// The points lost by it.
    pub points_lost: Decimal,
}

/// A reason as the applicant is told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The code.
    pub code: String,
    /// What it says.
    pub text: Bilingual,
    /// Whether the applicant can do something about it.
    pub can_act: bool,
    /// The report it rests on. A stand-in names none: it would tell what is not told. Nor is a co-applicant's report
    /// named, which is theirs to see: of them the applicant is told what the text says.
    pub source: Option<SourceView>,
    /// The scorecard's own reasons, where it is explained by one: those that cost most points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explained_by: Vec<ExplainedBy>,
    /// Documents that would settle it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
}

/// A condition of an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConditionView {
    /// The code.
    pub code: String,
    /// What it says.
    pub text: Bilingual,
    /// Its details.
    pub details: Details,
}

pub(super) struct Reader<'r> {
    pub(super) policy: &'r Policy,
    pub(super) ruling: &'r Ruling,
    pub(super) facts: &'r Facts,
    pub(super) as_of: NaiveDate,
}

impl Reader<'_> {
    pub(super) fn reasons(&self) -> Vec<ReasonView> {
        self.ruling
            .reasons
            .iter()
            .enumerate()
            .map(|(index, fired)| self.reason(index + 1, fired))
            .collect()
    }

    fn reason(&self, rank: usize, fired: &FiredReason) -> ReasonView {
        let event = fired.event.and_then(|event| self.ruling.event(event));
        let event = event.as_ref();
        let declared = self.declared(&fired.code);
        let bound = |offer: &&OfferRecord| offer.bound_by.as_deref() == Some(fired.code.as_str());
        let placeholders = match event {
            Some(event) => event.placeholders(),
            None => self
                .ruling
                .offers
                .iter()
                .find(bound)
                .map(|offer| offer.placeholders.clone())
                .unwrap_or_default(),
        };
        let explained_by = event.map_or_else(Vec::new, |event| self.explained(event));
        ReasonView {
            text: self.text(&fired.code, &placeholders),
            severity: fired.severity.name(),
            rank,
            told: declared.is_none_or(|reason| reason.told),
            can_act: declared.is_some_and(|reason| reason.can_act),
            rule: event.map(|event| RuleView {
                name: event.name.to_owned(),
                file: event.file.to_owned(),
                line: event.place.line,
            }),
            source: declared
                .and_then(|reason| reason.source)
                .or_else(|| self.source_of(event?))
                .or_else(|| data_missing(&fired.code))
                .and_then(|report| self.source(report)),
            softened_by: fired.softened.clone(),
            explained_by,
            asks: declared
                .map(|reason| reason.asks.clone())
                .unwrap_or_default(),
            queue: declared.and_then(|reason| reason.queue.clone()),
            code: fired.code.clone(),
        }
    }

    fn explained(&self, event: &Event<'_>) -> Vec<ExplainedBy> {
        event
            .explained_by
            .iter()
            .map(|lost| ExplainedBy {
                code: lost.code.clone(),
                text: self.text(&lost.code, &lost.placeholders),
                points_lost: lost.points.normalize(),
            })
            .collect()
    }

    pub(super) fn conditions(&self) -> Vec<ConditionView> {
        self.ruling
            .conditions
            .iter()
            .filter_map(|event| self.ruling.event(*event))
            .map(|event| ConditionView {
                code: event.code.to_owned(),
                text: self.text(event.code, &event.placeholders()),
                details: event
                    .details
                    .iter()
                    .map(|(name, value)| (name.clone(), StateView::of(value)))
                    .collect(),
            })
            .collect()
    }

    /// What the applicant is told: stand-ins for what is not told, each once, as many as the policy
    /// says. Of a decline, only what declined: what would have been referred is nobody's to look at.
    pub(super) fn told(&self, reasons: &[ReasonView]) -> Vec<Told> {
        let most = usize::try_from(self.policy.manifest().reasons_told).unwrap_or(usize::MAX);
        let mut told: Vec<Told> = Vec::new();
        let severest = reasons.first().map(|reason| reason.severity);
        let tellable = reasons
            .iter()
            .filter(|reason| Some(reason.severity) == severest);
        for reason in tellable {
            let instead = self
                .declared(&reason.code)
                .filter(|reason| !reason.told)
                .and_then(|reason| reason.instead.clone());
            let next = match instead {
                Some(code) => self.stand_in(code),
                None => Told {
                    code: reason.code.clone(),
                    text: reason.text.clone(),
                    can_act: reason.can_act,
                    source: reason.source.clone().filter(is_their_own),
                    explained_by: self.tellable(&reason.explained_by, most),
                    asks: reason.asks.clone(),
                },
            };
            if !told.iter().any(|known| known.code == next.code) {
                told.push(next);
            }
        }
        told.truncate(most);
        told
    }

    /// What is told in place of a reason that is not: nothing of where that one comes from.
    fn stand_in(&self, code: String) -> Told {
        let declared = self.declared(&code);
        Told {
            text: self.text(&code, &BTreeMap::new()),
            can_act: declared.is_some_and(|reason| reason.can_act),
            source: None,
            explained_by: Vec::new(),
            asks: declared.map_or_else(Vec::new, |reason| reason.asks.clone()),
            code,
        }
    }

    /// Of a scorecard's reasons those that may be told, at most as many as reasons are.
    fn tellable(&self, parts: &[ExplainedBy], most: usize) -> Vec<ExplainedBy> {
        let told = |part: &&ExplainedBy| {
            let declared = self.declared(&part.code);
            declared.is_none_or(|reason| reason.told)
        };
        parts.iter().filter(told).take(most).cloned().collect()
    }

    fn declared(&self, code: &str) -> Option<&Reason> {
        self.policy.reasons().get(code).map(|(_, reason)| reason)
    }

    fn text(&self, code: &str, placeholders: &BTreeMap<String, Value>) -> Bilingual {
        Bilingual {
            es: self.policy.text(code, placeholders, Language::Spanish),
            en: self.policy.text(code, placeholders, Language::English),
        }
    }

    /// The source of the first feature that a rule read; if it read none, of the first that stands behind the
    /// named results that it read and whose report came.
    fn source_of(&self, event: &Event<'_>) -> Option<Report> {
        let country = self.policy.manifest().country?;
        let read = event.operands().find_map(|(name, _)| {
            let (party, name) = Party::split(name);
            let feature = self.policy.catalogue().get(name)?;
            FeatureOf { party, feature }.reports(Some(country)).next()
        });
        read.or_else(|| {
            let named = event.operands().filter_map(|(name, _)| {
                let first = name.split('.').next().unwrap_or(name);
                self.policy.typed().named(first)
            });
            let mut sources = self.sources_behind(named.collect(), country).into_iter();
            sources.find(|report| {
                self.ruling.asked.contains(report) && self.facts.answer_of(*report).is_some()
            })
        })
    }

    /// The sources of the features that some values are computed from, in the order that they are met.
    fn sources_behind(&self, mut nodes: Vec<NodeId>, country: Country) -> Vec<Report> {
        let typed = self.policy.typed();
        let mut seen = BTreeSet::new();
        let mut sources = Vec::new();
        nodes.reverse();
        while let Some(id) = nodes.pop() {
            if !seen.insert(id) {
                continue;
            }
            let what = &typed.node(id).what;
            if let What::Read(slot, _) = what
                && let SlotOf::Feature(of) = &typed.slot(*slot).of
            {
                sources.extend(of.reports(Some(country)).next());
            }
            nodes.extend(what.operands().into_iter().rev());
        }
        sources
    }

    fn source(&self, report: Report) -> Option<SourceView> {
        let facts = self.facts.of(report.party)?;
        let answer: &Answer = facts.answer(report.source)?;
        let payloads = answer.payloads.iter();
        let sha256 = payloads
            .filter_map(|payload| facts.payloads.get(usize::try_from(*payload).ok()?))
            .map(|payload| payload.sha256.to_string())
            .collect();
        Some(SourceView {
            name: report.name(),
            provider: answer.provider.clone(),
            obtained_at: answer.obtained_at,
            report_date: answer.report_date,
            age_days: answer
                .report_date
                .map(|date| (self.as_of - date).num_days()),
            sha256,
        })
    }
}

/// Whether a report is the applicant's own.
fn is_their_own(source: &SourceView) -> bool {
    Party::split(source.name).0 == Party::Applicant
}

/// The source that `DATA_MISSING(source)` names.
fn data_missing(code: &str) -> Option<Report> {
    Report::parse(code.strip_prefix("DATA_MISSING(")?.strip_suffix(')')?)
}
