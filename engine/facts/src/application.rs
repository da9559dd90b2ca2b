//! Who asks for what, and what the lender itself brings: its own inputs and dated series.

mod given;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::country::Country;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::limits::Limits;
use crate::money::{Currency, Money};
use crate::report::Party;
use crate::tax_id::TaxId;
pub use given::Given;

/// One application for credit, as of one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    /// The lender's own id of the application.
    pub id: String,
    /// Where it is made.
    pub country: Country,
    /// The product asked for, in the lender's own words.
    pub product: String,
    /// The local date that the decision is made as of. Nothing reads a clock instead.
    pub as_of: NaiveDate,
    /// The applicant's tax id, check digit verified.
    pub tax_id: TaxId,
    /// Who asks for it together with the applicant, if anybody does.
    pub co_applicant: Option<CoApplicant>,
    /// The amount asked for; `None` when the question is how much could be lent.
    pub amount: Option<Money>,
    /// The term asked for, in months.
    pub term_months: Option<u32>,
    /// The lender's own data, by the names that the policy declares in `[inputs]`.
    pub inputs: BTreeMap<String, Input>,
    /// Dated series that no reference folder gives: rates, price index, minimum wage.
    pub reference: BTreeMap<String, Vec<DatedValue>>,
}

/// The second person of an application: what reports say of them stands in facts of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct CoApplicant {
    /// Their tax id, check digit verified.
    pub tax_id: TaxId,
    /// The lender's own data about them, by the names that the policy declares in `[inputs]` for the
    /// applicant's.
    pub inputs: BTreeMap<String, Input>,
}

/// A value of the lender's own, in one of three states.
///
/// In JSON, `null` or an absent name is missing, and `"none"` is known to be absent: never declined
/// before, no loan with us.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The lender does not know.
    Missing,
    /// The lender knows that there is none.
    None,
    /// Yes or no.
    Flag(bool),
    /// An exact number.
    Number(Decimal),
    /// Text, or a date as `YYYY-MM-DD`; the policy's declaration says which.
    Text(String),
}

/// One figure of a series and the first date that it holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedValue {
    /// The first date.
    pub from: NaiveDate,
    /// The figure.
    pub value: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicationFile {
    id: String,
    country: String,
    product: String,
    as_of: NaiveDate,
    applicant: ApplicantFile,
    #[serde(default)]
    co_applicant: Option<CoApplicantFile>,
    request: RequestFile,
    #[serde(default)]
    inputs: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    reference: BTreeMap<String, Vec<DatedValueFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicantFile {
    tax_id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoApplicantFile {
    tax_id: String,
    #[serde(default)]
    inputs: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestFile {
    #[serde(default)]
    amount: Option<serde_json::Value>,
    currency: String,
    #[serde(default)]
    term_months: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedValueFile {
    from: NaiveDate,
    value: serde_json::Value,
}

impl Application {
    /// Reads an application's JSON; `file` is the name that problems are reported under.
    ///
    /// Amounts are numbers or decimal text; unknown names are refused, because a misspelt one would
    /// otherwise be missing data.
    ///
    /// # Errors
    /// [`Error::OverLimit`], or [`Error::Invalid`] with everything that is wrong.
    pub fn from_json(file: &str, bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        Limits::hold(file, bytes.len() as u64, limits.application_bytes, "bytes")?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let read: ApplicationFile = serde_json::from_slice(bytes)
            .map_err(|error| Error::Invalid(vec![json_diagnostic(file, &error)]))?;
        let mut problems = Problems {
            file,
            found: Vec::new(),
        };
        let application = problems.application(read);
        match application {
            Some(application) if problems.found.is_empty() => Ok(application),
            _ => Err(Error::Invalid(problems.found)),
        }
    }

    /// The application as one of this person alone: reports are asked for and read about them as
    /// about an applicant. `None` for a co-applicant that it does not have.
    #[must_use]
    pub fn of(&self, party: Party) -> Option<Self> {
        let alone = Self {
            co_applicant: None,
            ..self.clone()
        };
        match party {
            Party::Applicant => Some(alone),
            Party::CoApplicant => {
                let person = self.co_applicant.clone()?;
                Some(Self {
                    tax_id: person.tax_id,
                    inputs: person.inputs,
                    ..alone
                })
            }
        }
    }
}

/// A JSON error as a diagnostic, without serde's own "at line … column …" and without the value it
/// met, which may be somebody's tax id.
#[must_use]
pub fn json_diagnostic(file: &str, error: &serde_json::Error) -> Diagnostic {
    let text = error.to_string();
    let message = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(message, _)| message);
    Diagnostic::at(file, (error.line(), error.column()), masked(message))
}

/// A message whose quoted first part shows letters only.
fn masked(message: &str) -> String {
    let shows_value = ["invalid type:", "invalid value:", "unknown field"]
        .iter()
        .any(|kind| message.starts_with(kind));
    let (shown, rest) = message.split_once(", expected").unwrap_or((message, ""));
    if !shows_value {
        return message.to_owned();
    }
    let hidden: String = shown
        .chars()
        .map(|c| if c.is_numeric() { '•' } else { c })
        .collect();
    if rest.is_empty() {
        hidden
    } else {
        format!("{hidden}, expected{rest}")
    }
}

struct Problems<'f> {
    file: &'f str,
    found: Vec<Diagnostic>,
}

impl Problems<'_> {
    fn report(&mut self, place: &str, message: impl std::fmt::Display) {
        self.found.push(Diagnostic::at(
            self.file,
            (0, 0),
            format!("{place}: {message}"),
        ));
    }

    fn or_report<T>(&mut self, place: &str, result: Result<T, Error>) -> Option<T> {
        result
            .map_err(|error| self.report(place, format!("failed to {error}")))
            .ok()
    }

    fn application(&mut self, read: ApplicationFile) -> Option<Application> {
        let country = Country::parse(&read.country);
        if country.is_none() {
            self.report(
                "country",
                format!("unknown {:?}: known are AR and CL", read.country),
            );
        }
        let tax_id = country.and_then(|country| {
            self.or_report(
                "applicant.tax_id",
                country.parse_tax_id(&read.applicant.tax_id),
            )
        });
        if read.id.trim().is_empty() {
            self.report("id", "is empty: a decision is found again by it");
        }
        let currency = self.or_report("request.currency", Currency::parse(&read.request.currency));
        let amount = self.amount(read.request.amount.as_ref(), currency);
        if read.request.term_months == Some(0) {
            self.report("request.term_months", "is 0: expected 1 month or more");
        }
        let inputs = self.inputs("inputs", read.inputs);
        let co_applicant = read
            .co_applicant
            .and_then(|person| self.co_applicant(person, country?, tax_id.as_ref()));
        let reference = read
            .reference
            .into_iter()
            .map(|(name, values)| {
                let series = self.series(&name, &values);
                (name, series)
            })
            .collect();
        Some(Application {
            id: read.id,
            country: country?,
            product: read.product,
            as_of: read.as_of,
            tax_id: tax_id?,
            co_applicant,
            amount,
            term_months: read.request.term_months,
            inputs,
            reference,
        })
    }

    fn co_applicant(
        &mut self,
        read: CoApplicantFile,
        country: Country,
        applicant: Option<&TaxId>,
    ) -> Option<CoApplicant> {
        let inputs = self.inputs("co_applicant.inputs", read.inputs);
        let tax_id = country.parse_tax_id(&read.tax_id);
        let tax_id = self.or_report("co_applicant.tax_id", tax_id)?;
        if applicant == Some(&tax_id) {
            self.report("co_applicant.tax_id", "is the applicant's own");
        }
        Some(CoApplicant { tax_id, inputs })
    }

    fn inputs(
        &mut self,
        place: &str,
        given: BTreeMap<String, serde_json::Value>,
    ) -> BTreeMap<String, Input> {
        let read = given.into_iter();
        read.filter_map(|(name, value)| {
            let input = self.input(&format!("{place}.{name}"), value)?;
            Some((name, input))
        })
        .collect()
    }

    fn amount(
        &mut self,
        given: Option<&serde_json::Value>,
        currency: Option<Currency>,
    ) -> Option<Money> {
        let given = given?;
        let Some(amount) = exact_number(given) else {
            self.report("request.amount", format!("is {given}: expected a number"));
            return None;
        };
        let money = self.or_report("request.amount", Money::exact(amount, currency?))?;
        if money.minor() <= 0 {
            self.report(
                "request.amount",
                format!("is {money}: expected more than zero"),
            );
        }
        Some(money)
    }

    fn input(&mut self, place: &str, value: serde_json::Value) -> Option<Input> {
        Some(match value {
            serde_json::Value::Null => Input::Missing,
            serde_json::Value::Bool(flag) => Input::Flag(flag),
            serde_json::Value::String(text) if text == "none" => Input::None,
            serde_json::Value::String(text) => Input::Text(text),
            serde_json::Value::Number(_) => {
                let Some(number) = exact_number(&value) else {
                    self.report(place, format!("cannot hold {value} exactly"));
                    return None;
                };
                Input::Number(number)
            }
            other => {
                self.report(
                    place,
                    format!("is {other}: expected true, false, a number, text, null or \"none\""),
                );
                return None;
            }
        })
    }

    fn series(&mut self, name: &str, values: &[DatedValueFile]) -> Vec<DatedValue> {
        let mut series = Vec::with_capacity(values.len());
        for entry in values {
            match exact_number(&entry.value) {
                Some(value) => series.push(DatedValue {
                    from: entry.from,
                    value,
                }),
                None => self.report(
                    &format!("reference.{name}"),
                    format!(
                        "value {} from {}: expected a number",
                        entry.value, entry.from
                    ),
                ),
            }
        }
        series.sort_by_key(|entry| entry.from);
        if let Some(twice) = series.windows(2).find(|pair| pair[0].from == pair[1].from) {
            self.report(
                &format!("reference.{name}"),
                format!("gives {} twice", twice[0].from),
            );
        }
        series
    }
}

/// A JSON number, or text that is one, exactly as written.
fn exact_number(value: &serde_json::Value) -> Option<Decimal> {
    match value {
        serde_json::Value::Number(number) => crate::numeric::decimal(&number.to_string()),
        serde_json::Value::String(text) => crate::numeric::decimal(text),
        _ => None,
    }
}
