//! Entities: the shops and branches that lend through banca.me.

use std::fmt;

use http::StatusCode;
use serde::Serialize;
use serde_json::Value;

use super::{Bancame, CREATE_ENTITY, ENTITIES, UPDATE_ENTITY, checked, judge, read};
use crate::caller::{Verdict, by_status};
use crate::client::{ClientError, Sent};
use crate::tolerant::{View, flag, text};

/// A new entity. `label` and `external_entity_id` must be new too.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewEntity {
    /// The caller's own id.
    pub external_entity_id: String,
    /// The name.
    pub name: String,
    /// A short name.
    pub label: String,
    /// Whether it lends.
    pub is_active: bool,
    /// The tax id. banca.me announced that it will be required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// A code of the caller's own; as `id_number`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A description; as `id_number`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// What changes of an entity; the rest stays.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntityChange {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether it lends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// The tax id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// A code of the caller's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl fmt::Debug for NewEntity {
    /// Its tax id is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewEntity")
            .field("external_entity_id", &self.external_entity_id)
            .field("label", &self.label)
            .field("is_active", &self.is_active)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for EntityChange {
    /// As of a [`NewEntity`], its tax id is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntityChange")
            .field("label", &self.label)
            .field("is_active", &self.is_active)
            .finish_non_exhaustive()
    }
}

/// An entity as banca.me answers it. The form of the answer is not documented, so whatever is not
/// found in it is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entity {
    /// banca.me's own id, for [`WidgetStart`](super::WidgetStart).
    pub id: Option<String>,
    /// The caller's own id.
    pub external_entity_id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The short name.
    pub label: Option<String>,
    /// Whether it lends.
    pub is_active: Option<bool>,
}

impl Bancame {
    /// Creates an entity (`POST /partner/entity`). A label or external id that is taken is refused
    /// with HTTP 428.
    ///
    /// # Errors
    /// [`ClientError::Failed`].
    pub async fn create_entity(&self, new: &NewEntity) -> Result<Entity, ClientError> {
        self.write(CREATE_ENTITY, &["entity"], new).await
    }

    /// All entities (`GET /partner/entity`, an inferred path).
    ///
    /// # Errors
    /// [`ClientError::Failed`].
    pub async fn entities(&self) -> Result<Vec<Entity>, ClientError> {
        let answer = self
            .call(ENTITIES, &["entity"], Sent::Nothing, by_status)
            .await?;
        read(ENTITIES, answer, "the answer is no list", Entity::read_all)
    }

    /// Changes an entity (`PATCH /partner/entity/:id`, an inferred path).
    ///
    /// # Errors
    /// [`ClientError::Failed`]; [`ClientError::Invalid`] and [`ClientError::TooLong`] for the id.
    pub async fn update_entity(
        &self,
        id: &str,
        change: &EntityChange,
    ) -> Result<Entity, ClientError> {
        let id = checked("the entity's id", id)?;
        self.write(UPDATE_ENTITY, &["entity", id], change).await
    }

    async fn write(
        &self,
        endpoint: usize,
        segments: &[&str],
        body: &impl Serialize,
    ) -> Result<Entity, ClientError> {
        // Texts and flags always serialise.
        let body = serde_json::to_value(body).unwrap_or_default();
        let answer = self
            .call(endpoint, segments, Sent::Json(body), judge_written)
            .await?;
        if answer.body.bytes().is_empty() {
            return Ok(Entity::default());
        }
        read(endpoint, answer, "the answer is no entity", Entity::read)
    }
}

impl Entity {
    fn read(value: &Value) -> Option<Self> {
        let view = View::object(value)?;
        let view = match view.get(&["data", "entity"]).and_then(View::object) {
            Some(inner) => inner,
            None => view,
        };
        let word = |names: &[&str]| text(view.field(names)).ok().flatten();
        Some(Self {
            id: word(&["entityid", "id"]),
            external_entity_id: word(&["externalentityid"]),
            name: word(&["name"]),
            label: word(&["label"]),
            is_active: flag(view.field(&["isactive"])).ok().flatten(),
        })
    }

    /// A list, or an object around one.
    fn read_all(value: &Value) -> Option<Vec<Self>> {
        let rows = match View::object(value) {
            Some(view) => view.get(&["data", "entities", "items", "results"])?,
            None => value,
        };
        rows.as_array()?.iter().map(Self::read).collect()
    }
}

/// Whether something was written is said by the status: what the body holds is not documented, so it
/// may be left out.
fn judge_written(status: StatusCode, body: &[u8]) -> Verdict {
    if status.is_success() && body.is_empty() {
        return Verdict::Accepted;
    }
    judge(status, body)
}
