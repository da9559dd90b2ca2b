//! What a providers' file may say, name by name.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::fetching::secret_reference::SecretReference;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProvidersFile {
    pub(super) cirenio: Option<CirenioPart>,
    pub(super) khipu: Option<KhipuPart>,
    pub(super) bancame: Option<BancamePart>,
    pub(super) bcra: Option<BcraPart>,
    #[serde(default)]
    pub(super) gather: GatherPart,
    #[serde(default)]
    pub(super) prices: BTreeMap<String, String>,
}

/// `[cirenio]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CirenioPart {
    pub(super) base: Option<String>,
    pub(super) api_key: SecretReference,
    #[serde(default)]
    pub(super) limits: LimitsPart,
}

/// `[khipu]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KhipuPart {
    pub(super) base: Option<String>,
    pub(super) jwt: Option<SecretReference>,
    pub(super) api_key: Option<SecretReference>,
    pub(super) tax_folder: Option<TaxFolderPart>,
    #[serde(default)]
    pub(super) limits: LimitsPart,
}

/// The institution that the tax service's folder is made out to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaxFolderPart {
    pub(super) receiving_institution: String,
    pub(super) institution_name: String,
}

/// `[bancame]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BancamePart {
    pub(super) base: Option<String>,
    pub(super) key: SecretReference,
    #[serde(default)]
    pub(super) limits: LimitsPart,
}

/// `[bcra]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BcraPart {
    pub(super) base: Option<String>,
    #[serde(default)]
    pub(super) limits: LimitsPart,
}

/// `limits` of a provider.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsPart {
    pub(super) timeout_seconds: Option<u64>,
    pub(super) attempts_max: Option<u32>,
    pub(super) concurrent_max: Option<usize>,
    pub(super) per_minute: Option<u32>,
}

/// `[gather]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_field_names,
    reason = "in the file a number's unit stands last in its name"
)]
pub(super) struct GatherPart {
    pub(super) poll_min_ms: Option<u64>,
    pub(super) poll_max_ms: Option<u64>,
    pub(super) settle_ms: Option<u64>,
    pub(super) summaries_wait_ms: Option<u64>,
    pub(super) recycle_wait_ms: Option<u64>,
}
