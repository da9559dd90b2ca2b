//! A person's bank as Cirenio reports it, in whichever of its document's two readings.

mod accounts;
mod products;
mod reading;

use serde_json::{Value, json};

use super::ledger::{Account, Kind};
use super::person::Person;
use crate::jobs::Running;
use crate::routes::cirenio::Bank;
use reading::Reading;

/// The report of a job.
pub(crate) fn report(person: &Person, bank: &Bank, job: &Running) -> Value {
    let reading = Reading::draw(&mut person.dice("reading"));
    let known = |account: &Account| match account.kind {
        Kind::Card => account.last_days(person.as_of, 30),
        Kind::Current | Kind::Savings => account.last_days(person.as_of, bank.days),
    };
    let accounts: Vec<_> = person.accounts.iter().map(known).collect();
    let (cards, accounts): (Vec<_>, Vec<_>) = accounts
        .into_iter()
        .partition(|account| account.kind == Kind::Card);
    let contact = json!({
        "phone": null,
        "mobile": null,
        "address": null,
        "email": "solicitante@example.com",
    });
    let data = json!({
        "bank": {
            "id": reading.ids.choose(json!(bank.id.to_string()), json!(bank.id)),
            "name": bank.name,
            "accounts": accounts::group(person, bank, &accounts, &reading),
            "creditCards": products::cards(person, &cards, &reading),
            "investments": products::investments(person, &reading),
            "lendings": products::lendings(person, &reading),
            "contact": reading.contact.choose(contact.clone(), json!([contact])),
        },
    });
    json!({
        "hash": job.hash,
        "external_id": job.about.external_id,
        "status": "ready",
        "link": format!("https://app.cirenio.com/report/{}", job.hash),
        "date": format!("{}T12:10:31.000000Z", person.as_of),
        "data": reading.data.choose(json!(data.to_string()), data),
    })
}
