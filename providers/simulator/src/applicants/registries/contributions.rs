//! The unemployment fund: what employers paid in, month by month.

use caudal_facts::Month;
use serde_json::{Value, json};

use crate::applicants::money::{divided, per_mille};
use crate::applicants::person::{Person, printed};
use crate::applicants::products::day_of;

const EMPLOYER: &str = "EMPRESA EJEMPLO SPA";

/// `Data` of `/contributions-certificate`: all months, or those of a year.
pub(crate) fn contributions(person: &Person, year: Option<i32>) -> Value {
    let months = worked(person).filter(|month| year.is_none_or(|year| month.year() == year));
    let contribution = |month| contribution(person, month);
    json!({
        "ContributionsCertificate": {
            "CreationDate": person.as_of,
            "Name": person.name,
            "Rut": person.printed_tax_id(),
            "AffiliationDate": day_of(Month::of(person.as_of).plus(-90), 1),
            "Employers": employers(person),
            "Contributions": months.map(contribution).collect::<Vec<_>>(),
        },
    })
}

/// `Data` of `/last-credited-contribution`; `None` where there never was one.
pub(crate) fn last_contribution(person: &Person) -> Option<Value> {
    let last = worked(person).next()?;
    Some(json!({
        "LastCreditedContribution": {
            "CreationDate": person.as_of,
            "Rut": person.printed_tax_id(),
            "Contributions": [contribution(person, last)],
        },
    }))
}

/// `Data` of `/balance`: what is saved with each employer.
pub(crate) fn contributions_balance(person: &Person) -> Value {
    let saved: i64 = worked(person).map(|month| paid_in(person, month)).sum();
    let detail = json!({
        "EmployerId": printed(&person.employer.0),
        "EmployerName": EMPLOYER,
        "Balance": saved.to_string(),
        "Currency": "CLP",
    });
    let details = if saved > 0 {
        json!([detail])
    } else {
        json!([])
    };
    json!({ "ContributionsBalance": { "CreationDate": person.as_of, "Details": details } })
}

/// `Data` of `/employer/contributed-balance`: what the employer paid in since a month.
pub(crate) fn contributed_balance(person: &Person, since: Option<&str>) -> Value {
    let since = since.and_then(|text| Month::parse(text.get(..7).unwrap_or(text)));
    let months = worked(person).filter(|month| since.is_none_or(|since| *month >= since));
    let paid: i64 = months.map(|month| paid_in(person, month)).sum();
    json!({
        "ContributedBalance": {
            "CreationDate": person.as_of,
            "EmployeeId": person.printed_tax_id(),
            "EmployerId": printed(&person.employer.0),
            "ContributionStartDate": since.map(Month::first_day),
            "Amount": paid.to_string(),
            "Currency": "CLP",
        },
    })
}

/// The same by employer, as another aggregator brings it.
pub(super) fn by_employer(person: &Person) -> Value {
    let month = |month: Month| {
        json!({
            "period": month.to_string(),
            "taxable_amount": gross(person, month).to_string(),
            "quoted": paid_in(person, month).to_string(),
            "payment_date": day_of(month.plus(1), 10),
        })
    };
    let months: Vec<_> = worked(person).map(month).collect();
    let employer = json!({
        "rut_employer": printed(&person.employer.0),
        "company_name": EMPLOYER,
        "status": "ACTIVO",
        "start_date": person.employer.1.first_day(),
        "end_date": null,
        "contract_type": "INDEFINIDO",
        "total_contribution": null,
        "by_month": months,
    });
    json!({ "data": if months.is_empty() { json!([]) } else { json!([employer]) } })
}

/// A month's taxable pay: of 1,000, 810 are paid out.
pub(crate) fn gross(person: &Person, month: Month) -> i64 {
    divided(i128::from(person.income_in(month)) * 1_000, 810)
}

/// The months that an employer paid for, newest first; none for who has no employer.
pub(crate) fn worked(person: &Person) -> impl Iterator<Item = Month> + use<> {
    let is_employed = person.profile.is_employed();
    person.worked_months().filter(move |_| is_employed)
}

/// Three percent of the taxable pay.
fn paid_in(person: &Person, month: Month) -> i64 {
    per_mille(gross(person, month), 30)
}

fn contribution(person: &Person, month: Month) -> Value {
    json!({
        "Period": month.to_string(),
        "EmployerId": printed(&person.employer.0),
        "EmployerName": EMPLOYER,
        "TaxableIncome": gross(person, month).to_string(),
        "ContributionAmount": paid_in(person, month).to_string(),
        "PaymentDate": day_of(month.plus(1), 10),
    })
}

fn employers(person: &Person) -> Value {
    if !person.profile.is_employed() {
        return json!([]);
    }
    json!([{
        "EmployerId": printed(&person.employer.0),
        "EmployerName": EMPLOYER,
        "ContractType": "INDEFINIDO",
        "StartDate": person.employer.1.first_day(),
        "EndDate": null,
        "Active": true,
    }])
}
