//! What a case is referred with when a rate or a price index is missing: it is the lender's to give, not
//! the bank's.

use caudal_engine::facts::facts::{Loan, Provenance, Section};
use caudal_engine::facts::{Currency, Facts, Money};

use super::reference::{application, engine_of, paid_in_dollars, reference};

const PRICES: &str = "[prices]\nusd = \"usd_official\"\n";

const LOANS: &str = r#"
stage("bank", #{ ask: ["cirenio"] });
decline("SHRINKING", debt.loans_outstanding > 1_000_000);
"#;

const REAL: &str = r#"
stage("bank", #{ ask: ["cirenio"] });
decline("SHRINKING", cashflow.net_avg_3m_real < -1_000_000);
"#;

const BOTH: &str = r#"
stage("bank", #{ ask: ["cirenio"] });
decline("SHRINKING", debt.loans_outstanding > 1_000_000 || debt.loan_installments_next > 1_000_000);
"#;

/// A loan of which 100 dollars are owed, or an amount that the bank does not say; nothing is said of
/// its instalments.
fn owing(outstanding: Option<Currency>) -> Facts {
    let mut facts = paid_in_dollars();
    facts.note(Section::Loans);
    facts.loans.push(Loan {
        provenance: Provenance { payload: 0, row: 1 },
        number: "1".to_owned(),
        kind: None,
        principal: None,
        outstanding: outstanding.map(|currency| Money::from_minor(10_000, currency)),
        installments: None,
        next_installment: None,
        next_installment_amount: None,
        next_due_on: None,
    });
    facts
}

const RATE: &str = "series;from;value\nusd_official;2026-10-15;1000\n";
const OLD_RATE: &str = "series;from;value\nusd_official;2026-10-14;1000\n";
const INDEX: &str = "series;from;value\ncpi;2026-07-01;1\ncpi;2026-08-01;1\ncpi;2026-09-01;1\n\
                     usd_official;2026-09-30;1000\n";
const NO_AUGUST: &str = "series;from;value\ncpi;2026-07-01;1\ncpi;2026-09-01;1\n\
                         usd_official;2026-09-30;1000\n";

#[test]
fn a_missing_figure_is_asked_of_the_lender_and_a_missing_amount_of_the_bank() {
    let bank = "DATA_MISSING(cirenio)";
    let lender = "DATA_MISSING(reference)";
    let dollars = Some(Currency::Usd);
    for (situation, script, facts, series, expected) in [
        ("a rate of 5 days", LOANS, owing(dollars), RATE, &[][..]),
        (
            "a rate of 6 days",
            LOANS,
            owing(dollars),
            OLD_RATE,
            &[lender],
        ),
        ("no rate", LOANS, owing(dollars), "", &[lender]),
        (
            "nothing to convert",
            LOANS,
            owing(Some(Currency::Ars)),
            "",
            &[],
        ),
        ("no amount", LOANS, owing(None), RATE, &[bank]),
        ("every month's index", REAL, paid_in_dollars(), INDEX, &[]),
        (
            "a month without index",
            REAL,
            paid_in_dollars(),
            NO_AUGUST,
            &[lender],
        ),
        ("no index", REAL, paid_in_dollars(), RATE, &[lender]),
        (
            "no rate and no amount",
            BOTH,
            owing(dollars),
            "",
            &[bank, lender],
        ),
        ("a rate and no amount", BOTH, owing(dollars), RATE, &[bank]),
    ] {
        let given: Vec<_> = [("r.csv", series)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let engine = engine_of(script, PRICES, None)
            .with_reference(reference(&given))
            .unwrap();
        let decision = engine.decide(&application(""), &facts).unwrap();
        let mut codes: Vec<&str> = decision
            .reasons
            .iter()
            .map(|reason| reason.code.as_str())
            .filter(|code| *code != "NO_OFFER")
            .collect();
        codes.sort_unstable();
        assert_eq!(codes, expected, "{situation}");
    }
}
