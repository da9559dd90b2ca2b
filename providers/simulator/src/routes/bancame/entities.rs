//! A partner's entities: shops and branches that loans are begun in.

use std::sync::Arc;

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::{checked, refusal};
use crate::applicants::Dice;
use crate::log::held;
use crate::server::{Answer, Call};
use crate::world::World;

/// Entities that are kept.
const ENTITIES_MAX: usize = 10_000;

/// `GET /partner/entity`.
pub(crate) fn list_entities(world: &Arc<World>, call: &Call) -> Answer {
    checked(world, call, || {
        let entities = held(&world.partner).entities.clone();
        Answer::json(StatusCode::OK, &Value::Array(entities))
    })
}

/// `POST /partner/entity`: 428 for a label or an id of the partner's that is there already.
pub(crate) fn create_entity(world: &Arc<World>, call: &Call) -> Answer {
    checked(world, call, || {
        let Some(mut entity) = fields(call).filter(is_whole) else {
            return refusal(StatusCode::BAD_REQUEST);
        };
        let mut partner = held(&world.partner);
        if partner.entities.len() >= ENTITIES_MAX {
            return refusal(StatusCode::INTERNAL_SERVER_ERROR);
        }
        if partner.entities.iter().any(|other| is_same(other, &entity)) {
            return refusal(StatusCode::PRECONDITION_REQUIRED);
        }
        let key = format!("entity {}", partner.entities.len());
        let id = Dice::new(world.settings.seed, &key).hex(16);
        entity.insert("id".to_owned(), json!(format!("ex-{id}")));
        let entity = Value::Object(entity);
        partner.entities.push(entity.clone());
        Answer::json(StatusCode::CREATED, &entity)
    })
}

/// `PATCH /partner/entity/:id`.
pub(crate) fn change_entity(world: &Arc<World>, call: &Call) -> Answer {
    checked(world, call, || {
        let Some(changes) = fields(call).filter(|fields| !fields.contains_key("id")) else {
            return refusal(StatusCode::BAD_REQUEST);
        };
        let id = call.param("id");
        let mut partner = held(&world.partner);
        let (mine, others): (Vec<_>, Vec<_>) = partner
            .entities
            .iter_mut()
            .partition(|entity| is_id(entity, id));
        let Some(Value::Object(entity)) = mine.into_iter().next() else {
            return refusal(StatusCode::NOT_FOUND);
        };
        let mut changed = entity.clone();
        changed.extend(changes);
        if !is_whole(&changed) {
            return refusal(StatusCode::BAD_REQUEST);
        }
        if others.iter().any(|other| is_same(other, &changed)) {
            return refusal(StatusCode::PRECONDITION_REQUIRED);
        }
        *entity = changed;
        Answer::json(StatusCode::OK, &Value::Object(entity.clone()))
    })
}

fn fields(call: &Call) -> Option<Map<String, Value>> {
    let is_json = call.is_said_to_be("application/json");
    match call.json().filter(|_| is_json) {
        Some(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

fn is_whole(entity: &Map<String, Value>) -> bool {
    let text = |name| {
        entity
            .get(name)
            .and_then(Value::as_str)
            .is_some_and(|text| !text.is_empty())
    };
    text("externalEntityId")
        && text("name")
        && text("label")
        && entity.get("isActive").is_some_and(Value::is_boolean)
}

fn is_id(entity: &Value, id: &str) -> bool {
    entity.get("id").and_then(Value::as_str) == Some(id)
}

fn is_same(other: &Value, entity: &Map<String, Value>) -> bool {
    let same = |name: &str| other.get(name) == entity.get(name);
    same("label") || same("externalEntityId")
}
