//! Public services: their containers hold the Chilean reports, whose insides Khipu leaves open.

use serde_json::Value;

use crate::chile::{afc, alimony, cmf, protests, sii};
use crate::khipu::wire::Data;
use crate::sheet::{Sheet, Trouble};
use crate::tolerant::View;

/// `Data.DebtReport` of the financial regulator.
pub(super) fn debt_report(sheet: &mut Sheet<'_>, _: &Data, data: &Value) -> Result<(), Trouble> {
    cmf::read(sheet, inside(data, &["debtreport"]))
}

/// `Data.ContributionsCertificate` and its like of the unemployment fund, one year each.
pub(super) fn contributions(sheet: &mut Sheet<'_>, _: &Data, data: &Value) -> Result<(), Trouble> {
    let names = ["contributionscertificate", "lastcreditedcontribution"];
    afc::read(sheet, inside(data, &names))
}

/// `Data.CarpetaTributaria` and its like of the tax service.
pub(super) fn tax_folder(sheet: &mut Sheet<'_>, _: &Data, data: &Value) -> Result<(), Trouble> {
    let names = ["carpetatributaria", "acreditarrenta", "taxfolder"];
    sii::read(sheet, inside(data, &names))
}

/// `Data.RutFinancialReport` of the commercial bulletin.
pub(super) fn protests(sheet: &mut Sheet<'_>, _: &Data, data: &Value) -> Result<(), Trouble> {
    protests::read(sheet, inside(data, &["rutfinancialreport"]))
}

/// `Data.DebtRegistry` of the register of alimony debtors.
pub(super) fn alimony(sheet: &mut Sheet<'_>, _: &Data, data: &Value) -> Result<(), Trouble> {
    let names = ["debtregistry", "debtorregistry", "registry"];
    alimony::read(sheet, inside(data, &names))
}

/// `Data.ContributionsBalance` of the unemployment fund: savings, which no feature measures.
pub(super) fn fund_balance(_: &mut Sheet<'_>, _: &Data, _: &Value) -> Result<(), Trouble> {
    Err(Trouble::not_used("the unemployment fund's balance"))
}

/// What an employer paid into the unemployment fund, which no document gives the form of.
pub(super) fn employer_balance(_: &mut Sheet<'_>, _: &Data, _: &Value) -> Result<(), Trouble> {
    Err(Trouble::not_used("what an employer paid into the fund"))
}

/// `Data.ConsultaCredito` of the tax service: its fees and returns are those of the folder that
/// proves income, and counting both would count them twice.
pub(super) fn credit_folder(_: &mut Sheet<'_>, _: &Data, _: &Value) -> Result<(), Trouble> {
    Err(Trouble::not_used("the tax folder for asking credit"))
}

/// `Data.TaxSituation` of the tax service: activities, without amounts.
pub(super) fn tax_situation(_: &mut Sheet<'_>, _: &Data, _: &Value) -> Result<(), Trouble> {
    Err(Trouble::not_used("the tax situation"))
}

/// The insolvency bulletin, which no document gives the form of.
pub(super) fn insolvency(_: &mut Sheet<'_>, _: &Data, _: &Value) -> Result<(), Trouble> {
    Err(Trouble::not_used("the insolvency bulletin"))
}

/// The container by its name, or the data themselves where the name is another.
fn inside<'v>(data: &'v Value, names: &[&str]) -> &'v Value {
    View::object(data)
        .and_then(|view| view.get(names))
        .unwrap_or(data)
}
