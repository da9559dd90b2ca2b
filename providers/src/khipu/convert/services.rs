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

/// `Data.ContributionsCertificate` and its like of the unemployment fund.
pub(super) fn contributions(sheet: &mut Sheet<'_>, _: &Data, data: &Value) -> Result<(), Trouble> {
    let names = [
        "contributionscertificate",
        "lastcreditedcontribution",
        "contributionsbalance",
    ];
    afc::read(sheet, inside(data, &names))
}

/// `Data.CarpetaTributaria` and its like of the tax service.
pub(super) fn tax_folder(sheet: &mut Sheet<'_>, _: &Data, data: &Value) -> Result<(), Trouble> {
    let names = [
        "carpetatributaria",
        "acreditarrenta",
        "consultacredito",
        "taxfolder",
    ];
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

/// The container by its name, or the data themselves where the name is another.
fn inside<'v>(data: &'v Value, names: &[&str]) -> &'v Value {
    View::object(data)
        .and_then(|view| view.get(names))
        .unwrap_or(data)
}
