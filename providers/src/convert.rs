//! Evidence becomes facts: each payload on its own, then the answers chosen, joined and finished.

mod answers;
mod finish;
mod merge;
mod together;

use caudal_facts::categories::Categories;
use caudal_facts::evidence::{Entry, Payload, Sha256Digest, Status};
use caudal_facts::facts::{Finding, FindingCode, PayloadRef};
use caudal_facts::{Application, Evidence, Facts, Limits, Party, Source, TaxId};
use serde_json::Value;

use crate::folder::CO_APPLICANT;
use crate::sheet::{Context, Part, Sheet, Subject, Trouble, index_of};
use crate::{bancame, bcra, cirenio, khipu, reconcile};

/// Turns everything the providers answered about one application into facts.
///
/// It cannot fail: a payload, section or value that cannot be read is a finding in the facts, and
/// never a zero. Each payload is read on its own, so that a bad one costs only itself.
///
/// # Properties
/// - The same evidence gives the same facts.
/// - Each source has one answer at most. Where several providers brought the same report, the
///   latest that answered counts; the rows of the others are left out.
/// - A report that was obtained twice counts once: the later one whole, except where calls add up
///   (Khipu's months, accounts and yearly certificates), whose rows are joined without repeating any.
/// - Transactions are sorted by date, account, payload and row.
/// - A co-applicant's evidence is read in the same way, against their own tax id, into facts of their
///   own; its payloads are named as they stand in the folder, `co/…`. Evidence of a co-applicant whom
///   the application does not name is nobody's and is not read: a finding says so.
/// - What moves between the two people is own money of both, and income of neither. A bank report about
///   the co-applicant that has an account of the applicant's in it is not used.
#[must_use]
pub fn convert(application: &Application, evidence: &Evidence, categories: &Categories) -> Facts {
    let co_applicant = application.co_applicant.as_ref();
    let other = co_applicant.map(|person| &person.tax_id);
    let mut facts = of_person(application, other, evidence, categories);
    let Some(theirs) = &evidence.co_applicant else {
        return facts;
    };
    match application.of(Party::CoApplicant) {
        Some(person) => {
            let other = Some(&application.tax_id);
            let mut read = of_person(&person, other, theirs, categories);
            together::count_once(&facts, &mut read);
            for payload in &mut read.payloads {
                payload.file = format!("{CO_APPLICANT}/{}", payload.file);
            }
            facts.co_applicant = Some(Box::new(read));
        }
        None => facts.findings.push(Finding {
            code: FindingCode::ReportNotUsed,
            provenance: None,
            message: "there is evidence of a co-applicant, and the application names none"
                .to_owned(),
        }),
    }
    facts
}

/// The facts of one person, whose own application it is, and who asks together with another.
fn of_person(
    application: &Application,
    other: Option<&TaxId>,
    evidence: &Evidence,
    categories: &Categories,
) -> Facts {
    let limits = Limits::default();
    let context = Context {
        application,
        limits: &limits,
    };
    let mut payloads = Vec::new();
    let mut read = Vec::new();
    for entry in &evidence.entries {
        read_entry(context, entry, &mut payloads, &mut read);
    }
    let chosen = answers::choose(read, application);
    let mut facts = merge::merge(payloads, chosen);
    finish::finish(&mut facts, (application, other), categories);
    reconcile::reconcile(&mut facts);
    facts
}

/// What a provider was asked, and which payload it answered with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    /// The report that was asked for.
    pub(crate) source: Source,
    /// The provider's operation.
    pub(crate) operation: &'a str,
    /// Index of the payload.
    pub(crate) payload: u32,
}

/// A part, and the entry of the evidence that brought it.
#[derive(Debug)]
struct Brought<'e> {
    entry: &'e Entry,
    payload: Option<u32>,
    part: Part,
}

fn read_entry<'e>(
    context: Context<'_>,
    entry: &'e Entry,
    payloads: &mut Vec<PayloadRef>,
    read: &mut Vec<Brought<'e>>,
) {
    let Some(payload) = &entry.payload else {
        read.extend(serves(entry).into_iter().map(|source| Brought {
            entry,
            payload: None,
            part: unanswered(context, entry, source, 0),
        }));
        return;
    };
    // One answer may be listed once for each source it serves; its rows count once.
    if let Some(known) = same_answer(payloads, entry, payload.sha256()) {
        let listed = read
            .iter_mut()
            .find(|brought| brought.payload == Some(known) && brought.part.source == entry.source);
        match listed {
            Some(brought) => brought.part.hold_to(&entry.status),
            None => read.push(Brought {
                entry,
                payload: Some(known),
                part: unanswered(context, entry, entry.source, known),
            }),
        }
        return;
    }
    let index = index_of(payloads.len());
    payloads.push(PayloadRef {
        source: entry.source,
        provider: entry.provider.clone(),
        operation: entry.operation.clone(),
        file: payload.file().to_owned(),
        sha256: payload.sha256(),
        obtained_at: entry.obtained_at,
    });
    let mut parts = match &entry.status {
        Status::Unavailable { .. } => Vec::new(),
        Status::Complete | Status::Partial { .. } => read_payload(context, entry, payload, index),
    };
    for source in serves(entry) {
        if !parts.iter().any(|part| part.source == source) {
            parts.push(unanswered(context, entry, source, index));
        }
    }
    read.extend(parts.into_iter().map(|mut part| {
        if part.source == entry.source {
            part.hold_to(&entry.status);
        }
        Brought {
            entry,
            payload: Some(index),
            part,
        }
    }));
}

fn same_answer(payloads: &[PayloadRef], entry: &Entry, sha256: Sha256Digest) -> Option<u32> {
    let same = |known: &PayloadRef| {
        known.provider == entry.provider
            && known.operation == entry.operation
            && known.sha256 == sha256
    };
    payloads.iter().position(same).map(index_of)
}

/// The sources that an entry speaks for: its own, and those whose reports come with it.
fn serves(entry: &Entry) -> Vec<Source> {
    let mut sources = vec![entry.source];
    if entry.provider == "bancame" && entry.source == Source::Bancame {
        sources.extend(bancame::CARRIED);
    }
    sources
}

/// The part of an entry for a source that got no answer.
fn unanswered(context: Context<'_>, entry: &Entry, source: Source, payload: u32) -> Part {
    let why = match &entry.status {
        Status::Unavailable { why } => why.as_str(),
        Status::Complete | Status::Partial { .. } if entry.payload.is_none() => {
            "nothing was answered"
        }
        Status::Complete | Status::Partial { .. } => "the answer says nothing of this report",
    };
    let country = context.application.country;
    let mut sheet = Sheet::new(context, source, country, payload);
    if calls_add_up(&entry.provider, source) {
        sheet.subject = Subject::Piece;
    }
    sheet.absent(why)
}

/// Whether a provider is called several times for one source, a bank, an account or a month each.
fn calls_add_up(provider: &str, source: Source) -> bool {
    matches!(
        (provider, source),
        ("khipu", Source::Khipu) | ("cirenio", Source::Cirenio)
    )
}

/// A payload's JSON, if it is some and within its limit.
pub(crate) fn json_of(payload: &Payload, limits: &Limits) -> Result<Value, Trouble> {
    let bytes = payload.bytes();
    let size = bytes.len() as u64;
    Limits::hold("payload", size, limits.payload_bytes, "bytes")
        .map_err(|error| Trouble::unreadable(error.to_string()))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|_| Trouble::unreadable("the payload is not JSON"))
}

fn read_payload(context: Context<'_>, entry: &Entry, payload: &Payload, index: u32) -> Vec<Part> {
    let sheet = || Sheet::new(context, entry.source, context.application.country, index);
    let body = match json_of(payload, context.limits) {
        Ok(body) => body,
        Err(trouble) => return vec![sheet().failed(trouble)],
    };
    let call = Call {
        source: entry.source,
        operation: &entry.operation,
        payload: index,
    };
    let parts = match entry.provider.as_str() {
        "cirenio" => cirenio::convert(context, &call, &body),
        "khipu" => khipu::convert(context, &call, &body),
        "bancame" => bancame::convert(context, &call, &body),
        "bcra" => bcra::convert(context, &call, &body),
        _ => None,
    };
    parts.unwrap_or_else(|| {
        let why = "no reader is known for this provider and operation";
        vec![sheet().failed(Trouble::unreadable(why))]
    })
}
