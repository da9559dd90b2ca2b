//! The simulator's own pages: what there is, what fails, what was seen.

use std::fmt::Write as _;
use std::sync::Arc;

use http::StatusCode;
use serde_json::json;

use crate::endpoints::ENDPOINTS;
use crate::faults::{Fault, Faults};
use crate::seen::Seen;
use crate::server::{Answer, Call};
use crate::world::World;

/// `GET /`: a page for people.
pub(crate) fn page(world: &Arc<World>, _: &Call) -> Answer {
    let mut page = format!(
        "Simulated providers, seed {}, reports as of {}.\n\n\
         A credential names its applicant: simulated-20267565393, simulated-11111111-1. Any other\n\
         stands for somebody of its own.\n\nRoutes\n",
        world.settings.seed, world.as_of,
    );
    for endpoint in ENDPOINTS {
        let _ = writeln!(page, "  {:<5} {}", endpoint.method(), endpoint.path());
    }
    page.push_str("\nFaults, for PUT /_faults\n");
    for fault in Fault::each() {
        let _ = writeln!(page, "  {}", json!(fault));
    }
    page.push_str(
        "\nAs in\n  {\"rules\": [{\"vendor\": \"khipu\", \"when\": {\"nth\": 2}, \"fault\": \"hang\"}], \
         \"random_per_mille\": 0}\n\
         when: \"always\", {\"nth\": 2}, {\"first_n\": 3}, {\"every\": 5}, {\"share\": 50} of a thousand\n",
    );
    Answer::text(StatusCode::OK, page)
}

/// `GET /_faults`: the plan as it stands.
pub(crate) fn faults(world: &Arc<World>, _: &Call) -> Answer {
    Answer::json(StatusCode::OK, &json!(world.plan.current()))
}

/// `PUT /_faults`: takes another plan.
pub(crate) fn set_faults(world: &Arc<World>, call: &Call) -> Answer {
    match Faults::from_json(&call.body) {
        Ok(faults) => {
            world.plan.set(faults);
            Answer::json(StatusCode::OK, &json!(world.plan.current()))
        }
        Err(error) => Answer::text(StatusCode::BAD_REQUEST, format!("failed to {error}\n")),
    }
}

/// `GET /_seen`: every request so far, tax ids masked.
pub(crate) fn seen(world: &Arc<World>, _: &Call) -> Answer {
    let seen = world.seen.all();
    Answer::json(StatusCode::OK, &seen.iter().map(Seen::to_json).collect())
}
