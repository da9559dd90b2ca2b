//! What a case is referred with when a rate or a price index is missing: it is the lender's to give, not
//! the bank's. And rates, indexes and wages that cannot be, which are refused.

use caudal_engine::facts::facts::{Loan, Provenance, Section};
use caudal_engine::facts::{Currency, Facts, Money};

use super::reference::{SCRIPT, application, engine_of, paid_in_dollars, policy, reference};

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

#[test]
fn a_rate_an_index_or_a_wage_that_is_not_above_zero_is_refused() {
    let facts = paid_in_dollars();
    for (situation, series, value, refused) in [
        ("a rate of nothing", "usd", "0", true),
        ("a rate below nothing", "usd", "-1", true),
        ("the least rate", "usd", "0.01", false),
        ("a price index of nothing", "cpi", "0", true),
        ("a wage of nothing", "smvm", "0", true),
        ("a series that is no price", "usd_parallel", "0", false),
        ("another policy's", "imm_monthly_wage", "0", false),
    ] {
        let text =
            format!("series;from;value\n{series};2026-10-01;1\n{series};2026-10-02;{value}\n");
        let found = engine_of(SCRIPT, "", None).with_reference(reference(&[("r.csv", &text)]));
        let expected = refused.then(|| {
            format!("r.csv:3: {series} is {value} from 2026-10-02: expected a number above zero")
        });
        let found = found.err().map(|found| found[0].to_string());
        assert_eq!(found, expected, "{situation}");
        let own = format!(r#""{series}": [{{ "from": "2026-10-02", "value": "{value}" }}]"#);
        let decided = engine_of(SCRIPT, "", None).decide(&application(&own), &facts);
        let expected = refused.then(|| {
            format!(
                "read the application's inputs:\napplication: reference.{series} is {value} from 2026-10-02: \
                 expected a number above zero"
            )
        });
        let found = decided.err().map(|error| error.to_string());
        assert_eq!(found, expected, "{situation}");
        if series == "smvm" {
            let file = format!("from;value\n2026-10-02;{value}\n");
            assert!(policy(SCRIPT, "", Some(&file)).is_err(), "{situation}");
        }
    }
}
