//! Values that are tried in place of an application's own.

use std::collections::BTreeMap;

use caudal_facts::names;

use crate::policy::typed::SlotOf;
use crate::policy::{CO_PRESENT, Policy, Value};

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
        if !given.iter().any(|slot| &*slot.name == name) {
            let known: Vec<&str> = given.iter().map(|slot| &*slot.name).collect();
            let hint = names::hint(name, &known);
            return Err(format!("the policy reads no {name:?}\nhint: {hint}"));
        }
        let value = match text {
            // Whether there is a co-applicant is never missing, and no figure.
            _ if name == CO_PRESENT => match text.parse() {
                Ok(flag) => Value::Flag(flag),
                Err(_) => {
                    return Err(format!("{name} cannot be {text:?}: expected true or false"));
                }
            },
            "missing" => Value::missing("trial"),
            _ => {
                let allowed = policy.allowed(name);
                let allowed = allowed.ok_or_else(|| format!("the policy reads no {name:?}"))?;
                let read = match text {
                    "none" => allowed.admit(Value::None("trial".into())),
                    _ => allowed.read(text),
                };
                read.map_err(|expected| format!("{name} cannot be {text:?}: expected {expected}"))?
            }
        };
        self.0.insert(name.to_owned(), value);
        Ok(())
    }

    /// The values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}
