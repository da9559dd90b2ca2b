//! What is read from outside: its type, its range, and what its absence means.

use std::collections::BTreeSet;
use std::sync::Arc;

use caudal_facts::Party;

use super::Builder;
use crate::policy::allowed::Allowed;
use crate::policy::kind::Kind;
use crate::policy::load;
use crate::policy::manifest::{MissingAction, ParamValue, Silence};
use crate::policy::typed::node::{Asked, NodeId, Slot, SlotId, SlotOf, Span, What};
use crate::policy::typed::types::{Of, Type, Words};
use crate::policy::typed::units::Units;

impl Builder<'_> {
    /// The node that reads a full name; unknown if it stands for nothing.
    pub(super) fn read(&mut self, full: &str, span: Span) -> NodeId {
        let Some(id) = self.slot(full) else {
            return self.unknown(span, None);
        };
        let slot = self.typed.slot(id);
        let asked = match &slot.of {
            SlotOf::Feature(of) => {
                let reports = of.reports(self.subject.manifest.country);
                let asked = reports.filter_map(|report| self.asked.get(&report));
                Asked(asked.sum())
            }
            _ => Asked::default(),
        };
        let ty = slot.ty.clone();
        self.add(What::Read(id, asked), ty, span)
    }

    fn slot(&mut self, full: &str) -> Option<SlotId> {
        if let Some(id) = self.slot_ids.get(full) {
            return Some(*id);
        }
        let slot = self.declared(full)?;
        let id = SlotId::new(self.typed.slots.len());
        self.typed.slots.push(slot);
        self.slot_ids.insert(full.to_owned(), id);
        Some(id)
    }

    fn declared(&self, full: &str) -> Option<Slot> {
        let manifest = self.subject.manifest;
        let mut slot = match self.resolved.get(full)? {
            load::Slot::Feature(of) => {
                let feature = of.feature;
                let allowed = Allowed::feature(manifest, feature);
                let mut ty = Type::nullable(self.of(&allowed.kind));
                ty.none = allowed.none || self.goes_on(feature);
                Slot {
                    riskier: feature.riskier,
                    ..Slot::within(full, SlotOf::Feature(*of), allowed, ty)
                }
            }
            load::Slot::Input(party) => {
                // Declared once, for both persons.
                let (_, declared) = Party::split(full);
                let input = manifest.inputs.get(declared)?;
                let mut ty = Type::nullable(match input.values.as_slice() {
                    [] => self.of(&input.kind),
                    values => declared_words(declared, values),
                });
                let allowed = Allowed::input(manifest, input);
                ty.none = allowed.none;
                Slot {
                    riskier: input.riskier,
                    ..Slot::within(full, SlotOf::Input(*party), allowed, ty)
                }
            }
            load::Slot::CoPresent => {
                let ty = Type::known(Of::Flag);
                Slot::plain(full, SlotOf::CoPresent, Kind::Flag, ty)
            }
            load::Slot::Request => {
                let allowed = Allowed::of(manifest, self.subject.catalogue, full)?;
                let mut ty = Type::nullable(self.of(&allowed.kind));
                ty.none = allowed.none;
                Slot::within(full, SlotOf::Request, allowed, ty)
            }
            load::Slot::Param(param) => {
                let mut ty = Type::known(match param.value {
                    ParamValue::Flag(_) => Of::Flag,
                    ParamValue::Number(_) => self.of(&param.kind),
                    ParamValue::List(_) => Of::Unknown,
                });
                ty.missing = param.kind == Kind::Uf;
                let value = match (&param.value, &param.kind) {
                    (ParamValue::Number(number), kind) if *kind != Kind::Uf => Some(*number),
                    _ => None,
                };
                Slot {
                    low: value,
                    high: value,
                    ..Slot::plain(
                        full,
                        SlotOf::Param(param.value.clone()),
                        param.kind.clone(),
                        ty,
                    )
                }
            }
            load::Slot::Reference(name) => {
                let kind = manifest.reference.get(name)?.kind.clone();
                let ty = Type::nullable(self.of(&kind));
                Slot::plain(full, SlotOf::Reference, kind, ty)
            }
        };
        if Party::split(full).0 == Party::CoApplicant && !matches!(slot.of, SlotOf::CoPresent) {
            // Where there is no co-applicant, nothing of one is missing.
            slot.ty.none = true;
        }
        let rule = manifest.missing.iter().find(|rule| rule.matches(full));
        slot.missing = rule.map(|rule| rule.action.clone());
        if let Some(MissingAction::Default { value, .. }) = &slot.missing
            && !matches!(value, ParamValue::List(_))
        {
            slot.ty.missing = false;
            // The stand-in need not lie in the range that is declared for given values.
            if let ParamValue::Number(value) = value {
                slot.low = slot.low.map(|low| low.min(*value));
                slot.high = slot.high.map(|high| high.max(*value));
                slot.whole = slot.whole && value.is_integer();
            }
        }
        Some(slot)
    }

    /// What a declared kind is.
    pub(super) fn of(&self, kind: &Kind) -> Of {
        match kind {
            Kind::Flag => Of::Flag,
            Kind::Date => Of::Date,
            Kind::Text => Of::Text(Words::Any),
            Kind::Word(name) => match self.subject.manifest.words.get(name) {
                Some(word) => declared_words(name, &word.values),
                None => Of::Text(Words::Any),
            },
            number => Of::Number(Units::of(number)),
        }
    }

    /// Whether a silent source of the feature makes it none.
    fn goes_on(&self, feature: &crate::features::Feature) -> bool {
        let manifest = self.subject.manifest;
        let sources = manifest
            .country
            .map_or(&[][..], |country| feature.sources.of(country));
        sources.iter().any(|source| {
            let rule = manifest.sources.get(source);
            rule.is_some_and(|rule| rule.silence == Silence::GoOn)
        })
    }
}

impl Slot {
    fn within(full: &str, of: SlotOf, allowed: Allowed<'_>, ty: Type) -> Self {
        Self {
            low: allowed.low,
            high: allowed.high,
            whole: allowed.whole,
            ..Self::plain(full, of, allowed.kind, ty)
        }
    }

    fn plain(full: &str, of: SlotOf, kind: Kind, ty: Type) -> Self {
        Self {
            name: full.into(),
            of,
            kind,
            ty,
            low: None,
            high: None,
            whole: false,
            riskier: None,
            missing: None,
        }
    }
}

fn declared_words(name: &str, values: &[String]) -> Of {
    let values: BTreeSet<Arc<str>> = values.iter().map(|value| value.as_str().into()).collect();
    Of::Text(Words::Declared(name.into(), Arc::new(values)))
}
