//! A pre-loan request becomes facts: one part for each report that it carries.

use caudal_facts::facts::{PreApproval, Provenance, Section};
use caudal_facts::{Country, Currency, Source};
use serde::Deserialize as _;
use serde_json::Value;

use super::step::Step;
use super::wire::{self, PreLoanRequest};
use crate::chile;
use crate::convert::Call;
use crate::sheet::{Context, Part, Sheet, Table, Trouble};
use crate::tolerant::{self, Known as _, Measure, Unread, View, failure, shown_word};

/// The only operation that reports come with.
const PRE_LOAN_REQUEST: &str = "pre-loan-request";

/// Reads one report into its sheet.
type Reader = fn(&mut Sheet<'_>, &Value) -> Result<(), Trouble>;

/// The reports that Clave Única opens, by the names of their sections.
const CLAVE_UNICA: [(Source, &str, Reader); 4] = [
    (Source::Afc, "afc", chile::afc::read),
    (Source::Cmf, "cmf", chile::cmf::read),
    (Source::Sii, "sii", chile::sii::read),
    (Source::Suseso, "suseso", chile::suseso::read),
];

/// The sources whose reports come with a pre-loan request.
pub(crate) const CARRIED: [Source; 5] = [
    Source::Afc,
    Source::Cmf,
    Source::Sii,
    Source::Suseso,
    Source::Protests,
];

/// What knows an answer's fields; `None` for an operation that is not known.
pub(crate) fn measure(operation: &str) -> Option<Measure> {
    (operation == PRE_LOAN_REQUEST).then_some(PreLoanRequest::measure)
}

/// What an answer of banca.me's says; `None` for an operation that is not known.
///
/// Every report it might carry gets a part, so that one it lacks is told apart from one that nobody
/// asked for.
pub(crate) fn convert(context: Context<'_>, call: &Call<'_>, body: &Value) -> Option<Vec<Part>> {
    if call.operation != PRE_LOAN_REQUEST {
        return None;
    }
    let sheet = |source| Sheet::new(context, source, Country::Cl, call.payload);
    let request = match opened(body) {
        Ok(request) => request,
        Err(trouble) => {
            let mut parts: Vec<Part> = CARRIED
                .map(|source| sheet(source).absent(&trouble.why))
                .into();
            parts.push(sheet(Source::Bancame).failed(trouble));
            return Some(parts);
        }
    };
    let mut parts = vec![
        report(
            sheet(Source::Bancame),
            &request.pre_approves.0,
            pre_approvals,
        ),
        report(
            sheet(Source::Protests),
            &request.protests_and_delinquencies.0,
            chile::protests::read,
        ),
    ];
    let clave_unica = &request.clave_unica.0;
    let failed = failure(clave_unica).map(|why| format!("claveUnica: {why}"));
    for (source, name, read) in CLAVE_UNICA {
        let section = View::object(clave_unica).and_then(|view| view.get(&[name]));
        parts.push(match &failed {
            Some(why) => sheet(source).failed(Trouble::failed(why)),
            None => report(sheet(source), section.unwrap_or(&Value::Null), read),
        });
    }
    Some(parts)
}

/// The request, if its step is known to be a success.
fn opened(body: &Value) -> Result<PreLoanRequest, Trouble> {
    if let Some(why) = failure(body) {
        return Err(Trouble::failed(why));
    }
    let request = PreLoanRequest::deserialize(body)
        .map_err(|_| Trouble::unreadable("the answer is not an object"))?;
    let word = tolerant::text(&request.step.0).ok().flatten();
    match Step::parse(&word.unwrap_or_default()) {
        Step::ReadyForLoan | Step::PaymentSubscription | Step::Authorization => Ok(request),
        Step::ArchivedFail => Err(Trouble::failed("the request is archived as failed")),
        Step::None => Err(Trouble::unknown("the request has no step yet")),
        Step::Other(word) => {
            let shown = shown_word(&word);
            let why = format!("the request's step {shown} is not known to be a success");
            Err(Trouble::unknown(why))
        }
    }
}

fn report(mut sheet: Sheet<'_>, section: &Value, read: Reader) -> Part {
    if section.is_null() {
        return sheet.absent("the answer carries no such section");
    }
    match read(&mut sheet, section) {
        Ok(()) => sheet.finish(None),
        Err(trouble) => sheet.failed(trouble),
    }
}

fn pre_approvals(sheet: &mut Sheet<'_>, section: &Value) -> Result<(), Trouble> {
    let Value::Array(items) = section else {
        let why = match failure(section) {
            Some(why) => return Err(Trouble::failed(format!("preApproves: {why}"))),
            None => Unread::expected("a list", section),
        };
        return Err(Trouble::section(format!("preApproves: {why}")));
    };
    sheet.facts.note(Section::PreApprovals);
    for item in items {
        let at = sheet.row(Table::PreApprovals);
        match View::object(item) {
            Some(row) => pre_approval(sheet, at, row),
            None => sheet.left_out(at, "preApproves", Unread::expected("an object", item)),
        }
    }
    Ok(())
}

fn pre_approval(sheet: &mut Sheet<'_>, at: Provenance, row: View<'_>) {
    let amount = row.field(&wire::AMOUNT);
    let rate = row.field(&wire::RATE);
    let count = row.field(&wire::PERIODS);
    let installment = row.field(&wire::INSTALLMENT);
    let approval = PreApproval {
        provenance: at,
        id: sheet.text(at, "preApproves.id", row.field(&wire::ID)),
        amount: sheet.money(at, "preApproves.amount", amount, Currency::Clp),
        monthly_rate: sheet.fraction(at, "preApproves.interestRate", rate),
        installments: sheet.count(at, "preApproves.periods", count),
        installment: sheet.money(at, "preApproves.installment", installment, Currency::Clp),
    };
    if approval.amount.is_none() && approval.installment.is_none() {
        return sheet.left_out(at, "preApproves", "none of its figures is known");
    }
    sheet.facts.pre_approvals.push(approval);
}
