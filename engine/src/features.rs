//! Features: what a policy reads of an applicant, each number declared once as data.
//!
//! The [`Catalogue`] names them and says what they mean; a [`Program`] is the choice that one policy
//! reads; [`compute`] gives their values for a case, and [`explain`] the rows that each rests on.
//! One fold over a case's movements serves all; registers are read row by row. No polars operation
//! takes part, so one case and a portfolio give the same numbers on any machine.

mod actionable;
mod balances;
mod bureau;
mod cards;
mod case;
mod catalogue;
mod compute;
mod coverage;
mod dates;
mod employment;
mod evaluate;
mod feature;
mod flows;
mod groups;
mod history;
mod leaves;
mod lineage;
mod measure;
mod monthly;
mod movements;
mod needs;
mod netting;
pub(crate) mod own;
mod pass_through;
mod price_index;
mod program;
mod rates;
mod real;
mod relation;
mod singled;
mod slots;
mod snapshot;
mod streams;
mod table;
mod tax;
mod tracer;
mod value;

pub use case::CaseContext;
pub(crate) use case::date_of;
pub use catalogue::Catalogue;
pub use compute::{compute, compute_all, explain};
pub(crate) use compute::{compute_each, context_of};
pub use feature::{Feature, Riskier, Sentence, Sources, Unit, Window};
pub use lineage::{Counted, Figure, Lineage, Origin, Reduction, Term, TermOf, lineage};
pub use monthly::{MonthRow, monthly};
pub use price_index::{IndexPair, PriceIndex};
pub use program::{Program, UnknownFeature};
pub use rates::Rates;
pub use table::{Explanation, FeatureRow, FeatureTable};
pub use tracer::RowRef;
pub use value::{Cause, Value};
