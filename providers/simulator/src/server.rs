//! The HTTP server: a router built from the table of endpoints, and one way through it for all.

mod answer;
mod call;
mod connection;
mod deliver;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use http::StatusCode;
use tokio::net::TcpListener;
use tracing::{debug, warn};

use crate::endpoints::{ENDPOINTS, Endpoint, Vendor};
use crate::faults::Fault;
use crate::routes;
use crate::seen::Seen;
use crate::world::World;
use connection::{Line, Listening};

pub(crate) use answer::Answer;
pub(crate) use call::Call;

/// Bytes of a request's body. Real requests have a few hundred.
const REQUEST_BYTES_MAX: usize = 1 << 20;

/// Serves until the world stops.
pub(crate) async fn serve(listener: TcpListener, world: Arc<World>) {
    let stopped = Arc::clone(&world);
    let service = router(world).into_make_service_with_connect_info::<Line>();
    let server = axum::serve(Listening(listener), service)
        .with_graceful_shutdown(async move { stopped.stopped().await });
    if let Err(error) = server.await {
        warn!(target: "caudal_simulator", %error, "the server ended early");
    }
}

fn router(world: Arc<World>) -> Router {
    let mut router = Router::new();
    for endpoint in ENDPOINTS {
        let Ok(filter) = MethodFilter::try_from(endpoint.method()) else {
            continue;
        };
        let handler = move |State(world): State<Arc<World>>,
                            ConnectInfo(line): ConnectInfo<Line>,
                            params: RawPathParams,
                            request: Request| async move {
            routed(world, line, endpoint, &params, request).await
        };
        router = router.route(&axum_path(&endpoint.path()), on(filter, handler));
    }
    router
        .fallback(async |world, request| unrouted(world, &request, StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async |world, request| {
            unrouted(world, &request, StatusCode::METHOD_NOT_ALLOWED)
        })
        .with_state(world)
}

/// `/jobs/:hash` and `*rest` in the router's own form.
fn axum_path(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        if let Some(name) = segment.strip_prefix(':') {
            format!("{{{name}}}")
        } else if segment.starts_with('*') {
            format!("{{{segment}}}")
        } else {
            segment.to_owned()
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

async fn routed(
    world: Arc<World>,
    line: Line,
    endpoint: &'static Endpoint,
    params: &RawPathParams,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, REQUEST_BYTES_MAX).await else {
        return Answer::text(StatusCode::PAYLOAD_TOO_LARGE, "too large".to_owned()).into_response();
    };
    let mut call = Call::new(endpoint, params, head, body);
    call.applicant = routes::applicant(&world, &call);
    let awaits = routes::awaits_callback(&world, &call);
    let thing = call.thing();
    let (fault, ordinal) = world
        .plan
        .choose(endpoint, call.applicant.as_ref(), &thing, awaits);
    call.ordinal = ordinal;
    call.fault = fault;
    let answer = if call.fault.as_ref().is_some_and(Fault::prevents_effect) {
        Answer::empty(StatusCode::OK)
    } else {
        endpoint.respond(&world, &call)
    };
    let answer = deliver::damaged(&world, &call, answer);
    let seen = Seen {
        vendor: endpoint.vendor(),
        method: call.head.method.to_string(),
        endpoint: endpoint.template(),
        applicant: call.applicant.clone(),
        fault: call.fault.clone(),
        status: deliver::is_answered(call.fault.as_ref()).then(|| answer.status.as_u16()),
    };
    note(&world, seen);
    deliver::deliver(&world, &line, call.fault.as_ref(), answer).await
}

fn unrouted(
    State(world): State<Arc<World>>,
    request: &Request<Body>,
    status: StatusCode,
) -> Response {
    let vendor = Vendor::of_path(request.uri().path());
    let seen = Seen {
        vendor,
        method: request.method().to_string(),
        endpoint: "unrouted",
        applicant: None,
        fault: None,
        status: Some(status.as_u16()),
    };
    note(&world, seen);
    routes::refusal(vendor, status).into_response()
}

fn note(world: &World, seen: Seen) {
    if seen.vendor == Vendor::Simulator {
        return;
    }
    debug!(
        target: "caudal_simulator",
        vendor = ?seen.vendor, endpoint = seen.endpoint, status = seen.status, fault = ?seen.fault,
        "request"
    );
    world.seen.push(seen);
}
