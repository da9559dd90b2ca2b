//! Values that are tried in place of an application's own.

use std::collections::BTreeMap;

use caudal_facts::{Party, names};
use chrono::NaiveDate;

use crate::policy::typed::SlotOf;
use crate::policy::{CO_PRESENT, Kind, Policy, Value};

/// Values by the names of features, inputs and parts of the request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trial(BTreeMap<String, Value>);

impl Trial {
    /// Adds a value, as text: a number, a date, true or false, a word, `none` or `missing`.
    ///
    /// # Errors
    /// Why it cannot be tried, as a fragment: the policy reads no such name, or it is no such value.
    pub fn set(&mut self, policy: &Policy, name: &str, text: &str) -> Result<(), String> {
        let slots = policy.typed().slots.iter();
        let given = slots.filter(|slot| {
            matches!(
                slot.of,
                SlotOf::Feature(_) | SlotOf::Input(_) | SlotOf::Request | SlotOf::CoPresent
            )
        });
        let given: Vec<_> = given.collect();
        let Some(slot) = given.iter().find(|slot| &*slot.name == name) else {
            let known: Vec<&str> = given.iter().map(|slot| &*slot.name).collect();
            let hint = names::hint(name, &known);
            return Err(format!("the policy reads no {name:?}\nhint: {hint}"));
        };
        let value = read(policy, name, &slot.kind, text)?;
        let wrong = |expected: &str| Err(format!("{name} cannot be {text:?}: expected {expected}"));
        if let Some(number) = value.number() {
            let (low, high) = (slot.low, slot.high);
            if low.is_some_and(|low| number < low) || high.is_some_and(|high| number > high) {
                let shown = |bound: Option<_>| {
                    bound.map_or_else(
                        || "any".to_owned(),
                        |bound: rust_decimal::Decimal| bound.to_string(),
                    )
                };
                return wrong(&format!("{} to {}", shown(low), shown(high)));
            }
            if slot.whole && !number.is_integer() {
                return wrong("a whole number");
            }
        }
        self.0.insert(name.to_owned(), value);
        Ok(())
    }

    /// The values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

fn read(policy: &Policy, name: &str, kind: &Kind, text: &str) -> Result<Value, String> {
    let wrong = |expected: &str| format!("{name} cannot be {text:?}: expected {expected}");
    match text {
        "missing" | "none" if name == CO_PRESENT => return Err(wrong("true or false")),
        "missing" => return Ok(Value::missing("trial")),
        "none" if can_be_none(policy, name) => return Ok(Value::None("trial".into())),
        "none" => return Err(wrong("a value: it has no meaning for none")),
        _ => {}
    }
    match kind {
        Kind::Flag => text
            .parse()
            .map(Value::Flag)
            .map_err(|_| wrong("true or false")),
        Kind::Date => text
            .parse::<NaiveDate>()
            .map(Value::Date)
            .map_err(|_| wrong("a date such as 1988-02-29")),
        Kind::Text | Kind::Word(_) => {
            let input = policy.manifest().inputs.get(Party::split(name).1);
            let words = input.map_or(&[][..], |input| &input.values);
            if words.is_empty() || words.iter().any(|word| word == text) {
                Ok(Value::Text(text.into()))
            } else {
                Err(wrong(&format!("one of {}", words.join(", "))))
            }
        }
        _ => caudal_facts::numeric::decimal(text)
            .map(Value::Number)
            .ok_or_else(|| wrong("a number such as 1250000.50")),
    }
}

fn can_be_none(policy: &Policy, name: &str) -> bool {
    let (_, name) = Party::split(name);
    let feature = policy.catalogue().get(name);
    let input = policy.manifest().inputs.get(name);
    name.starts_with("request.")
        || feature.is_some_and(|feature| feature.none.is_some())
        || input.is_some_and(|input| input.none.is_some())
}
