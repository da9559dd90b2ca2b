//! What policy.toml says of limits, missing data and sources, held against what the script reads.

use std::collections::BTreeSet;

use caudal_facts::{Party, Report};

use super::{Checker, Place, StatementKind, findings, names};
use crate::policy::feature_of::CO_PRESENT;
use crate::policy::kind::Kind;
use crate::policy::load::Slot;
use crate::policy::manifest::{Bound, DAYS_MAX, Silence, Validity};
use crate::policy::typed::{Asked, Node, SlotOf, Units, What};

impl Checker<'_> {
    /// Names in `[limits]` and `[validity]`.
    pub(super) fn bounds(&mut self) {
        let (limits, validity) = (
            &self.subject.manifest.limits,
            &self.subject.manifest.validity,
        );
        let bounds = [
            ("limits", &limits.amount_min),
            ("limits", &limits.amount_max),
            ("limits", &limits.monthly_rate_max),
            ("limits", &limits.installment_max),
            ("validity", &validity.offer_days),
            ("validity", &validity.reapply_days),
        ];
        let mut names: Vec<(&str, &String)> = bounds
            .into_iter()
            .filter_map(|(section, bound)| match bound {
                Some(Bound::Name(name)) => Some((section, name)),
                _ => None,
            })
            .collect();
        names.extend(limits.terms.iter().map(|name| ("limits", name)));
        for (section, name) in names {
            if let Err(unknown) = self.resolve(name) {
                let (finding, message) = (unknown.finding, unknown.message);
                let (path, place) = self.subject.manifest.places.find(section);
                self.report_in(finding, path, place, message, unknown.hint);
            }
        }
    }

    /// Parameters that `[validity]` names and that are no number of days that an answer can hold.
    pub(super) fn validity_days(&self) {
        let manifest = self.subject.manifest;
        let validity = &manifest.validity;
        for (key, bound) in [
            ("validity.offer_days", &validity.offer_days),
            ("validity.reapply_days", &validity.reapply_days),
        ] {
            let Some(Bound::Name(name)) = bound else {
                continue;
            };
            if self.checked.kinds.get(name) == Some(&Kind::Days)
                && Validity::days(bound.as_ref(), manifest).is_none()
            {
                let message = format!("{key} takes whole days from 1 to {DAYS_MAX}, {name} is not");
                let (path, place) = manifest.places.find(key);
                self.report_in(&findings::WRONG_VALUE, path, place, message, None);
            }
        }
    }

    /// What each limit must measure.
    pub(super) fn limit_kinds(&self) {
        let manifest = self.subject.manifest;
        let (limits, validity) = (&manifest.limits, &manifest.validity);
        let (rate, installment) = (&limits.monthly_rate_max, &limits.installment_max);
        for (key, bound, wanted) in [
            ("limits.amount", &limits.amount_min, Kind::Money),
            ("limits.amount", &limits.amount_max, Kind::Money),
            ("limits.monthly_rate", rate, Kind::RatePerMonth),
            ("limits.installment", installment, Kind::MoneyPerMonth),
            ("validity.offer_days", &validity.offer_days, Kind::Days),
            ("validity.reapply_days", &validity.reapply_days, Kind::Days),
        ] {
            let Some(Bound::Name(name)) = bound else {
                continue;
            };
            let Some(given) = self.checked.kinds.get(name) else {
                continue;
            };
            let (units, wanted_units) = (Units::of(given), Units::of(&wanted));
            if given.is_number() && units.both(&wanted_units).is_some() {
                continue;
            }
            let finding = if !given.is_number() {
                &findings::WRONG_TYPE
            } else if units.differ_by_period(&wanted_units) {
                &findings::WRONG_PERIOD
            } else {
                &findings::WRONG_UNIT
            };
            let message = format!("{key} takes {wanted}, {name} is {given}");
            let hint = format!("name a figure with unit = \"{wanted}\"");
            let (path, place) = manifest.places.find(key);
            self.report_in(finding, path, place, message, Some(hint));
        }
    }

    pub(super) fn missing_rules(&self) {
        for rule in &self.subject.manifest.missing {
            let (party, _) = Party::split(&rule.pattern);
            let mut known = self.all_names(party);
            // Whether there is a co-applicant is never missing.
            known.retain(|name| name != CO_PRESENT);
            if !known.iter().any(|name| rule.matches(name)) {
                let message = format!(
                    "[missing] {:?} names nothing that can be missing",
                    rule.pattern
                );
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let hint = names::nearest(&rule.pattern, &known)
                    .map(|near| format!("did you mean {near:?}?"));
                let finding = &findings::UNKNOWN_PATTERN;
                let name = format!("missing.{}", rule.pattern);
                let (path, place) = self.subject.manifest.places.find(&name);
                self.report_in(finding, path, place, message, hint);
            }
        }
    }

    /// Where silence means "go on", every feature that is read must be able to be none.
    pub(super) fn silences(&self) {
        let manifest = self.subject.manifest;
        let Some(country) = manifest.country else {
            return;
        };
        for slot in self.checked.slots.values() {
            let Slot::Feature(of) = slot else {
                continue;
            };
            let goes_on = of.reports(Some(country)).find(|report| {
                let rule = manifest.sources.get(&report.source);
                rule.is_some_and(|rule| rule.silence == Silence::GoOn)
            });
            if let Some(report) = goes_on
                && of.feature.none.is_none()
            {
                let message = format!(
                    "the policy goes on when {report} is silent, but {} cannot be none",
                    of.name()
                );
                let hint = format!("let the silence of {report} refer, or do not read the feature");
                let finding = &findings::SILENCE_WITHOUT_NONE;
                let source = report.source;
                let (path, place) = manifest.places.find(&format!("sources.{source}"));
                self.report_in(finding, path, place, message, Some(hint));
            }
        }
    }

    /// A feature that is read before one of its sources is asked is missing there in every run.
    pub(super) fn read_before_asked(&self) {
        let Some(country) = self.subject.manifest.country else {
            return;
        };
        let typed = &self.checked.typed;
        for node in &typed.nodes {
            let What::Read(slot, Asked(0)) = &node.what else {
                continue;
            };
            let SlotOf::Feature(of) = &typed.slot(*slot).of else {
                continue;
            };
            let mut stages = typed.stages.iter();
            let later = stages.find(|stage| {
                let mut reports = of.reports(Some(country));
                reports.any(|report| stage.ask.contains(&report))
            });
            if let Some(stage) = later {
                let message = format!(
                    "{} is read before stage {:?} asks for it",
                    of.name(),
                    stage.name
                );
                let hint = "move it below the stage, or let an earlier stage ask";
                let problem = node.span.problem(self.problems, message).hint(hint);
                self.problems.push(&findings::READ_BEFORE_ASKED, problem);
            }
        }
    }

    /// A feature whose sources no stage asks would be missing in every run.
    pub(super) fn never_asked(&self) {
        let Some(country) = self.subject.manifest.country else {
            return;
        };
        let asked: BTreeSet<&str> = self
            .subject
            .form
            .statements
            .iter()
            .filter_map(|statement| match &statement.kind {
                StatementKind::Stage { ask, .. } => Some(ask),
                _ => None,
            })
            .flatten()
            .map(String::as_str)
            .collect();
        let slots = self.checked.slots.values();
        let read = slots.filter_map(|slot| match slot {
            Slot::Feature(of) => {
                let reports: Vec<&str> = of.reports(Some(country)).map(Report::name).collect();
                Some((of.name(), reports))
            }
            _ => None,
        });
        let mut never: Vec<_> = read
            .filter(|(_, reports)| {
                !reports.is_empty() && !reports.iter().any(|report| asked.contains(report))
            })
            .collect();
        never.sort_unstable();
        for (name, reports) in never {
            let message = format!("{name} is read, but no stage asks {}", reports.join(" or "));
            let hint = format!(
                "write stage(\"…\", #{{ ask: [{:?}] }}) before it is read",
                reports[0]
            );
            let typed = &self.checked.typed;
            let reads = |node: &&Node| matches!(&node.what, What::Read(slot, _) if *typed.slot(*slot).name == *name);
            let finding = &findings::NEVER_ASKED;
            match typed.nodes.iter().find(reads) {
                Some(node) => {
                    let problem = node.span.problem(self.problems, message).hint(hint);
                    self.problems.push(finding, problem);
                }
                None => self.report(finding, Place::default(), message, Some(hint)),
            }
        }
    }
}
