//! What two people of one application have in common: nothing of it counts twice.

use caudal_facts::evidence::Status;
use caudal_facts::facts::{Account, Finding, FindingCode, Provenance, Section};
use caudal_facts::{Currency, Facts, Source};

/// Why a co-applicant's bank report is not used.
const TWICE: &str = "an account in it is also in the applicant's report, and would count twice";

/// The sections of a bank's own report.
const BANK: [Section; 4] = [
    Section::Accounts,
    Section::Cards,
    Section::Loans,
    Section::Deposits,
];

/// Leaves out a co-applicant's bank report that has an account of the applicant's in it.
///
/// What comes into an account of both is one income. Whose it is cannot be told from the account, so nothing of the
/// second report is used: what rests on it is missing, and a person looks.
pub(super) fn count_once(applicant: &Facts, theirs: &mut Facts) {
    let known: Vec<_> = applicant.accounts.iter().map(identity).collect();
    let mut shared = theirs.accounts.iter();
    let Some(account) = shared.find(|account| known.contains(&identity(account))) else {
        return;
    };
    let Some(source) = source(theirs, account.provenance) else {
        return;
    };
    let provenance = Some(account.provenance);
    theirs.accounts.clear();
    theirs.transactions.clear();
    theirs.balances.clear();
    theirs.stated_months.clear();
    theirs.cards.clear();
    theirs.card_purchases.clear();
    theirs.loans.clear();
    theirs.deposits.clear();
    theirs.sections.retain(|section| !BANK.contains(section));
    let answers = theirs.answers.iter_mut();
    for answer in answers.filter(|answer| answer.source == source) {
        answer.status = Status::Unavailable {
            why: TWICE.to_owned(),
        };
    }
    theirs.findings.push(Finding {
        code: FindingCode::ReportNotUsed,
        provenance,
        message: TWICE.to_owned(),
    });
}

/// What two reports name one account by.
fn identity(account: &Account) -> (&str, Currency) {
    let cbu = account.cbu.as_ref();
    let number = cbu.map_or(account.number.as_str(), |cbu| cbu.reveal());
    (number, account.currency)
}

/// The report that a row was read from.
fn source(facts: &Facts, row: Provenance) -> Option<Source> {
    let payload = facts.payloads.get(usize::try_from(row.payload).ok()?)?;
    Some(payload.source)
}
