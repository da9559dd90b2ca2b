//! An answer's JSON with values of the wrong kind.

use serde_json::{Value, json};

use crate::applicants::Dice;

/// Puts values of the wrong kind here and there: numbers for texts, texts for numbers, objects for
/// lists. At least one is put; the whole stays an object or a list.
pub(crate) fn wrong_types(body: &[u8], dice: &mut Dice) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return body.to_vec();
    };
    let mut put = 0;
    swap_inside(&mut value, dice, &mut put);
    if put == 0 {
        value = json!({ "data": [value] });
    }
    value.to_string().into_bytes()
}

fn swap_inside(value: &mut Value, dice: &mut Dice, put: &mut u32) {
    let mut child = |value: &mut Value, dice: &mut Dice| {
        // The first value that can be wrong always is.
        if *put == 0 && !value.is_null() && !value.is_object() && !value.is_array()
            || dice.per_mille(120)
        {
            *put += 1;
            *value = swapped(value.take());
        } else {
            swap_inside(value, dice, put);
        }
    };
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| child(item, dice)),
        Value::Object(fields) => fields.values_mut().for_each(|field| child(field, dice)),
        _ => {}
    }
}

fn swapped(value: Value) -> Value {
    match value {
        Value::Null => json!(false),
        Value::Bool(flag) => json!(if flag { "si" } else { "no" }),
        Value::Number(number) => json!({ "value": number }),
        Value::String(text) => json!(text.len()),
        Value::Array(items) => json!({ "items": items }),
        Value::Object(fields) => json!([fields
            .into_iter()
            .map(|(_, value)| value)
            .collect::<Vec<_>>()]),
    }
}
