//! Putting a decision together from the case and the ruling.

use std::collections::BTreeMap;

use caudal_facts::{Application, Facts, Party, Report};
use rust_decimal::Decimal;

use super::reason::Reader;
use super::state::{Named, StateView};
use super::{
    AskedView, Decision, EngineView, EvidenceView, FindingView, MissingView, MonthView, OfferView,
    PayloadView, PolicyView, ReferenceView, Requested, ReviewView, TraceView, TrialView, offer,
};
use crate::features::{Catalogue, MonthRow, Sources};
use crate::policy::{
    EventState, FeatureOf, FiredReason, MissingAction, Outcome, Policy, Ruling, Subject, Value,
    Verb,
};

/// Everything that a decision is put together from.
pub(crate) struct Case<'c> {
    pub(crate) application: &'c Application,
    pub(crate) facts: &'c Facts,
    pub(crate) policy: &'c Policy,
    pub(crate) subject: &'c Subject,
    pub(crate) features: Vec<(FeatureOf, StateView)>,
    pub(crate) monthly: Vec<MonthRow>,
    /// The months of a co-applicant.
    pub(crate) co_monthly: Vec<MonthRow>,
    pub(crate) reference: Vec<ReferenceView>,
    pub(crate) trial: Vec<TrialView>,
}

/// The names of results that show solvency, where a policy has them.
const SOLVENCY: [&str; 10] = [
    "monthly_income",
    "household",
    "payments",
    "ceiling",
    "rci",
    "burden",
    "capacity",
    "leverage",
    "residual",
    "expenses",
];

/// Puts a decision together.
pub(crate) fn assemble(case: Case<'_>, ruling: &Ruling) -> Decision {
    let Case {
        application,
        facts,
        policy,
        subject,
        features,
        monthly,
        co_monthly,
        reference,
        trial,
    } = case;
    let manifest = policy.manifest();
    let reader = Reader {
        policy,
        ruling,
        facts,
        as_of: application.as_of,
    };
    let reasons = reader.reasons();
    let (offers, indicative_offers) = offers(policy, ruling);
    let conditions = match ruling.outcome {
        Outcome::Decline => Vec::new(),
        Outcome::Approve | Outcome::Refer => reader.conditions(),
    };
    let results = results(ruling);
    let solvency = SOLVENCY
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), results.get(name)?.clone())))
        .collect();
    let queues = queues(policy, ruling);
    let months = |party: Party, rows: &[MonthRow]| {
        let bank = Sources::BANK.of(application.country).iter();
        let mut bank = bank.map(|source| Report {
            party,
            source: *source,
        });
        let asked = bank.any(|report| ruling.asked.contains(&report));
        let rows = rows.iter().filter(|_| asked);
        rows.map(|row| month(row, manifest.currency.decimals()))
            .collect()
    };
    Decision {
        application_id: application.id.clone(),
        as_of: application.as_of,
        requested: requested(application, manifest.currency.code()),
        outcome: ruling.outcome.name(),
        trial,
        automated: ruling.outcome != Outcome::Refer,
        stopped_at: ruling.stopped_at.clone(),
        offers,
        indicative_offers,
        offers_valid_until: (ruling.outcome == Outcome::Approve)
            .then(|| manifest.offers_valid_until(application.as_of))
            .flatten(),
        reapply_from: (ruling.outcome == Outcome::Decline)
            .then(|| manifest.reapply_from(application.as_of))
            .flatten(),
        withheld: offer::withheld(ruling),
        conditions,
        reasons_told: reader.told(&reasons),
        reasons,
        missing: missing(policy, ruling, features.iter().filter_map(lacking)),
        results,
        solvency,
        sources_asked: asked(policy, subject, ruling, true),
        sources_not_asked: asked(policy, subject, ruling, false),
        policy: PolicyView {
            id: manifest.id.clone(),
            version: manifest.version.clone(),
            country: manifest.country.map(caudal_facts::Country::code),
            hash: policy.hash().to_string(),
            in_force: policy.in_force(application.as_of),
            approved: manifest.approved.clone(),
        },
        engine: EngineView {
            version: env!("CARGO_PKG_VERSION"),
            catalogue_version: Catalogue::version(),
            categories_sha256: facts.categories_sha256.map(|digest| digest.to_string()),
        },
        evidence: evidence(facts),
        findings: findings(facts),
        reference,
        features: features
            .into_iter()
            .map(|(of, state)| (of.name().into_owned(), state))
            .collect(),
        monthly: months(Party::Applicant, &monthly),
        co_monthly: months(Party::CoApplicant, &co_monthly),
        trace: trace(ruling),
        review: ReviewView {
            queues,
            contact: manifest.review.contact.clone(),
        },
        evaluator: ruling.evaluator,
    }
}

/// What was asked for.
fn requested(application: &Application, currency: &'static str) -> Requested {
    Requested {
        product: application.product.clone(),
        amount: application.amount.map(caudal_facts::Money::amount),
        currency,
        term_months: application.term_months,
        with_co_applicant: application.co_applicant.is_some(),
    }
}

/// The offers of an approval, and those of a referral, which are indicative.
pub(super) fn offers(policy: &Policy, ruling: &Ruling) -> (Vec<OfferView>, Vec<OfferView>) {
    let offers = offer::offers(ruling, policy.manifest().currency);
    match ruling.outcome {
        Outcome::Approve => (offers, Vec::new()),
        Outcome::Refer => (Vec::new(), offers),
        Outcome::Decline => (Vec::new(), Vec::new()),
    }
}

/// The policy's named results.
pub(super) fn results(ruling: &Ruling) -> Named<StateView> {
    let results = ruling.results();
    results
        .map(|(name, value)| (name.to_owned(), StateView::of(&value)))
        .collect()
}

/// The queues of people that look at a referred case.
pub(super) fn queues(policy: &Policy, ruling: &Ruling) -> Vec<String> {
    if ruling.outcome != Outcome::Refer {
        return Vec::new();
    }
    let declared = |fired: &FiredReason| policy.reasons().get(&fired.code);
    let of_reasons = ruling.reasons.iter().filter_map(declared);
    let of_reasons = of_reasons.filter_map(|(_, reason)| reason.queue.clone());
    let mut queues: Vec<String> = Vec::new();
    for queue in of_reasons.chain(policy.manifest().review.queue.clone()) {
        if !queues.contains(&queue) {
            queues.push(queue);
        }
    }
    queues
}

/// A feature that is missing, and why.
fn lacking((of, state): &(FeatureOf, StateView)) -> Option<(FeatureOf, String)> {
    match state {
        StateView::Missing(causes) => Some((*of, causes.join(", "))),
        _ => None,
    }
}

/// What was missing among the features and the names that rules read.
pub(super) fn missing(
    policy: &Policy,
    ruling: &Ruling,
    features: impl Iterator<Item = (FeatureOf, String)>,
) -> Vec<MissingView> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let country = policy.manifest().country;
    let wanted = |of: &FeatureOf| {
        // What a source that was deliberately not asked would have said is not missing.
        let mut reports = of.reports(country);
        reports.len() == 0 || reports.any(|report| ruling.asked.contains(&report))
    };
    for (of, causes) in features.filter(|(of, _)| wanted(of)) {
        found.insert(of.name().into_owned(), causes);
    }
    let ran = ruling
        .events()
        .filter(|event| *event.state != EventState::Skipped);
    for (name, value) in ran.flat_map(|event| event.operands()) {
        if let Value::Missing(causes) = &*value
            && name.contains('.')
        {
            found
                .entry(name.to_owned())
                .or_insert_with(|| causes.to_string());
        }
    }
    for name in ruling.defaults.keys() {
        found
            .entry(name.clone())
            .or_insert_with(|| "not given".to_owned());
    }
    found
        .into_iter()
        .map(|(name, cause)| MissingView {
            handled: handled(policy, ruling, &name),
            name,
            cause,
        })
        .collect()
}

fn handled(policy: &Policy, ruling: &Ruling, name: &str) -> String {
    let rule = policy
        .manifest()
        .missing
        .iter()
        .find(|rule| rule.matches(name));
    match (ruling.defaults.get(name), rule.map(|rule| &rule.action)) {
        (Some(value), Some(MissingAction::Default { reason, .. })) => format!("{value}: {reason}"),
        (Some(value), _) => value.to_string(),
        // An approval leaves nothing undecided: the policy has an answer for what is missing.
        (None, _) if ruling.outcome == Outcome::Approve => "answered".to_owned(),
        (None, Some(MissingAction::Decline)) => "declines".to_owned(),
        (None, _) => "unknown".to_owned(),
    }
}

fn asked(policy: &Policy, subject: &Subject, ruling: &Ruling, asked: bool) -> Vec<AskedView> {
    let reports = if asked {
        ruling.asked.clone()
    } else {
        let mut rest = policy.sources();
        // Of a co-applicant whom there is not, nothing was left unasked.
        rest.retain(|report| {
            !ruling.asked.contains(report) && subject.sources_of(report.party).is_some()
        });
        rest
    };
    reports
        .into_iter()
        .map(|report| {
            let state = subject.source(report);
            AskedView {
                source: report.name(),
                cost: policy
                    .manifest()
                    .sources
                    .get(&report.source)
                    .and_then(|rule| rule.cost),
                answered: state.is_some_and(|state| state.answered),
                why: state.and_then(|state| state.why.clone()),
            }
        })
        .collect()
}

/// The facts about each of the persons that there are some of.
fn persons(facts: &Facts) -> impl Iterator<Item = (Party, &Facts)> {
    let persons = Party::ALL.into_iter();
    persons.filter_map(|party| Some((party, facts.of(party)?)))
}

fn evidence(facts: &Facts) -> Vec<EvidenceView> {
    persons(facts)
        .flat_map(|(party, facts)| {
            facts
                .answers
                .iter()
                .map(move |answer| (party, facts, answer))
        })
        .map(|(party, facts, answer)| EvidenceView {
            source: Report {
                party,
                source: answer.source,
            }
            .name(),
            provider: answer.provider.clone(),
            status: answer.status.name(),
            why: answer.status.why().map(str::to_owned),
            obtained_at: answer.obtained_at,
            report_date: answer.report_date,
            payloads: answer
                .payloads
                .iter()
                .filter_map(|payload| facts.payloads.get(usize::try_from(*payload).ok()?))
                .map(|payload| PayloadView {
                    file: payload.file.clone(),
                    sha256: payload.sha256.to_string(),
                })
                .collect(),
        })
        .collect()
}

fn findings(facts: &Facts) -> Vec<FindingView> {
    persons(facts)
        .flat_map(|(party, facts)| {
            facts
                .findings
                .iter()
                .map(move |found| (party, facts, found))
        })
        .map(|(party, facts, finding)| FindingView {
            code: finding.code.name(),
            message: finding.message.clone(),
            of_co_applicant: party == Party::CoApplicant,
            file: finding
                .provenance
                .and_then(|place| facts.payloads.get(usize::try_from(place.payload).ok()?))
                .map(|payload| payload.file.clone()),
            row: finding.provenance.map(|place| place.row),
        })
        .collect()
}

fn month(row: &MonthRow, decimals: u32) -> MonthView {
    let money = |minor: i64| Decimal::new(minor, decimals);
    MonthView {
        month: row.month.to_string(),
        covered: row.covered,
        inflow: money(row.inflow),
        outflow: money(row.outflow),
        net: money(row.net),
        closing: row.closing.map(money),
        income: money(row.income),
    }
}

fn trace(ruling: &Ruling) -> Vec<TraceView> {
    ruling
        .events()
        .map(|event| TraceView {
            stage: event
                .stage
                .and_then(|stage| ruling.stages().nth(stage))
                .map(|stage| stage.name.to_owned()),
            verb: event.verb.name(),
            rule: if event.verb == Verb::Offer {
                "offer".to_owned()
            } else {
                event.name.to_owned()
            },
            file: event.file.to_owned(),
            line: event.place.line,
            expression: event.text.to_owned(),
            operands: event
                .operands()
                .map(|(name, value)| (name.to_owned(), StateView::of(&value)))
                .collect(),
            state: event.state.name(),
            causes: event
                .state
                .causes()
                .map(|causes| causes.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            of: event.of().as_deref().map(StateView::of),
        })
        .collect()
}
