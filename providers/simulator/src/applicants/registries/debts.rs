//! Debts: the regulator's report, the commercial bulletin, alimony and insolvency.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::applicants::ledger::Kind;
use crate::applicants::money::per_mille;
use crate::applicants::person::Person;

/// One lender's line.
pub(crate) struct Debt {
    /// Who lent.
    pub(crate) lender: &'static str,
    /// What is owed and not late.
    pub(crate) current: i64,
    /// What is late by 30 to 89 days.
    pub(crate) late: i64,
}

/// A protested document.
pub(crate) struct Protest {
    /// When it was protested.
    pub(crate) date: NaiveDate,
    document: &'static str,
    number: String,
    /// Its amount.
    pub(crate) amount: i64,
    /// When it was cleared.
    pub(crate) cleared_on: Option<NaiveDate>,
}

/// An instalment that was not paid.
pub(crate) struct Delinquency {
    /// When it was due.
    pub(crate) due_on: NaiveDate,
    /// Its amount.
    pub(crate) amount: i64,
}

/// `Data` of `/debt-report`.
pub(crate) fn debt_report(person: &Person) -> Value {
    let debt = |debt: &Debt| {
        json!({
            "Institution": debt.lender,
            "CreditType": "Consumo",
            "CurrentDebt": debt.current.to_string(),
            "Between30To89Days": debt.late.to_string(),
            "Over90Days": "0",
            "Total": (debt.current + debt.late).to_string(),
        })
    };
    let line = json!({
        "Institution": OWN_BANK,
        "Direct": available(person).to_string(),
        "Indirect": "0",
    });
    json!({
        "DebtReport": {
            "Name": person.name,
            "Rut": person.printed_tax_id(),
            "Updated": updated(person),
            "DirectDebt": debts(person).iter().map(debt).collect::<Vec<_>>(),
            "IndirectDebt": [],
            "AvailableCredits": { "Lines": [line], "Others": [] },
        },
    })
}

/// The same as another aggregator brings it.
pub(super) fn plain_debt_report(person: &Person) -> Value {
    let debt = |debt: &Debt| {
        json!({
            "institution": debt.lender,
            "currentDebt": debt.current.to_string(),
            "between30To89Days": debt.late.to_string(),
            "over90Days": "0",
            "total": (debt.current + debt.late).to_string(),
        })
    };
    let line = json!({
        "institution": OWN_BANK,
        "direct": available(person).to_string(),
        "indirect": "0",
    });
    json!({
        "name": person.name,
        "rut": person.printed_tax_id(),
        "updated": updated(person),
        "directDebt": debts(person).iter().map(debt).collect::<Vec<_>>(),
        "indirectDebt": [],
        "credits": { "lines": [line], "others": [] },
    })
}

/// `Data` of `/consulta-rut`.
pub(crate) fn protests(person: &Person) -> Value {
    let (protests, delinquencies) = printed_unpaid(person);
    let message = if protests.is_empty() && delinquencies.is_empty() {
        "RUT SIN PROTESTOS NI MOROSIDADES VIGENTES"
    } else {
        "CONSULTA EXITOSA"
    };
    json!({
        "RutFinancialReport": {
            "codigoRetorno": 0,
            "glosaRetorno": message,
            "rutAfectado": person.printed_tax_id(),
            "fechaConsulta": person.as_of,
            "cantidadProtestos": protests.len(),
            "protestos": protests,
            "cantidadMorosidades": delinquencies.len(),
            "morosidades": delinquencies,
        },
    })
}

/// The same as banca.me brings it.
pub(crate) fn plain_protests(person: &Person) -> Value {
    let (protests, delinquencies) = printed_unpaid(person);
    json!({
        "protests": protests,
        "delinquencies": delinquencies,
        "totalProtests": protests.len(),
        "totalDelinquencies": delinquencies.len(),
        "consultedAt": person.as_of,
    })
}

/// `Data` of `/debt-registry`.
pub(crate) fn alimony(person: &Person) -> Value {
    let owed = alimony_owed(person);
    let debt = json!({ "Court": "JUZGADO DE FAMILIA EJEMPLO", "Amount": owed });
    let owes = owed.is_some();
    json!({
        "DebtRegistry": {
            "DebtorId": person.printed_tax_id(),
            "QueryDate": person.as_of,
            "Registered": owes,
            "Debts": if owes { json!([debt]) } else { json!([]) },
        },
    })
}

/// The alimony that somebody owes.
pub(crate) fn alimony_owed(person: &Person) -> Option<i64> {
    let mut dice = person.dice("alimony");
    let owes = person.is_late && dice.per_mille(150);
    owes.then(|| dice.between(2, 30) * 100_000)
}

/// `Data` of `/publications-procedure`.
pub(crate) fn insolvency(person: &Person) -> Value {
    json!({
        "PublicationsProcedure": {
            "Rut": person.printed_tax_id(),
            "QueryDate": person.as_of,
            "Publications": [],
        },
    })
}

const OWN_BANK: &str = "BANCO DE CHILE";

/// What is owed to whom.
pub(crate) fn debts(person: &Person) -> Vec<Debt> {
    let mut found = Vec::new();
    for loan in &person.loans {
        let balance = loan.balance();
        let is_late = person.is_late && (loan.lender.is_some() || person.loans.len() == 1);
        let late = if is_late {
            loan.installment().min(balance)
        } else {
            0
        };
        found.push(Debt {
            lender: loan.lender.unwrap_or(OWN_BANK),
            current: balance - late,
            late,
        });
    }
    let cards = person
        .accounts
        .iter()
        .filter(|account| account.kind == Kind::Card);
    let owed: i64 = cards.map(|card| -card.closing()).sum();
    if owed > 0 {
        found.push(Debt {
            lender: OWN_BANK,
            current: owed,
            late: 0,
        });
    }
    found
}

/// What the agreed overdraft and the cards leave.
pub(crate) fn available(person: &Person) -> i64 {
    let left = person
        .accounts
        .iter()
        .map(|account| account.line + account.closing().min(0));
    left.sum::<i64>().max(0)
}

/// Protests and delinquencies: two in three of those who are late have them.
pub(crate) fn unpaid(person: &Person) -> (Vec<Protest>, Vec<Delinquency>) {
    let mut dice = person.dice("protests");
    if !person.is_late || !dice.per_mille(650) {
        return (Vec::new(), Vec::new());
    }
    let mut ago = |low, high| {
        let days = Days::new(dice.between(low, high).unsigned_abs());
        person.as_of.checked_sub_days(days).unwrap_or(person.as_of)
    };
    let (cheque, cleared, instalment) = (ago(30, 300), ago(500, 900), ago(35, 120));
    let share = per_mille(person.income, dice.between(100, 400));
    let protests = vec![
        Protest {
            date: cheque,
            document: "CHEQUE",
            number: dice.digits(7),
            amount: share,
            cleared_on: None,
        },
        Protest {
            date: cleared,
            document: "LETRA",
            number: dice.digits(5),
            amount: share / 2,
            cleared_on: cleared.checked_add_days(Days::new(90)),
        },
    ];
    let delinquency = Delinquency {
        due_on: instalment,
        amount: share / 3,
    };
    (protests, vec![delinquency])
}

/// The same as the commercial bulletin prints it.
fn printed_unpaid(person: &Person) -> (Vec<Value>, Vec<Value>) {
    let (protests, delinquencies) = unpaid(person);
    let protest = |protest: &Protest| {
        json!({
            "fechaProtesto": protest.date,
            "tipoDocumento": protest.document,
            "numeroDocumento": protest.number,
            "monto": protest.amount,
            "moneda": "CLP",
            "librador": "COMERCIAL EJEMPLO LTDA",
            "localidad": "SANTIAGO",
            "aclarado": protest.cleared_on.is_some(),
            "fechaAclaracion": protest.cleared_on,
        })
    };
    let delinquency = |unpaid: &Delinquency| {
        json!({
            "fechaVencimiento": unpaid.due_on,
            "tipoCredito": "CUOTA",
            "monto": unpaid.amount,
            "moneda": "CLP",
            "acreedor": "CASA COMERCIAL EJEMPLO SA",
        })
    };
    let protests = protests.iter().map(protest).collect();
    (protests, delinquencies.iter().map(delinquency).collect())
}

/// The report is as of the ninth.
fn updated(person: &Person) -> Value {
    let month = caudal_facts::Month::of(person.as_of);
    let this = crate::applicants::products::day_of(month, 9);
    let last = crate::applicants::products::day_of(month.plus(-1), 9);
    json!(if this < person.as_of { this } else { last })
}
