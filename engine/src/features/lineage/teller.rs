//! The lineage of one feature of one case, and of the features that it is made of.

use caudal_facts::{Facts, Party};

use super::origin::Origin;
use super::reduction::Reduction;
use super::{Figure, Lineage, terms};
use crate::features::case::CaseContext;
use crate::features::compute::only_case;
use crate::features::evaluate::Evaluation;
use crate::features::feature::Feature;
use crate::features::measure::Measure;
use crate::features::program::Columns;
use crate::features::relation;
use crate::features::tracer::RowTrace;
use crate::frames::{Error, Frames, View};

/// A case whose features are asked how they came to be.
#[derive(Clone, Copy)]
pub(super) struct Teller<'t, 'f> {
    pub(super) view: &'t View<'f>,
    pub(super) frames: &'t Frames,
    pub(super) context: &'t CaseContext,
    pub(super) facts: &'t Facts,
}

impl<'t, 'f> Teller<'t, 'f> {
    /// How a feature came to be.
    pub(super) fn tell(self, feature: &'static Feature) -> Result<Lineage, Error> {
        let mut evaluation = self.listening()?;
        let month = evaluation.case.month();
        let value = evaluation.value(feature, &Columns::of(feature))?;
        let (heard, movements) = evaluation.tracer.finish();
        let heard = heard.into_iter().next().unwrap_or_default();
        let figures = self.figures(feature)?;
        let terms = if figures.is_empty() {
            terms(feature, &heard, &movements, month)
        } else {
            // What was read belongs to the figures, which tell it themselves.
            Vec::new()
        };
        let rows = heard.rows.iter();
        Ok(Lineage {
            party: Party::Applicant,
            feature,
            value,
            reduction: Reduction::of(&feature.measure),
            terms,
            figures,
            indexes: heard.indexes,
            rows: rows
                .map(|at| Origin::of(self.view, self.facts, *at))
                .collect(),
        })
    }

    fn figures(self, feature: &Feature) -> Result<Vec<Figure>, Error> {
        let Measure::Relation(of) = &feature.measure else {
            return Ok(Vec::new());
        };
        let country = self.context.country;
        let figures = relation::figures(of).into_iter().map(|figure| {
            match relation::feature_in(figure, country) {
                Some(feature) => Ok(Figure::Feature(Box::new(self.tell(feature)?))),
                None => relation::requested(&mut self.listening()?).map(Figure::Requested),
            }
        });
        figures.collect()
    }

    fn listening(self) -> Result<Evaluation<'t, 'f, RowTrace>, Error> {
        let case = only_case(self.view, self.frames, self.context)?;
        Evaluation::new(case, RowTrace::new(1))
    }
}
