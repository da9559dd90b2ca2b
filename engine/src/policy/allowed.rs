//! What a value that is given from outside can be: its type, range and words, and whether it can be none. Applications,
//! cases and trials are held to the same.

use caudal_facts::Party;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::kind::Kind;
use super::manifest::{InputDeclaration, Manifest};
use super::value::Value;
use crate::features::{Catalogue, Feature};

/// What a name's values can be.
#[derive(Debug, Clone)]
pub(crate) struct Allowed<'p> {
    pub(crate) kind: Kind,
    /// The words that a text can be; any text where there are none.
    pub(crate) words: &'p [String],
    /// The smallest number that it can be.
    pub(crate) low: Option<Decimal>,
    /// The largest.
    pub(crate) high: Option<Decimal>,
    /// Whether it is a whole number.
    pub(crate) whole: bool,
    /// Whether it can be none.
    pub(crate) none: bool,
}

impl<'p> Allowed<'p> {
    /// What a feature, an input, a part of the request or a figure of reference can be; `None` for anything else.
    pub(crate) fn of(manifest: &'p Manifest, catalogue: &Catalogue, name: &str) -> Option<Self> {
        // A co-applicant's are what the applicant's are.
        let (party, declared) = Party::split(name);
        if let Some(input) = manifest.inputs.get(declared) {
            return Some(Self::input(manifest, input));
        }
        if let Some(feature) = catalogue.get(declared) {
            return Some(Self::feature(manifest, feature));
        }
        if party == Party::CoApplicant {
            return None;
        }
        match name.split_once('.')? {
            ("request", part) => Self::request(part),
            ("reference", "uf") => Some(Self::plain(Kind::Number)),
            ("reference", series) => {
                let declared = manifest.reference.get(series)?;
                Some(Self::plain(declared.kind.clone()))
            }
            _ => None,
        }
    }

    /// What the lender's own datum can be.
    pub(crate) fn input(manifest: &'p Manifest, declared: &'p InputDeclaration) -> Self {
        let words = match &declared.kind {
            Kind::Word(name) if declared.values.is_empty() => {
                let word = manifest.words.get(name);
                word.map_or(&[][..], |word| word.values.as_slice())
            }
            _ => declared.values.as_slice(),
        };
        let (low, high) = declared.range.unzip();
        Self {
            words,
            low,
            high,
            whole: declared.whole || declared.kind.is_whole(),
            none: declared.none.is_some(),
            ..Self::plain(declared.kind.clone())
        }
    }

    /// What a feature can be.
    pub(crate) fn feature(manifest: &Manifest, feature: &Feature) -> Self {
        let kind = Kind::from(feature.unit);
        Self {
            low: (kind == Kind::Count).then_some(Decimal::ZERO),
            whole: feature.unit.decimals(manifest.currency) == 0 && kind.is_whole(),
            none: feature.none.is_some(),
            ..Self::plain(kind)
        }
    }

    /// What a part of the request can be.
    fn request(part: &str) -> Option<Self> {
        let kind = match part {
            "amount" => Kind::Money,
            "term_months" => Kind::Months,
            "product" => Kind::Text,
            _ => return None,
        };
        Some(Self {
            whole: kind == Kind::Months,
            none: true,
            ..Self::plain(kind)
        })
    }

    const fn plain(kind: Kind) -> Self {
        Self {
            kind,
            words: &[],
            low: None,
            high: None,
            whole: false,
            none: false,
        }
    }

    /// A value that it can be.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn admit(&self, value: Value) -> Result<Value, String> {
        match (&value, &self.kind) {
            (Value::Missing(_), _)
            | (Value::Flag(_), Kind::Flag)
            | (Value::Date(_), Kind::Date) => Ok(value),
            (Value::None(_), _) if self.none => Ok(value),
            (Value::None(_), _) => Err("a value: nothing says what none of it means".to_owned()),
            (Value::Number(number), kind) if kind.is_number() => {
                self.number(*number).map(Value::Number)
            }
            (Value::Text(text), Kind::Text | Kind::Word(_)) => {
                if self.words.is_empty() || self.words.iter().any(|word| **word == **text) {
                    Ok(value)
                } else {
                    Err(format!("one of {}", self.words.join(", ")))
                }
            }
            _ => Err(self.example()),
        }
    }

    /// The value that a text stands for.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn read(&self, text: &str) -> Result<Value, String> {
        let value = match &self.kind {
            Kind::Flag => text.parse().ok().map(Value::Flag),
            Kind::Date => text.parse::<NaiveDate>().ok().map(Value::Date),
            Kind::Text | Kind::Word(_) => Some(Value::Text(text.into())),
            _ => caudal_facts::numeric::decimal(text).map(Value::Number),
        };
        self.admit(value.ok_or_else(|| self.example())?)
    }

    fn number(&self, number: Decimal) -> Result<Decimal, String> {
        let outside =
            self.low.is_some_and(|low| number < low) || self.high.is_some_and(|high| number > high);
        match (self.low, self.high) {
            (Some(low), Some(high)) if outside => Err(format!("{low} to {high}")),
            (Some(low), None) if outside => Err(format!("{low} or more")),
            (None, Some(high)) if outside => Err(format!("{high} or less")),
            _ if self.whole && !number.is_integer() => Err("a whole number".to_owned()),
            _ => Ok(number),
        }
    }

    fn example(&self) -> String {
        match &self.kind {
            Kind::Flag => "true or false".to_owned(),
            Kind::Date => "a date such as 1988-02-29".to_owned(),
            Kind::Text => "text".to_owned(),
            Kind::Word(_) => format!("one of {}", self.words.join(", ")),
            kind => format!("a number, {kind}, such as 1250000.50"),
        }
    }
}
