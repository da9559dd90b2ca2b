//! What policy.toml says of limits, missing data and sources, held against what the script reads.

use std::collections::BTreeSet;

use super::{Checker, Place, StatementKind, findings, names};
use crate::features::Feature;
use crate::policy::kind::Kind;
use crate::policy::load::Slot;
use crate::policy::manifest::{Bound, Silence};

impl Checker<'_> {
    /// Names in `[limits]`.
    pub(super) fn bounds(&mut self) {
        let limits = &self.subject.manifest.limits;
        let bounds = [
            &limits.amount_min,
            &limits.amount_max,
            &limits.monthly_rate_max,
            &limits.installment_max,
        ];
        let mut names: Vec<&String> = bounds
            .into_iter()
            .flatten()
            .filter_map(|bound| match bound {
                Bound::Name(name) => Some(name),
                Bound::Number(_) => None,
            })
            .collect();
        names.extend(&limits.terms);
        for name in names {
            if let Err(unknown) = self.resolve(name) {
                let (finding, message) = (unknown.finding, unknown.message);
                let (path, place) = self.subject.manifest.places.find("limits");
                self.report_in(finding, path, place, message, unknown.hint);
            }
        }
        self.rate_limit();
    }

    /// `monthly_rate.max` in `[limits]`: a rate a year would be twelve times what is meant.
    fn rate_limit(&self) {
        let Some(Bound::Name(name)) = &self.subject.manifest.limits.monthly_rate_max else {
            return;
        };
        let given = self.checked.kinds.get(name);
        if let Some(given) = given.filter(|given| given.is_rate() && **given != Kind::RatePerMonth)
        {
            let message = format!("limits.monthly_rate takes a rate/month, {name} is a {given}");
            let hint = Some("declare it with unit = \"rate/month\"".to_owned());
            let (path, place) = self.subject.manifest.places.find("limits");
            self.report_in(&findings::WRONG_PERIOD, path, place, message, hint);
        }
    }

    pub(super) fn missing_rules(&self) {
        let known = self.all_names();
        for rule in &self.subject.manifest.missing {
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
            let Slot::Feature(feature) = slot else {
                continue;
            };
            let goes_on = feature.sources.of(country).iter().find(|source| {
                manifest
                    .sources
                    .get(source)
                    .is_some_and(|rule| rule.silence == Silence::GoOn)
            });
            if let Some(source) = goes_on
                && feature.none.is_none()
            {
                let message = format!(
                    "the policy goes on when {source} is silent, but {} cannot be none",
                    feature.name
                );
                let hint = format!("let the silence of {source} refer, or do not read the feature");
                let finding = &findings::SILENCE_WITHOUT_NONE;
                let (path, place) = manifest.places.find(&format!("sources.{source}"));
                self.report_in(finding, path, place, message, Some(hint));
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
        let mut never: Vec<&Feature> = self
            .checked
            .slots
            .values()
            .filter_map(|slot| match slot {
                Slot::Feature(feature) => Some(*feature),
                _ => None,
            })
            .filter(|feature| {
                let sources = feature.sources.of(country);
                !sources.is_empty() && !sources.iter().any(|source| asked.contains(source.name()))
            })
            .collect();
        never.sort_by_key(|feature| feature.name);
        for feature in never {
            let sources: Vec<&str> = feature
                .sources
                .of(country)
                .iter()
                .map(|source| source.name())
                .collect();
            let message = format!(
                "{} is read, but no stage asks {}",
                feature.name,
                sources.join(" or ")
            );
            let hint = format!(
                "write stage(\"…\", #{{ ask: [{:?}] }}) before it is read",
                sources[0]
            );
            self.report(
                &findings::NEVER_ASKED,
                Place::default(),
                message,
                Some(hint),
            );
        }
    }
}
