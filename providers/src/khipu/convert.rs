//! A Khipu answer becomes facts: the envelope opened, and the operation's reader chosen.

mod accounts;
mod balances;
mod cards;
mod loans;
mod services;
mod shared;
mod statements;
mod transactions;

use caudal_facts::{Country, Source};
use serde::Deserialize as _;
use serde_json::Value;

use super::standing::Standing;
use super::wire::{Data, Envelope};
use crate::convert::Call;
use crate::sheet::{Context, Part, Sheet, Subject, Trouble};
use crate::tolerant::{Known as _, Measure, Outcome, has_content, shown_word};

/// Reads an operation's container into the sheet; the error is why it could not be.
type Reader = fn(&mut Sheet<'_>, &Data, &Value) -> Result<(), Trouble>;

/// What an operation answers.
struct Operation {
    source: Source,
    subject: Subject,
    read: Reader,
}

/// What knows an answer's fields; `None` for an operation that is not known.
///
/// Every answer has the same envelope, whose data are the container of one operation.
pub(crate) fn measure(name: &str) -> Option<Measure> {
    let is_known = name == "token" || operation(Source::Khipu, name).is_some();
    is_known.then_some(Envelope::measure)
}

/// What an answer of Khipu's says; `None` for an operation that is not known.
pub(crate) fn convert(context: Context<'_>, call: &Call<'_>, body: &Value) -> Option<Vec<Part>> {
    let Operation {
        source,
        subject,
        read,
    } = operation(call.source, call.operation)?;
    // Public services are Chilean; banks are in the applicant's country.
    let country = match source {
        Source::Khipu => context.application.country,
        _ => Country::Cl,
    };
    let mut sheet = Sheet::new(context, source, country, call.payload);
    sheet.subject = subject;
    Some(vec![answer(sheet, body, read)])
}

/// An operation by its name: the last part of its path, because banks put their own words before
/// it (`booked/month/LCY/statements`). Banks and the unemployment fund have a `balance` each.
fn operation(source: Source, path: &str) -> Option<Operation> {
    use Subject::{Piece, Unused, Whole};
    let name = path.rsplit('/').next().unwrap_or(path);
    let (source, subject, read): (Source, Subject, Reader) = match name {
        "balance" if source == Source::Afc => (Source::Afc, Unused, services::fund_balance),
        "accounts" => (Source::Khipu, Piece, accounts::read),
        "balance" | "balances" => (Source::Khipu, Piece, balances::read),
        "statements" => (Source::Khipu, Piece, statements::read),
        "transactions" => (Source::Khipu, Piece, transactions::read),
        "billed-transactions" | "unbilled-transactions" | "card-purchases" => {
            (Source::Khipu, Piece, cards::read)
        }
        "loans" => (Source::Khipu, Piece, loans::read),
        "debt-report" => (Source::Cmf, Whole, services::debt_report),
        // One call a year.
        "contributions-certificate" | "last-credited-contribution" => {
            (Source::Afc, Piece, services::contributions)
        }
        "contributed-balance" => (Source::Afc, Unused, services::employer_balance),
        "carpeta-tributaria" | "acreditar-renta" => (Source::Sii, Whole, services::tax_folder),
        "solicitar-credito" => (Source::Sii, Unused, services::credit_folder),
        "tax-situation" => (Source::Sii, Unused, services::tax_situation),
        "consulta-rut" => (Source::Protests, Whole, services::protests),
        "publications-procedure" => (Source::Protests, Unused, services::insolvency),
        "debt-registry" => (Source::Alimony, Whole, services::alimony),
        _ => return None,
    };
    Some(Operation {
        source,
        subject,
        read,
    })
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
    match Standing::of(envelope) {
        Some(Standing::Succeeded) => Ok(()),
        Some(Standing::Failed { code }) => {
            let code = code.map_or("no code".to_owned(), |code| shown_word(&code));
            Err(Trouble::failed(format!(
                "khipu answered an error with {code}"
            )))
        }
        Some(Standing::Unknown { word }) => {
            let shown = shown_word(&word);
            Err(Trouble::unknown(format!(
                "the answer's status {shown} is not known to be a success"
            )))
        }
        None => Err(Trouble::unknown("the answer has no status")),
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
