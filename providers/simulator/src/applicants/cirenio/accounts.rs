//! Accounts, their movements and their months.

use std::collections::BTreeMap;

use caudal_facts::{Cbu, Month, TaxId};
use serde_json::{Map, Value, json};

use super::reading::Reading;
use crate::applicants::ledger::{Account, Coin, Kind, Movement, Sums};
use crate::applicants::money::number;
use crate::applicants::person::Person;
use crate::routes::cirenio::Bank;

/// Decimals of both currencies.
const CENTS: u32 = 2;

const WORDS: [&str; 8] = [
    "RIO", "CAMPO", "TALA", "PUMA", "NORTE", "LARGO", "MATE", "CEIBO",
];

/// `accounts`: the months of all, and each.
pub(super) fn group(
    person: &Person,
    bank: &Bank,
    accounts: &[Account],
    reading: &Reading,
) -> Value {
    let listed = accounts
        .iter()
        .map(|account| self::account(person, bank, account, reading));
    json!({ "summary": all_months(accounts, reading), "data": listed.collect::<Vec<_>>() })
}

fn all_months(accounts: &[Account], reading: &Reading) -> Value {
    let mut months: BTreeMap<Month, (Sums, Sums)> = BTreeMap::new();
    for account in accounts {
        for (month, sums) in account.months() {
            let (ars, usd) = months.entry(month).or_default();
            let of = if account.coin == Coin::Usd { usd } else { ars };
            *of = of.with(sums.incoming).with(sums.outgoing);
        }
    }
    let month = |(month, (ars, usd)): (Month, (Sums, Sums))| {
        json!({
            "yearmonth": reading.month(month),
            "delta_ars": number(ars.delta(), CENTS),
            "incoming_ars": number(ars.incoming, CENTS),
            "outgoing_ars": number(ars.outgoing, CENTS),
            "delta_usd": number(usd.delta(), CENTS),
            "incoming_usd": number(usd.incoming, CENTS),
            "outgoing_usd": number(usd.outgoing, CENTS),
        })
    };
    months.into_iter().map(month).collect()
}

fn account(person: &Person, bank: &Bank, account: &Account, reading: &Reading) -> Value {
    let mut dice = person.dice(&format!("cbu {}", account.number));
    let alias = [dice.pick(&WORDS), dice.pick(&WORDS), dice.pick(&WORDS)].join(".");
    let kind = match account.kind {
        Kind::Current => "Cuenta Corriente",
        Kind::Savings | Kind::Card => "Caja de Ahorro",
    };
    let month = |(month, sums): (Month, Sums)| {
        json!({
            "yearmonth": reading.month(month),
            "delta": number(sums.delta(), CENTS),
            "incoming": number(sums.incoming, CENTS),
            "outgoing": number(sums.outgoing, CENTS),
        })
    };
    let movement = |movement: &Movement| {
        json!({
            "date": reading.day(movement.date),
            "code": null,
            "description": movement.short,
            "detail": movement.text,
            "amount": number(movement.amount, CENTS),
        })
    };
    let months: Value = account.months().into_iter().map(month).collect();
    let movements: Value = account.movements.iter().rev().map(movement).collect();
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("alias", json!(alias));
    put("cbu", json!(cbu(bank, &account.number)));
    put("number", json!(account.number));
    put("balance", number(account.closing(), CENTS));
    put("currency", json!(account.coin.code()));
    put("type", json!(kind));
    put("standard_type", json!(kind));
    put("holders", json!([holder(person)]));
    put(reading.key("Summary", "summary"), months);
    put(reading.key("Transactions", "transactions"), movements);
    Value::Object(fields)
}

fn holder(person: &Person) -> Value {
    let cuit = person.printed_tax_id();
    let dni = match person.tax_id {
        TaxId::Cuit(_) => cuit.get(2..10),
        TaxId::Rut(_) => None,
    };
    let given = person.name.trim_start_matches("EJEMPLO ");
    json!({
        "name": format!("Ejemplo {given}"),
        "cuit": cuit,
        "dni": dni,
        "role": "Owner",
    })
}

/// 22 digits: bank, branch and check, account and check. Trying the checks needs no second copy of
/// their rule.
fn cbu(bank: &Bank, account: &str) -> Option<String> {
    let code = bank.code.get(2..)?;
    let checks = (0..10).flat_map(|first| (0..10).map(move |second| (first, second)));
    let mut numbers =
        checks.map(|(first, second)| format!("{code}0117{first}{account:0>13}{second}"));
    numbers.find(|number| Cbu::read(number).is_some_and(|cbu| cbu.is_valid()))
}
