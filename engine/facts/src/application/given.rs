//! What a lender gives beside the request, as the text that tables of many cases keep it in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::{Application, DatedValue, DatedValueFile, Input, Problems, json_diagnostic};
use crate::error::Error;

/// The lender's own inputs and dated series of one application.
///
/// # Example
/// ```
/// use caudal_facts::{Given, Input};
///
/// let given = Given::from_json(Some(r#"{"fraud.score": 120, "customer.days_late_now": "none"}"#), None)?;
/// assert_eq!(given.inputs["customer.days_late_now"], Input::None);
/// assert_eq!(given.inputs_json().unwrap(), r#"{"customer.days_late_now":"none","fraud.score":120}"#);
/// assert_eq!(given.reference_json(), None);
/// # Ok::<(), caudal_facts::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// The inputs, by the names that policies declare.
    pub inputs: BTreeMap<String, Input>,
    /// The dated series.
    pub reference: BTreeMap<String, Vec<DatedValue>>,
}

impl Given {
    /// What an application gives.
    #[must_use]
    pub fn of(application: &Application) -> Self {
        Self {
            inputs: application.inputs.clone(),
            reference: application.reference.clone(),
        }
    }

    /// Reads both as the parts `inputs` and `reference` of an application's JSON; nothing is given
    /// where there is no text.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything that is wrong.
    pub fn from_json(inputs: Option<&str>, reference: Option<&str>) -> Result<Self, Error> {
        let mut problems = Problems {
            file: "case",
            found: Vec::new(),
        };
        let mut given = Self::default();
        if let Some(text) = inputs {
            let read: BTreeMap<String, Value> = parsed("case inputs", text)?;
            given.inputs = problems.inputs("inputs", read);
        }
        if let Some(text) = reference {
            let read: BTreeMap<String, Vec<DatedValueFile>> = parsed("case reference", text)?;
            for (name, values) in read {
                let series = problems.series(&name, &values);
                given.reference.insert(name, series);
            }
        }
        if problems.found.is_empty() {
            Ok(given)
        } else {
            Err(Error::Invalid(problems.found))
        }
    }

    /// The inputs as JSON; `None` when there is none.
    #[must_use]
    pub fn inputs_json(&self) -> Option<String> {
        json_of(&self.inputs, input_json)
    }

    /// The dated series as JSON; `None` when there is none.
    #[must_use]
    pub fn reference_json(&self) -> Option<String> {
        json_of(&self.reference, |values| {
            Value::Array(values.iter().map(dated_json).collect())
        })
    }
}

fn parsed<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Invalid(vec![json_diagnostic(what, &error)]))
}

fn json_of<T>(named: &BTreeMap<String, T>, json: impl Fn(&T) -> Value) -> Option<String> {
    let values = named
        .iter()
        .map(|(name, value)| (name.clone(), json(value)));
    (!named.is_empty()).then(|| Value::Object(values.collect()).to_string())
}

fn input_json(input: &Input) -> Value {
    match input {
        Input::Missing => Value::Null,
        Input::None => Value::String("none".to_owned()),
        Input::Flag(flag) => Value::Bool(*flag),
        Input::Number(number) => number_json(number),
        Input::Text(text) => Value::String(text.clone()),
    }
}

fn dated_json(dated: &DatedValue) -> Value {
    let from = |from: NaiveDate| Value::String(from.to_string());
    let pairs = [
        ("from", from(dated.from)),
        ("value", number_json(&dated.value)),
    ];
    Value::Object(
        pairs
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .collect(),
    )
}

/// A number as its own digits; as text, which is read alike, should JSON not take them.
fn number_json(number: &rust_decimal::Decimal) -> Value {
    let text = number.to_string();
    match text.parse::<serde_json::Number>() {
        Ok(number) => Value::Number(number),
        Err(_) => Value::String(text),
    }
}
