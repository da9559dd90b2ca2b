//! The access file: what one applicant connected, as JSON.

use std::path::Path;

use caudal_facts::{Country, Limits};
use caudal_providers::khipu::{AccountCredential, Authentication, BankPath, Segment};
use caudal_providers::{Access, CirenioAccess, KhipuAccess};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::file_problem::FileProblems;
use super::secret_reference::SecretReference;
use crate::files::read_limited;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessFile {
    #[serde(default)]
    cirenio: Vec<CirenioPart>,
    #[serde(default)]
    khipu: Vec<KhipuPart>,
    #[serde(default)]
    khipu_services: Option<AuthenticationPart>,
    #[serde(default)]
    bancame_metadata: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CirenioPart {
    bank_id: Option<u32>,
    token: Option<SecretReference>,
    job: Option<SecretReference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KhipuPart {
    bank: String,
    segment: Option<SegmentName>,
    jwt: Option<SecretReference>,
    api_key: Option<SecretReference>,
    credential: Option<CredentialPart>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SegmentName {
    Personal,
    Business,
    Entrepreneur,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthenticationPart {
    jwt: Option<SecretReference>,
    api_key: Option<SecretReference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CredentialPart {
    link: Option<SecretReference>,
    username: Option<SecretReference>,
    password: Option<SecretReference>,
}

/// Reads an access file.
pub(super) fn read(path: &Path, country: Country, limits: &Limits) -> anyhow::Result<Access> {
    let bytes = read_limited(path, limits.application_bytes)?;
    let problems = FileProblems::of(path);
    let file: AccessFile = serde_json::from_slice(&bytes).map_err(|error| {
        let message = error.to_string();
        // The place stands apart.
        let end = message.rfind(" at line ").unwrap_or(message.len());
        problems.form((error.line(), error.column()), &message[..end])
    })?;
    let cirenio = file.cirenio.iter().enumerate();
    let cirenio = cirenio.filter_map(|(index, part)| cirenio_access(&problems, index, part));
    let khipu = file.khipu.iter().enumerate();
    let khipu = khipu.filter_map(|(index, part)| khipu_access(&problems, country, index, part));
    let access = Access {
        cirenio: cirenio.collect(),
        khipu: khipu.collect(),
        khipu_services: file.khipu_services.as_ref().and_then(|part| {
            authentication(
                &problems,
                "khipu_services",
                part.jwt.as_ref(),
                part.api_key.as_ref(),
            )
        }),
        bancame_metadata: file.bancame_metadata,
    };
    problems.unless_any(access)
}

/// How a client of Khipu's shows who it is; `None` when it does not, or when the problem was noted.
pub(super) fn authentication(
    problems: &FileProblems<'_>,
    name: &str,
    jwt: Option<&SecretReference>,
    api_key: Option<&SecretReference>,
) -> Option<Authentication> {
    match (jwt, api_key) {
        (Some(jwt), None) => problems
            .secret(&format!("{name}.jwt"), jwt)
            .map(Authentication::Jwt),
        (None, Some(key)) => problems
            .secret(&format!("{name}.api_key"), key)
            .map(Authentication::ApiKey),
        (None, None) => None,
        (Some(_), Some(_)) => {
            problems.add(name, "has both a jwt and an api_key, expected one of them");
            None
        }
    }
}

fn cirenio_access(
    problems: &FileProblems<'_>,
    index: usize,
    part: &CirenioPart,
) -> Option<CirenioAccess> {
    let name = format!("cirenio[{index}]");
    match part {
        CirenioPart {
            bank_id: Some(bank_id),
            token: Some(token),
            job: None,
        } => Some(CirenioAccess::Credential {
            bank_id: *bank_id,
            token: problems.secret(&format!("{name}.token"), token)?,
        }),
        CirenioPart {
            bank_id: None,
            token: None,
            job: Some(job),
        } => Some(CirenioAccess::Job {
            hash: problems.secret(&format!("{name}.job"), job)?,
        }),
        _ => {
            problems.add(&name, "expected bank_id and token, or job alone");
            None
        }
    }
}

fn khipu_access(
    problems: &FileProblems<'_>,
    country: Country,
    index: usize,
    part: &KhipuPart,
) -> Option<KhipuAccess> {
    let name = format!("khipu[{index}]");
    let segment = match part.segment {
        None | Some(SegmentName::Personal) => Segment::Personal,
        Some(SegmentName::Business) => Segment::Business,
        Some(SegmentName::Entrepreneur) => Segment::Entrepreneur,
    };
    let credential = part.credential.as_ref();
    let authentication = authentication(problems, &name, part.jwt.as_ref(), part.api_key.as_ref());
    let credential = credential
        .and_then(|part| account_credential(problems, &format!("{name}.credential"), part));
    let bank = BankPath::new(country, segment, &part.bank);
    Some(KhipuAccess {
        bank: problems.take(&format!("{name}.bank"), bank)?,
        authentication,
        credential,
    })
}

fn account_credential(
    problems: &FileProblems<'_>,
    name: &str,
    part: &CredentialPart,
) -> Option<AccountCredential> {
    match part {
        CredentialPart {
            link: Some(link),
            username: None,
            password: None,
        } => Some(AccountCredential::Link(
            problems.secret(&format!("{name}.link"), link)?,
        )),
        CredentialPart {
            link: None,
            username: Some(username),
            password: Some(password),
        } => Some(AccountCredential::Password {
            username: problems.secret(&format!("{name}.username"), username)?,
            password: problems.secret(&format!("{name}.password"), password)?,
        }),
        _ => {
            problems.add(name, "expected link alone, or username and password");
            None
        }
    }
}
