//! A Cirenio report becomes facts.

mod accounts;
mod products;

use caudal_facts::{Country, Source};
use serde::Deserialize as _;
use serde_json::Value;

use super::wire::{Bank, Data, Failure, Job, ListedBank, Report, TextOrObject};
use crate::convert::Call;
use crate::sheet::{Context, Part, Sheet, Subject, Trouble};
use crate::tolerant::{self, Known as _, ListField, Measure, failure, open_enum};

open_enum! {
    /// State of a job, or of the report that it leaves.
    JobStatus {
        /// The report's own word for finished.
        Ready = "ready" | "done",
        /// Everything is extracted.
        Stored = "STORED",
        /// Sums are computed too.
        Insights = "INSIGHTS",
        /// Somebody has read the report before.
        Read = "READ",
        /// Not begun, being retried, or at work.
        Unfinished = "WAITING" | "RECYCLED" | "LOGGED" | "WORKING" | "pending" | "on going",
        /// Gone wrong.
        Failed = "FAILED" | "error",
    }
}

/// What knows an answer's fields; `None` for an operation that is not known.
pub(crate) fn measure(operation: &str) -> Option<Measure> {
    match operation {
        "report" => Some(Report::measure),
        "job" => Some(Job::measure),
        "jobs" => Some(ListField::<Job>::measure),
        "banks" => Some(ListField::<ListedBank>::measure),
        "error" => Some(Failure::measure),
        _ => None,
    }
}

/// What an answer of Cirenio's says; `None` for an operation that is not known.
pub(crate) fn convert(context: Context<'_>, call: &Call<'_>, body: &Value) -> Option<Vec<Part>> {
    let sheet = Sheet::new(context, Source::Cirenio, Country::Ar, call.payload);
    (call.operation == "report").then(|| vec![report(sheet, body)])
}

fn report(mut sheet: Sheet<'_>, body: &Value) -> Part {
    let Ok(report) = Report::deserialize(body) else {
        return sheet.failed(Trouble::unreadable("the report is not an object"));
    };
    if let Some(why) = failure(body) {
        return sheet.failed(Trouble::failed(why));
    }
    if let Err(trouble) = finished(&report) {
        return sheet.failed(trouble);
    }
    let here = sheet.place();
    sheet.report_date = sheet.date(here, "date", &report.date.0);
    let bank = match bank(&mut sheet, &report.data) {
        Ok(bank) => bank,
        Err(why) => return sheet.failed(Trouble::unreadable(why)),
    };
    let name = sheet
        .text(here, "bank.id", &bank.id.0)
        .or_else(|| sheet.text(here, "bank.name", &bank.name.0));
    if let Some(name) = name {
        sheet.subject = Subject::Bank(name);
    }
    accounts::read(&mut sheet, &bank);
    products::read(&mut sheet, &bank);
    sheet.finish(None)
}

/// Whether the report's status is known to be a success.
fn finished(report: &Report) -> Result<(), Trouble> {
    let Ok(Some(word)) = tolerant::text(&report.status.0) else {
        return Err(Trouble::unknown("the report has no status"));
    };
    let shown = tolerant::shown_word(&word);
    match JobStatus::of(&word) {
        JobStatus::Ready | JobStatus::Stored | JobStatus::Insights | JobStatus::Read => Ok(()),
        JobStatus::Unfinished => Err(Trouble::failed(format!(
            "the job is not finished, its status is {shown}"
        ))),
        JobStatus::Failed => Err(Trouble::failed(format!(
            "the job failed, its status is {shown}"
        ))),
        JobStatus::Other(_) => Err(Trouble::unknown(format!(
            "the report's status {shown} is not known to be a success"
        ))),
    }
}

fn bank(sheet: &mut Sheet<'_>, data: &TextOrObject) -> Result<Bank, String> {
    let parsed;
    let value = match &data.0 {
        Value::String(text) => {
            parsed = serde_json::from_str(text)
                .map_err(|_| "the report's data is text, but not JSON".to_owned())?;
            &parsed
        }
        value => value,
    };
    let data = Data::deserialize(value).map_err(|_| "the report carries no data".to_owned())?;
    sheet
        .section("bank", &data.bank)
        .ok_or_else(|| "the report carries no bank".to_owned())
}
