//! The envelope of every answer of Khipu's.

use serde_json::{Value, json};

use crate::applicants::Dice;

/// A new operation's id.
pub(super) fn operation_id(dice: &mut Dice) -> String {
    dice.uuid()
}

/// The envelope of a result.
pub(super) fn success(id: &str, data: &Value) -> Value {
    json!({
        "OperationId": id,
        "Status": "OK",
        "Data": data,
        "AdditionalInformation": null,
        "Error": null,
        "LifeSpan": null,
    })
}

/// The envelope of an error. The words of `Type` are not documented; these are ours.
pub(super) fn failure(id: &str, code: &str) -> Value {
    let passes = code.starts_with(['T', 'I', 'F']) || code.starts_with("E2");
    let description = match code.get(..2).unwrap_or_default() {
        "A0" => "Authentication failed",
        "E1" => "The site refused the credentials",
        "E2" => "The site is not available",
        "E3" => "No data found",
        "E4" => "A parameter of the user's is wrong",
        "P0" => "A parameter of the request is wrong",
        "T0" => "The operation took too long",
        _ => "The operation could not be completed",
    };
    json!({
        "OperationId": id,
        "Status": "ERROR",
        "Data": null,
        "AdditionalInformation": null,
        "Error": {
            "Code": code,
            "Type": if passes { "RETRYABLE" } else { "FINAL" },
            "Description": description,
        },
        "LifeSpan": null,
    })
}

/// The envelope that an operation was accepted with. What `LifeSpan` looks like is not documented: it
/// is a text or a number of seconds.
pub(super) fn acknowledgement(id: &str, dice: &mut Dice) -> Value {
    let life_span = if dice.per_mille(500) {
        json!("PT10M")
    } else {
        json!(600)
    };
    json!({
        "OperationId": id,
        "Status": "OK",
        "Data": null,
        "AdditionalInformation": null,
        "Error": null,
        "LifeSpan": life_span,
    })
}
