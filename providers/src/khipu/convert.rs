//! A Khipu answer becomes facts: the envelope opened, and the operation's reader chosen.

mod accounts;
mod balances;
mod services;
mod shared;
mod statements;
mod transactions;

use caudal_facts::{Country, Source};
use serde::Deserialize as _;
use serde_json::Value;

use super::wire::{Data, Envelope, Failure};
use crate::convert::Call;
use crate::sheet::{Context, Part, Sheet, Subject, Trouble};
use crate::tolerant::{self, Outcome, has_content, open_enum, shown_word};

open_enum! {
    /// How an operation went.
    OperationStatus {
        /// Executed, with or without data.
        Ok = "OK",
        /// Not executed.
        Error = "ERROR",
    }
}

/// Reads an operation's container into the sheet; the error is why it could not be.
type Reader = fn(&mut Sheet<'_>, &Data, &Value) -> Result<(), Trouble>;

/// What an answer of Khipu's says; `None` for an operation that is not known.
pub(crate) fn convert(context: Context<'_>, call: &Call<'_>, body: &Value) -> Option<Vec<Part>> {
    let (source, read): (Source, Reader) = match call.operation {
        "accounts" => (Source::Khipu, accounts::read),
        "balance" | "balances" => (Source::Khipu, balances::read),
        "statements" => (Source::Khipu, statements::read),
        "transactions" => (Source::Khipu, transactions::read),
        "debt-report" => (Source::Cmf, services::debt_report),
        "contributions-certificate" | "last-credited-contribution" => {
            (Source::Afc, services::contributions)
        }
        "carpeta-tributaria" => (Source::Sii, services::tax_folder),
        "consulta-rut" => (Source::Protests, services::protests),
        "debt-registry" => (Source::Alimony, services::alimony),
        _ => return None,
    };
    // Public services are Chilean; banks are in the applicant's country.
    let country = match source {
        Source::Khipu => context.application.country,
        _ => Country::Cl,
    };
    let mut sheet = Sheet::new(context, source, country, call.payload);
    if source == Source::Khipu {
        sheet.subject = Subject::Piece;
    }
    Some(vec![answer(sheet, body, read)])
}

fn answer(mut sheet: Sheet<'_>, body: &Value, read: Reader) -> Part {
    let Ok(envelope) = Envelope::deserialize(body) else {
        return sheet.failed(Trouble::unreadable("the answer is not an object"));
    };
    let outcome = succeeded(&envelope)
        .and_then(|()| data(&envelope))
        .and_then(|data| read(&mut sheet, &data, &envelope.data.0));
    if let Err(trouble) = outcome {
        return sheet.failed(trouble);
    }
    // Its text may say anything of anybody, so it stays in the payload.
    let noted = has_content(&envelope.additional_information.0);
    sheet.finish(noted.then_some("khipu adds a note in AdditionalInformation"))
}

fn succeeded(envelope: &Envelope) -> Result<(), Trouble> {
    let Ok(Some(word)) = tolerant::text(&envelope.status.0) else {
        return Err(Trouble::unknown("the answer has no status"));
    };
    match OperationStatus::of(&word) {
        OperationStatus::Ok if !has_content(&envelope.error.0) => Ok(()),
        OperationStatus::Ok | OperationStatus::Error => {
            let code = Failure::deserialize(&envelope.error.0).ok();
            let code = code.and_then(|error| tolerant::text(&error.code.0).ok()?);
            let code = code.map_or("no code".to_owned(), |code| shown_word(&code));
            Err(Trouble::failed(format!(
                "khipu answered an error with {code}"
            )))
        }
        OperationStatus::Other(word) => {
            let shown = shown_word(&word);
            Err(Trouble::unknown(format!(
                "the answer's status {shown} is not known to be a success"
            )))
        }
    }
}

fn data(envelope: &Envelope) -> Result<Data, Trouble> {
    match envelope.data.read() {
        Outcome::Here(data) => Ok(data),
        Outcome::Missing if has_content(&envelope.life_span.0) => Err(Trouble::failed(
            "the operation was accepted but has not been answered",
        )),
        Outcome::Missing => Err(Trouble::failed("the answer carries no data")),
        Outcome::Failed(why) => Err(Trouble::failed(why)),
        Outcome::Unreadable(unread) => Err(Trouble::unreadable(format!("Data: {unread}"))),
    }
}
