//! Loans begun in the widget, and the events that tell of them.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use caudal_facts::add_months;
use chrono::NaiveDate;
use http::{Method, StatusCode};
use serde_json::{Number, Value, json};

use super::partner::Loan;
use super::{checked, refusal};
use crate::applicants::{Dice, installment};
use crate::callbacks::Pending;
use crate::endpoints::Vendor;
use crate::log::held;
use crate::server::{Answer, Call};
use crate::world::World;

/// How long a widget's token lives.
const TOKEN_LIFE: Duration = Duration::from_mins(10);

/// Loans that are kept.
const LOANS_MAX: usize = 10_000;

/// Pesos that may be asked for.
const AMOUNT_MAX: i64 = 1_000_000_000;

/// The loans' monthly rate in millionths, and their periods.
const TERMS: (i64, u32) = (15_000, 12);

/// `POST /partner/widget/start`.
pub(crate) fn start_widget(world: &Arc<World>, call: &Call) -> Answer {
    checked(world, call, || {
        let given = |name| call.form(name).filter(|text| !text.is_empty());
        let amount = given("amount").and_then(|text| text.parse::<i64>().ok());
        let amount = amount.filter(|amount| (1..=AMOUNT_MAX).contains(amount));
        let (Some(amount), Some(transaction), Some(_), Some(_)) = (
            amount,
            given("externalTrxId"),
            given("entityId"),
            given("email"),
        ) else {
            return refusal(StatusCode::BAD_REQUEST);
        };
        let data = loan_data(&transaction, amount, world.as_of);
        let mut partner = held(&world.partner);
        if partner.loans.len() >= LOANS_MAX {
            return refusal(StatusCode::INTERNAL_SERVER_ERROR);
        }
        let polls = partner.loans.get(&transaction).map_or(0, |loan| loan.polls);
        let loan = Loan {
            data: data.clone(),
            polls,
        };
        partner.loans.insert(transaction.clone(), loan);
        drop(partner);
        let mut dice = call.dice(world.settings.seed, "widget");
        announce(world, call, &mut dice, &data);
        let until = SystemTime::now() + TOKEN_LIFE;
        let until = until
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_millis();
        let until = u64::try_from(until).unwrap_or(u64::MAX);
        let body = json!({ "widgetToken": dice.hex(48), "validUntil": until });
        Answer::json(StatusCode::OK, &body)
    })
}

/// `GET /partner/loan/:externalTrxId`: 404 until the lead is there.
pub(crate) fn loan(world: &Arc<World>, call: &Call) -> Answer {
    checked(world, call, || {
        let mut partner = held(&world.partner);
        let Some(loan) = partner.loans.get_mut(call.param("externalTrxId")) else {
            return refusal(StatusCode::NOT_FOUND);
        };
        if loan.polls < world.settings.pace.polls {
            loan.polls += 1;
            return refusal(StatusCode::NOT_FOUND);
        }
        Answer::json(StatusCode::OK, &loan.data)
    })
}

/// Whether a request makes an event.
pub(crate) fn announces(world: &World, call: &Call) -> bool {
    call.endpoint.template() == "POST /partner/widget/start"
        && world.settings.bancame_webhook.is_some()
}

/// Sends the event. How it is signed is not documented, so it is not.
fn announce(world: &Arc<World>, call: &Call, dice: &mut Dice, data: &Value) {
    let Some(url) = world.settings.bancame_webhook.clone() else {
        return;
    };
    let id = dice.uuid();
    let event = json!({ "eventId": id, "data": data });
    let pending = Pending {
        vendor: Vendor::Bancame,
        about: id,
        method: Method::POST,
        url,
        body: event.to_string().into(),
    };
    tokio::spawn(pending.deliver(Arc::clone(world), call.fault.clone()));
}

fn loan_data(transaction: &str, amount: i64, from: NaiveDate) -> Value {
    let (rate, periods) = TERMS;
    let amount_due = installment(amount, rate, periods);
    let due = |period: u32| {
        let months = i32::try_from(period).unwrap_or(i32::MAX);
        json!({
            "state": "ACTIVE",
            "period": period,
            "expirationDate": add_months(from, months).unwrap_or(from),
        })
    };
    json!({
        "externalTrxId": transaction,
        "loanAmount": amount,
        "interestRate": serde_json::from_str::<Number>("0.015").ok(),
        "periods": periods,
        "installmentAmount": amount_due,
        "lastInstallmentAmount": amount_due,
        "state": "ACTIVE",
        "transferDate": format!("{from}T12:00:00.000Z"),
        "installments": (1..=periods).map(due).collect::<Vec<_>>(),
    })
}
