//! What the law of the policy's country forbids or asks for.

use std::collections::BTreeSet;

use caudal_facts::Party;

use super::{Checker, Expression, ExpressionKind, Place};
use crate::policy::findings;
use crate::policy::law::Prohibition;
use crate::policy::load::Slot;
use crate::policy::manifest::Validity;
use crate::policy::script::{StatementKind, Verb};

impl Checker<'_> {
    /// Names that no policy of the country may read, and what it must say.
    pub(super) fn law(&self) {
        let (law, manifest) = (self.subject.law, self.subject.manifest);
        let read = self.read();
        for prohibition in &law.prohibited {
            // A consent is given by each person for themselves.
            let allowed = |party: Party| {
                let consent = prohibition.unless.as_ref();
                let consent = consent.map(|consent| format!("{}{consent}", party.prefix()));
                consent.is_some_and(|consent| self.checked.slots.contains_key(&consent))
            };
            let singled_out = |name: &str| {
                let feature = self.subject.catalogue.get(name);
                feature.is_some_and(|feature| feature.singles_out(&prohibition.categories))
            };
            for (party, name) in read.iter().filter(|(party, _)| !allowed(*party)) {
                if prohibition.matches(name) || singled_out(name) {
                    self.prohibited(&format!("{}{name}", party.prefix()), prohibition);
                }
            }
        }
        if let Some(asks) = law
            .review
            .first()
            .filter(|_| manifest.review.contact.is_none())
        {
            let message = format!(
                "the policy does not say where a person can ask for a review ({})",
                asks.cites
            );
            let hint = "add contact = \"…\" under [review]".to_owned();
            let (path, place) = manifest.places.find("review");
            self.report_in(&findings::LAW_NOT_MET, path, place, message, Some(hint));
        }
        self.offers_hold();
    }

    /// How long the law has offers hold, where the policy makes any.
    fn offers_hold(&self) {
        let manifest = self.subject.manifest;
        let mut offers = false;
        self.subject.form.walk_statements(&mut |statement| {
            offers |= matches!(&statement.kind, StatementKind::Act(act) if act.verb == Verb::Offer);
        });
        if !offers {
            return;
        }
        let days = Validity::days(manifest.validity.offer_days.as_ref(), manifest);
        let asks = self.subject.law.validity.iter();
        for asks in asks.filter(|asks| days.is_none_or(|days| days < asks.days)) {
            let given = days.map_or_else(
                || "the policy does not say how long its offers hold".to_owned(),
                |days| format!("the policy's offers hold for {days} days"),
            );
            let message = format!(
                "{given}, the law asks for {} at least ({})",
                asks.days, asks.law.cites
            );
            let hint = format!("write offer_days = {} under [validity]", asks.days);
            let (path, place) = manifest.places.find("validity");
            self.report_in(&findings::LAW_NOT_MET, path, place, message, Some(hint));
        }
    }

    /// Every name that the policy reads, as it is of an applicant, and of whom it is read; and those of features that
    /// its own ones are made of.
    pub(super) fn read(&self) -> BTreeSet<(Party, &str)> {
        let slots = &self.checked.slots;
        let parts = slots.values().flat_map(|slot| match slot {
            Slot::Feature(of) => {
                let parts = of.feature.parts();
                parts.map(|part| (of.party, part.name)).collect()
            }
            _ => Vec::new(),
        });
        slots
            .keys()
            .map(|name| Party::split(name))
            .chain(parts)
            .collect()
    }

    fn prohibited(&self, name: &str, prohibition: &Prohibition) {
        let unchecked = if prohibition.law.checked {
            ""
        } else {
            "; the citation was not checked against the law's text"
        };
        let message = format!(
            "no policy of the country may read {name:?}: {} ({}{unchecked})",
            prohibition.law.en, prohibition.law.cites
        );
        let hint = match &prohibition.unless {
            Some(consent) => {
                let consent = format!("{}{consent}", Party::split(name).0.prefix());
                format!("leave it out, or declare and read {consent:?}")
            }
            None => "leave it out".to_owned(),
        };
        let (path, place) = self.where_read(name);
        let finding = &findings::PROHIBITED_FEATURE;
        self.report_in(finding, &path, place, message, Some(hint));
    }

    /// The first place that reads a name: the script, a function, a table, a scorecard; else where it
    /// is declared.
    fn where_read(&self, name: &str) -> (String, Place) {
        let subject = self.subject;
        let mut found: Option<Place> = None;
        let mut look = |expression: &Expression| {
            if let ExpressionKind::Path(path) = &expression.kind
                && found.is_none()
                && path.join(".") == name
            {
                found = Some(expression.place);
            }
        };
        subject.form.walk(&mut look);
        if let Some(place) = found {
            return (subject.script.to_owned(), place);
        }
        let at_line = |line| Place { line, column: 0 };
        for table in subject.tables.values() {
            if table.conditions.iter().any(|condition| condition == name) {
                return (table.file.clone(), at_line(table.header_line));
            }
        }
        for card in subject.scorecards.values() {
            let mut of = card.characteristics.iter();
            if let Some(characteristic) = of.find(|one| one.name == name) {
                let line = characteristic.ranges.first().map_or(0, |range| range.line);
                return (card.file.clone(), at_line(line));
            }
        }
        let (_, name) = Party::split(name);
        let mut own = subject.own.features.iter();
        if let Some(of) = own.find(|own| own.parts().any(|part| part.name == name)) {
            let (path, place) = subject.own.places.find(of.name);
            return (path.to_owned(), place);
        }
        let (path, place) = subject.manifest.places.find(&format!("inputs.{name}"));
        (path.to_owned(), place)
    }
}
