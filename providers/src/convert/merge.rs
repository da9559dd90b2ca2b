//! Parts joined into one set of facts, with accounts known across payloads and no row twice.

mod pieces;

use std::collections::{BTreeMap, HashMap, HashSet};

use caudal_facts::Facts;
use caudal_facts::Month;
use caudal_facts::facts::{Account, AccountKind, Card, PayloadRef, Transaction};
use chrono::NaiveDate;

use super::answers::Chosen;
use crate::sheet::{Part, Subject, index_of};
use pieces::{Cards, Loans, Purchases};

/// Joins the parts that count.
pub(super) fn merge(payloads: Vec<PayloadRef>, chosen: Chosen<'_>) -> Facts {
    let mut facts = Facts {
        payloads,
        answers: chosen.answers,
        ..Facts::default()
    };
    let mut accounts = Accounts::default();
    let mut parts = Vec::with_capacity(chosen.parts.len());
    for (provider, part) in chosen.parts {
        let places = accounts.join(provider, &part);
        parts.push((part, places));
    }
    facts.accounts = accounts.rows;
    pieces::share_out_contributions(&mut parts);
    let mut seen = Seen::default();
    // The latest part first, so that of two statements of one thing the later one stays.
    for (part, places) in parts.iter_mut().rev() {
        renumber(&mut part.facts, places);
        if part.subject == Subject::Piece {
            seen.leave_out(&mut part.facts);
        }
    }
    let mut cards = Cards::default();
    for (mut part, _) in parts {
        if part.subject == Subject::Piece {
            cards.join(&mut facts.cards, &mut part.facts);
        } else {
            move_cards(&mut facts.cards, &mut part.facts);
        }
        append(&mut facts, part.facts);
    }
    for part in chosen.others {
        // A report that another replaced has nothing to tell; one that failed still has.
        if matches!(
            part.status,
            caudal_facts::evidence::Status::Unavailable { .. }
        ) {
            facts.findings.extend(part.facts.findings);
        }
    }
    facts
        .findings
        .sort_by_key(|finding| finding.provenance.map(|at| at.payload));
    finish_accounts(&mut facts);
    facts
}

/// The accounts of all parts, each once.
#[derive(Default)]
struct Accounts {
    rows: Vec<Account>,
    places: HashMap<(String, String), u32>,
}

impl Accounts {
    /// Where each account of a part stands among all.
    fn join(&mut self, provider: &str, part: &Part) -> Vec<u32> {
        let keyed = part.account_keys.iter().zip(&part.facts.accounts);
        keyed
            .map(|(key, account)| {
                let key = (provider.to_owned(), key.clone());
                let known = self.places.get(&key).copied();
                if let Some(row) = known.and_then(|at| self.rows.get_mut(usize::try_from(at).ok()?))
                {
                    complete(row, account);
                }
                *self.places.entry(key).or_insert_with(|| {
                    self.rows.push(account.clone());
                    index_of(self.rows.len().saturating_sub(1))
                })
            })
            .collect()
    }
}

/// What a later payload adds to an account that an earlier one named.
fn complete(known: &mut Account, later: &Account) {
    if later.kind != AccountKind::Other {
        known.kind = later.kind;
    }
    known.cbu = later.cbu.clone().or_else(|| known.cbu.take());
    known.balance = later.balance.or(known.balance);
    known.opened_on = later.opened_on.or(known.opened_on);
    known.covers_from = [known.covers_from, later.covers_from]
        .into_iter()
        .flatten()
        .min();
    if known.holders.is_empty() {
        known.holders.clone_from(&later.holders);
    }
}

fn renumber(facts: &mut Facts, places: &[u32]) {
    let place = |local: u32| {
        let at = usize::try_from(local).unwrap_or(usize::MAX);
        places.get(at).copied().unwrap_or(u32::MAX)
    };
    for row in &mut facts.transactions {
        row.account = place(row.account);
    }
    for row in &mut facts.balances {
        row.account = place(row.account);
    }
    for row in &mut facts.stated_months {
        row.account = row.account.map(place);
    }
}

/// What makes two movements of different payloads the same one: the provider's id, else everything.
#[derive(PartialEq, Eq, Hash)]
enum Same {
    Id(u32, String),
    Alike(u32, NaiveDate, i64, String),
}

impl Same {
    fn of(row: &Transaction) -> Self {
        match &row.id {
            Some(id) => Self::Id(row.account, id.clone()),
            None => Self::Alike(
                row.account,
                row.date,
                row.amount.minor(),
                row.description.clone(),
            ),
        }
    }
}

/// What later parts have already said.
#[derive(Default)]
struct Seen {
    transactions: HashMap<Same, u32>,
    balances: HashSet<(u32, NaiveDate)>,
    months: HashSet<(Option<u32>, Month)>,
    loans: Loans,
    purchases: Purchases,
}

impl Seen {
    /// Leaves out what a later part of the same kind has said.
    ///
    /// Two calls may overlap: each is complete for the days it covers, so a movement stands as often
    /// as in the call that has it most often. Rows alike within one call are different movements.
    fn leave_out(&mut self, facts: &mut Facts) {
        let mut here: HashMap<Same, u32> = HashMap::new();
        facts.transactions.retain(|row| {
            let same = Same::of(row);
            let before = self.transactions.get(&same).copied().unwrap_or_default();
            let count = here.entry(same).or_default();
            *count = count.saturating_add(1);
            *count > before
        });
        for (same, count) in here {
            let known = self.transactions.entry(same).or_default();
            *known = count.max(*known);
        }
        let (balances, months) = (&mut self.balances, &mut self.months);
        facts
            .balances
            .retain(|row| balances.insert((row.account, row.date)));
        facts
            .stated_months
            .retain(|row| months.insert((row.account, row.month)));
        self.loans.leave_out(facts);
        self.purchases.leave_out(facts);
    }
}

/// Cards of a report that stands on its own, which may have the number of another bank's.
fn move_cards(known: &mut Vec<Card>, part: &mut Facts) {
    let before = index_of(known.len());
    known.append(&mut part.cards);
    for row in &mut part.card_purchases {
        row.card = row.card.saturating_add(before);
    }
}

fn append(facts: &mut Facts, part: Facts) {
    for section in part.sections {
        facts.note(section);
    }
    facts.transactions.extend(part.transactions);
    facts.balances.extend(part.balances);
    facts.stated_months.extend(part.stated_months);
    facts.card_purchases.extend(part.card_purchases);
    facts.loans.extend(part.loans);
    facts.deposits.extend(part.deposits);
    facts.contributions.extend(part.contributions);
    facts.fee_receipts.extend(part.fee_receipts);
    facts.tax_returns.extend(part.tax_returns);
    facts.medical_leaves.extend(part.medical_leaves);
    facts.debts.extend(part.debts);
    facts.credit_lines.extend(part.credit_lines);
    facts.situations.extend(part.situations);
    facts.rejected_cheques.extend(part.rejected_cheques);
    facts.protests.extend(part.protests);
    facts.delinquencies.extend(part.delinquencies);
    facts.alimony.extend(part.alimony);
    facts.pre_approvals.extend(part.pre_approvals);
    facts.findings.extend(part.findings);
}

/// An account's balance is its latest stated one where its own row gives none; an answer looks back
/// as far as the account it looks back furthest on.
fn finish_accounts(facts: &mut Facts) {
    let mut latest = BTreeMap::new();
    facts
        .balances
        .sort_by_key(|row| (row.date, row.account, row.provenance));
    for row in &facts.balances {
        latest.insert(row.account, row.amount);
    }
    for (index, account) in facts.accounts.iter_mut().enumerate() {
        let stated = latest.get(&index_of(index)).copied();
        account.balance = account.balance.or(stated);
    }
    for answer in &mut facts.answers {
        let of_answer = facts
            .accounts
            .iter()
            .filter(|account| answer.payloads.contains(&account.provenance.payload));
        answer.covers_from = of_answer.filter_map(|account| account.covers_from).min();
    }
}
