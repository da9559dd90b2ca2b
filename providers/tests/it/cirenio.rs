//! Cirenio's report: the vendor's own sample, and every contradiction of its document.

use caudal_facts::categories::Category;
use caudal_facts::facts::{AccountKind, FindingCode, Section};
use caudal_facts::{Facts, Source};
use serde_json::{Value, json};

use crate::support::{codes, entry, facts, findings, replaced, shown, status, why};

const SAMPLE: &str = include_str!("../data/cirenio-report.json");
const ACCOUNT: &str = "/data/bank/accounts/data/0";

fn read(body: &str) -> Facts {
    facts(
        "AR",
        vec![entry(Source::Cirenio, "cirenio", "report", body)],
    )
}

#[test]
fn the_sample_report_is_read_whole() {
    let facts = read(SAMPLE);
    assert_eq!(status(&facts, Source::Cirenio), "complete");
    let answer = facts.answer(Source::Cirenio).unwrap();
    // 19:51 UTC is the afternoon of the same day in Buenos Aires.
    assert_eq!(answer.report_date, Some("2020-10-20".parse().unwrap()));
    assert_eq!(answer.covers_from, None);
    let sections = [
        Section::Accounts,
        Section::Cards,
        Section::Loans,
        Section::Deposits,
    ];
    assert_eq!(facts.sections, sections);

    let account = &facts.accounts[0];
    assert_eq!(account.kind, AccountKind::Savings);
    assert_eq!(shown(account.balance), "718.37 ARS");
    assert_eq!(shown(facts.accounts[1].balance), "18.85 USD");
    assert_eq!(account.holders[0].is_applicant, Some(false));

    let rows: Vec<_> = facts
        .transactions
        .iter()
        .map(|row| format!("{} {} {}", row.date, row.amount, row.description))
        .collect();
    let expected = [
        "2020-06-29 -1350.69 ARS Pago de servicios",
        "2020-06-30 31733.00 ARS Acreditacion de haberes",
        "2020-09-08 518.85 USD Transferencia de cuenta propia",
        "2020-10-07 -200.00 USD Extraccion cajero",
    ];
    assert_eq!(rows, expected);
    let salary = &facts.transactions[1];
    assert_eq!(salary.category, Category::Salary);
    assert_eq!(salary.category_entry.as_deref(), Some("salary.haberes"));
    // The sample says everything twice; a detail that repeats the description adds nothing.
    assert_eq!(salary.detail, None);
    // The number of a row is its place in the payload.
    assert_eq!(salary.provenance.row, 0);
}

#[test]
fn the_samples_products_are_exact() {
    let facts = read(SAMPLE);
    let card = &facts.cards[0];
    let figures = [
        card.limit,
        card.available,
        card.cash_advance_limit,
        card.cash_advance_available,
    ];
    let expected = [
        "128000.00 ARS",
        "58691.78 ARS",
        "64000.00 ARS",
        "47201.03 ARS",
    ];
    assert_eq!(figures.map(shown), expected);
    let purchase = &facts.card_purchases[0];
    assert_eq!(
        (purchase.card, purchase.amount.to_string()),
        (0, "2.33 USD".to_owned())
    );
    assert_eq!((purchase.rate, purchase.installments), (None, None));
    let deposit = &facts.deposits[0];
    assert_eq!(deposit.rate_nominal.unwrap().to_string(), "0.3306");
    assert_eq!(deposit.active, Some(true));
    assert_eq!(shown(deposit.interest), "1289.48 ARS");
    let loan = &facts.loans[1];
    assert_eq!(shown(loan.next_installment_amount), "10581.78 ARS");
    assert_eq!(
        (loan.installments, loan.next_installment),
        (Some(24), Some(15))
    );
}

#[test]
fn what_is_wrong_in_the_sample_is_found_and_nothing_is_refused() {
    let facts = read(SAMPLE);
    let check_digits = findings(&facts, FindingCode::CheckDigit);
    assert_eq!(check_digits.len(), 4, "{check_digits:?}");
    assert_eq!(findings(&facts, FindingCode::HolderMismatch).len(), 2);
    let sums = findings(&facts, FindingCode::StatedSumsDiffer);
    // 2020-07 of the account, and 2020-07 and 2020-08 of all accounts.
    assert_eq!(sums.len(), 3, "{sums:?}");
    assert!(sums[1].contains("-0.01 ARS off, within the tolerance of 0.01 ARS"));
    assert!(sums[2].contains("0.01 ARS off, within the tolerance of 0.01 ARS"));
    // Two movements cannot make up a month: each stated month is listed in part only.
    let partly = findings(&facts, FindingCode::StatedMonthPartlyListed);
    assert_eq!(partly.len(), 6, "{partly:?}");
    assert_eq!(findings(&facts, FindingCode::StatedMonthDiffers), [""; 0]);
}

#[test]
fn a_cbu_sent_as_a_number_gets_its_leading_zeros_back() {
    let sent = SAMPLE.replace("\"0072114930004141996337\"", "72114930004141996337");
    let cbu = read(&sent).accounts[0].cbu.clone().unwrap();
    assert_eq!(cbu.reveal(), "0072114930004141996337");
}

#[test]
fn a_status_that_is_not_known_to_be_a_success_is_none() {
    for (word, code) in [
        (json!("FAILED"), "SECTION_FAILED"),
        (json!("error"), "SECTION_FAILED"),
        (json!("WAITING"), "SECTION_FAILED"),
        (json!("RECYCLED"), "SECTION_FAILED"),
        (json!("on going"), "SECTION_FAILED"),
        (json!("terminado"), "UNKNOWN_WORD"),
        (json!("ready2"), "UNKNOWN_WORD"),
        (json!(1), "UNKNOWN_WORD"),
        (json!(null), "UNKNOWN_WORD"),
        (json!({}), "UNKNOWN_WORD"),
    ] {
        let facts = read(&replaced(SAMPLE, "/status", word.clone()));
        assert_eq!(status(&facts, Source::Cirenio), "unavailable", "{word}");
        assert_eq!(codes(&facts), [code], "{word}");
        assert!(
            facts.transactions.is_empty() && facts.sections.is_empty(),
            "{word}"
        );
    }
}

#[test]
fn wrong_roots_leave_the_source_unavailable() {
    for (body, fragment) in [
        ("", "not JSON"),
        ("<html>503</html>", "not JSON"),
        ("[]", "not an object"),
        ("7", "not an object"),
        (r#"{"code": "E12", "message": "no"}"#, "code \"E12\""),
        (r#"{"status": "ready"}"#, "no data"),
        (r#"{"status": "ready", "data": "x"}"#, "not JSON"),
        (r#"{"status": "ready", "data": {}}"#, "no bank"),
        (r#"{"status": "ready", "data": {"bank": null}}"#, "no bank"),
        (r#"{"status": "ready", "data": {"bank": []}}"#, "no bank"),
    ] {
        let facts = read(body);
        assert_eq!(status(&facts, Source::Cirenio), "unavailable", "{body}");
        assert!(
            why(&facts, Source::Cirenio).contains(fragment),
            "{body}: {facts:?}"
        );
        assert_eq!(facts.payloads.len(), 1, "the payload is kept: {body}");
    }
}

#[test]
fn a_section_that_is_missing_empty_or_failed_is_told_apart() {
    let cards = "/data/bank/creditCards";
    let error = json!({"code": "500", "message": "Lopez Paola: no disponible"});
    for (section, noted, answer, code) in [
        (json!(null), false, "complete", None),
        (json!({"summary": [], "data": []}), true, "complete", None),
        (
            json!({"summary": null, "data": null}),
            false,
            "complete",
            None,
        ),
        (error, false, "partial", Some("SECTION_FAILED")),
        (json!("n/a"), false, "partial", Some("SECTION_UNREADABLE")),
        (json!([]), false, "partial", Some("SECTION_UNREADABLE")),
        (
            json!({"data": "none"}),
            false,
            "partial",
            Some("SECTION_UNREADABLE"),
        ),
    ] {
        let facts = read(&replaced(SAMPLE, cards, section.clone()));
        assert_eq!(facts.has(Section::Cards), noted, "{section}");
        assert_eq!(status(&facts, Source::Cirenio), answer, "{section}");
        assert_eq!(facts.transactions.len(), 4, "{section}");
        if let Some(code) = code {
            assert!(codes(&facts).contains(&code), "{section}");
        }
        assert!(
            facts.findings.iter().all(|f| !f.message.contains("Lopez")),
            "{section}"
        );
    }
    // PHP writes an object without members as a list.
    let facts = read(&replaced(SAMPLE, "/data/bank/investments/data", json!([])));
    assert!(facts.has(Section::Deposits) && facts.deposits.is_empty());
}

#[test]
fn a_row_that_cannot_stand_costs_only_itself() {
    for (pointer, value) in [
        ("/transactions/0/amount", json!("NaN")),
        ("/transactions/0/amount", json!(null)),
        ("/transactions/0/amount", json!([1])),
        ("/transactions/0/amount", json!("99999999999999999999999")),
        ("/transactions/0/date", json!("2020-02-30")),
        ("/transactions/0/date", json!("ayer")),
        ("/transactions/0", json!("31733")),
        ("/transactions/0", json!(null)),
    ] {
        let facts = read(&replaced(
            SAMPLE,
            &format!("{ACCOUNT}{pointer}"),
            value.clone(),
        ));
        assert_eq!(facts.transactions.len(), 3, "{pointer} {value}");
        assert_eq!(
            status(&facts, Source::Cirenio),
            "partial",
            "{pointer} {value}"
        );
        let left_out = findings(&facts, FindingCode::ValueUnreadable);
        assert!(
            left_out
                .iter()
                .any(|text| text.contains("left out") || text.contains("expected"))
        );
    }
    // An account whose currency is not known takes its movements with it.
    let facts = read(&replaced(
        SAMPLE,
        &format!("{ACCOUNT}/currency"),
        json!("EUR"),
    ));
    assert_eq!((facts.accounts.len(), facts.transactions.len()), (1, 2));
    // Rows that are left out keep their numbers.
    assert_eq!(facts.transactions[0].provenance.row, 3);
}

#[test]
fn movements_that_are_not_listed_are_not_none() {
    let movements = format!("{ACCOUNT}/transactions");
    for list in [json!(null), json!("x"), json!({"error": "x"})] {
        let facts = read(&replaced(SAMPLE, &movements, list.clone()));
        assert_eq!(status(&facts, Source::Cirenio), "partial", "{list}");
        assert!(
            facts.has(Section::Accounts),
            "the other account's are listed: {list}"
        );
        let only = json!([{"number": "1", "currency": "ARS", "transactions": list}]);
        let facts = read(&replaced(SAMPLE, "/data/bank/accounts/data", only));
        assert!(!facts.has(Section::Accounts), "{list}");
    }
    let none = read(&replaced(SAMPLE, &movements, json!([])));
    assert_eq!(status(&none, Source::Cirenio), "complete");
}

#[test]
fn an_account_listed_twice_counts_once() {
    let mut report: Value = serde_json::from_str(SAMPLE).unwrap();
    let accounts = report
        .pointer_mut("/data/bank/accounts/data")
        .unwrap()
        .as_array_mut()
        .unwrap();
    accounts.push(accounts[0].clone());
    let facts = read(&report.to_string());
    assert_eq!((facts.accounts.len(), facts.transactions.len()), (2, 4));
    assert_eq!(status(&facts, Source::Cirenio), "partial");
}

#[test]
fn holders_are_told_apart_by_cuit_or_identity_number() {
    let holder = |cuit: Value, dni: Value| json!([{"name": "X", "cuit": cuit, "dni": dni}]);
    let applicant = json!("20-26756539-3");
    let shared = json!([{"cuit": "20993827117"}, {"cuit": "20267565393"}]);
    for (holders, is_applicant, mismatch) in [
        (holder(applicant, json!(null)), Some(true), false),
        (
            holder(json!(20_267_565_393_u64), json!(null)),
            Some(true),
            false,
        ),
        (holder(json!(null), json!("26.756.539")), Some(true), false),
        (holder(json!(null), json!(26_756_540)), Some(false), true),
        (holder(json!("20993827117"), json!(null)), Some(false), true),
        (holder(json!("?"), json!(null)), None, false),
        (holder(json!(null), json!(null)), None, false),
        (shared, Some(false), false),
    ] {
        let facts = read(&replaced(
            SAMPLE,
            &format!("{ACCOUNT}/holders"),
            holders.clone(),
        ));
        let account = &facts.accounts[0];
        assert_eq!(account.holders[0].is_applicant, is_applicant, "{holders}");
        // The second account's holder is somebody else in any case.
        let mismatches = findings(&facts, FindingCode::HolderMismatch).len();
        assert_eq!(mismatches, 1 + usize::from(mismatch), "{holders}");
    }
}

#[test]
fn identical_movements_of_one_day_are_all_kept_and_numbered() {
    let row = json!({"date": "2020-06-30", "description": "Cafe", "amount": -5});
    let other = json!({"date": "2020-06-30", "description": "Cafe", "amount": -6});
    let rows = json!([row, other, row, row]);
    let facts = read(&replaced(SAMPLE, &format!("{ACCOUNT}/transactions"), rows));
    let numbered: Vec<_> = facts.transactions[..4]
        .iter()
        .map(|row| (row.provenance.row, row.ordinal))
        .collect();
    assert_eq!(numbered, [(0, 0), (1, 0), (2, 1), (3, 2)]);
}

#[test]
fn words_of_a_deposits_state_that_are_not_known_are_neither() {
    let state = "/data/bank/investments/data/fixedDeposits/0/state";
    for (word, active) in [
        ("Activo", Some(true)),
        ("vigente", Some(true)),
        ("VENCIDO", Some(false)),
        ("En proceso", None),
    ] {
        let facts = read(&replaced(SAMPLE, state, json!(word)));
        assert_eq!(facts.deposits[0].active, active, "{word}");
        assert_eq!(
            codes(&facts).contains(&"UNKNOWN_WORD"),
            active.is_none(),
            "{word}"
        );
    }
}

#[test]
fn a_rate_is_a_percentage_with_its_sign_or_it_is_missing() {
    let rate = "/data/bank/investments/data/fixedDeposits/0/rate";
    for (sent, expected) in [
        (json!("33.06%"), Some("0.3306")),
        (json!("33,06 %"), Some("0.3306")),
        (json!("118%"), Some("1.18")),
        (json!("33.06"), None),
        (json!(33.06), None),
        (json!("%"), None),
        (json!(null), None),
    ] {
        let facts = read(&replaced(SAMPLE, rate, sent.clone()));
        let read = facts.deposits[0]
            .rate_nominal
            .map(|rate| rate.normalize().to_string());
        assert_eq!(read.as_deref(), expected, "{sent}");
        let found = codes(&facts).contains(&"VALUE_UNREADABLE");
        assert_eq!(found, expected.is_none() && !sent.is_null(), "{sent}");
    }
}
