//! What a policy reads from outside, by number: names are looked up when it is loaded, and not in every decision.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::load::Slot;
use super::manifest::Manifest;
use super::value::Value;

/// The number of a name in the layout of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameId(u32);

/// The names that a policy may read from outside, numbered in alphabetical order.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    names: Vec<Box<str>>,
    /// The declared inputs, as the manifest has them.
    inputs: Vec<NameId>,
    /// What is asked for, as [`REQUEST`] has it.
    request: Vec<NameId>,
}

/// Values by full name: features, inputs, the request and figures of reference. A name that is not here is missing.
///
/// What a policy reads stands in a row whose order the policy knows: [`Policy::blank`](super::Policy::blank) makes one.
/// Values that were collected without a policy are found by name, which is slower and gives the same answers.
///
/// # Example
/// ```
/// use caudal_engine::policy::{Value, Values};
///
/// let mut values = Values::from([("applicant.age", Value::Number(41.into()))]);
/// assert_eq!(values.insert("customer.existing", Value::Flag(true)), None);
/// assert_eq!(values.get("applicant.age"), Some(&Value::Number(41.into())));
/// assert_eq!(values.get("applicant.aeg"), None);
/// ```
#[derive(Clone, Default)]
pub struct Values {
    layout: Arc<Layout>,
    row: Vec<Option<Value>>,
    /// Values of names that the layout does not have.
    others: BTreeMap<String, Value>,
}

/// The namespace of figures of reference.
const PREFIX: &str = "reference.";

/// What the request says, besides inputs of its namespace.
pub(crate) const REQUEST: [&str; 3] = ["amount", "term_months", "product"];

impl Layout {
    /// The names of a policy: what its script reads, and whatever an application gives.
    pub(crate) fn of<'n>(
        manifest: &'n Manifest,
        slots: impl Iterator<Item = (&'n String, &'n Slot)>,
    ) -> Self {
        let read = slots.filter(|(_, slot)| !matches!(slot, Slot::Param(_)));
        let mut names: Vec<Box<str>> = read.map(|(name, _)| name.as_str().into()).collect();
        names.extend(manifest.inputs.keys().map(|name| name.as_str().into()));
        names.extend(REQUEST.map(|name| format!("request.{name}").into()));
        names.extend(
            manifest
                .series_names()
                .iter()
                .map(|name| format!("{PREFIX}{name}").into()),
        );
        names.sort_unstable();
        names.dedup();
        let mut layout = Self {
            names,
            ..Self::default()
        };
        let inputs = manifest.inputs.keys();
        layout.inputs = inputs.filter_map(|name| layout.id(name)).collect();
        let request = REQUEST.map(|name| format!("request.{name}"));
        layout.request = request.iter().filter_map(|name| layout.id(name)).collect();
        layout
    }

    /// The number of a name.
    pub(crate) fn id(&self, name: &str) -> Option<NameId> {
        let found = self.names.binary_search_by(|known| (**known).cmp(name));
        Self::at(found.ok()?)
    }

    /// The number of a figure of reference.
    pub(crate) fn reference(&self, series: &str) -> Option<NameId> {
        let found = self.names.binary_search_by(|known| {
            let known = known.as_bytes();
            let (first, rest) = known.split_at(known.len().min(PREFIX.len()));
            let prefix = first.cmp(PREFIX.as_bytes());
            prefix.then_with(|| rest.cmp(series.as_bytes()))
        });
        Self::at(found.ok()?)
    }

    /// The numbers of the declared inputs, in the manifest's order.
    pub(crate) fn inputs(&self) -> &[NameId] {
        &self.inputs
    }

    /// The numbers of what is asked for: the amount, the term and the product.
    pub(crate) fn request(&self) -> &[NameId] {
        &self.request
    }

    fn at(place: usize) -> Option<NameId> {
        u32::try_from(place).ok().map(NameId)
    }

    fn name(&self, id: NameId) -> &str {
        self.names.get(id.0 as usize).map_or("", |name| name)
    }
}

impl Values {
    /// No values yet, in the order of a layout.
    pub(crate) fn over(layout: &Arc<Layout>) -> Self {
        Self {
            layout: Arc::clone(layout),
            row: vec![None; layout.names.len()],
            others: BTreeMap::new(),
        }
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self.layout.id(name) {
            Some(id) => self.row.get(id.0 as usize)?.as_ref(),
            None => self.others.get(name),
        }
    }

    /// The value of a number of a layout, which need not be these values' own.
    pub(crate) fn at(&self, layout: &Arc<Layout>, id: NameId) -> Option<&Value> {
        if Arc::ptr_eq(&self.layout, layout) {
            self.row.get(id.0 as usize)?.as_ref()
        } else {
            self.get(layout.name(id))
        }
    }

    /// Sets the value of a name, and gives the one before.
    pub fn insert(&mut self, name: &str, value: Value) -> Option<Value> {
        match self.layout.id(name) {
            Some(id) => self.set(id, value),
            None => self.others.insert(name.to_owned(), value),
        }
    }

    /// Sets the value of a number of these values' own layout, and gives the one before.
    pub(crate) fn set(&mut self, id: NameId, value: Value) -> Option<Value> {
        self.row.get_mut(id.0 as usize)?.replace(value)
    }

    /// Takes the value of a name out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        match self.layout.id(name) {
            Some(id) => self.row.get_mut(id.0 as usize)?.take(),
            None => self.others.remove(name),
        }
    }

    /// All names with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let row = self.layout.names.iter().zip(&self.row);
        let row = row.filter_map(|(name, value)| Some((&**name, value.as_ref()?)));
        let others = self.others.iter();
        row.chain(others.map(|(name, value)| (name.as_str(), value)))
    }
}

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<S: AsRef<str>> Extend<(S, Value)> for Values {
    fn extend<T: IntoIterator<Item = (S, Value)>>(&mut self, values: T) {
        for (name, value) in values {
            self.insert(name.as_ref(), value);
        }
    }
}

impl<S: AsRef<str>> FromIterator<(S, Value)> for Values {
    fn from_iter<T: IntoIterator<Item = (S, Value)>>(values: T) -> Self {
        let mut all = Self::default();
        all.extend(values);
        all
    }
}

impl<S: AsRef<str>, const N: usize> From<[(S, Value); N]> for Values {
    fn from(values: [(S, Value); N]) -> Self {
        values.into_iter().collect()
    }
}
