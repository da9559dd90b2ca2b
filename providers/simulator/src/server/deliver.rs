//! What a fault makes of an answer: first of its contents, then of the way it is sent.

use std::io;
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream;
use http::header::{CONTENT_LENGTH, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde_json::Value;

use super::answer::Answer;
use super::call::Call;
use super::connection::Line;
use crate::faults::{Fault, RetryAfter, status_word, wrong_types};
use crate::routes;
use crate::world::World;

/// A piece of an oversized body.
const PIECE_BYTES: usize = 64 << 10;

/// Pieces of a slow body.
const PIECES: usize = 8;

const PAGE: &str = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>\
    <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>";

/// Whether anything is answered at all.
pub(super) const fn is_answered(fault: Option<&Fault>) -> bool {
    !matches!(fault, Some(Fault::Hang | Fault::ResetBeforeHeaders { .. }))
}

/// The answer with the fault's contents.
pub(super) fn damaged(world: &World, call: &Call, mut answer: Answer) -> Answer {
    let vendor = call.endpoint.vendor();
    match &call.fault {
        Some(Fault::RateLimited { retry_after }) => {
            let refusal = routes::refusal(vendor, StatusCode::TOO_MANY_REQUESTS);
            retry_later(refusal, *retry_after)
        }
        Some(Fault::Unavailable { retry_after }) => {
            let refusal = routes::refusal(vendor, StatusCode::SERVICE_UNAVAILABLE);
            retry_later(refusal, *retry_after)
        }
        Some(Fault::InternalError) => routes::refusal(vendor, StatusCode::INTERNAL_SERVER_ERROR),
        Some(Fault::HtmlErrorPage { status }) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            Answer::html(status, PAGE)
        }
        Some(Fault::StatusErrorInOk { code }) => routes::khipu_error(world, call, code),
        Some(Fault::EmptyBody) => {
            answer.body = Bytes::new();
            answer
        }
        Some(Fault::TruncatedJson) => {
            answer.body.truncate(answer.body.len() / 2);
            answer
        }
        Some(Fault::WrongTypes) => {
            let mut dice = call.dice(world.settings.seed, "wrong types");
            answer.body = wrong_types(&answer.body, &mut dice).into();
            answer
        }
        Some(Fault::UnknownStatusWord) => with_unknown_word(call, answer),
        _ => answer,
    }
}

/// Sends the answer in the fault's way.
pub(super) async fn deliver(
    world: &World,
    line: &Line,
    fault: Option<&Fault>,
    answer: Answer,
) -> Response {
    match fault {
        Some(Fault::SlowFirstByte { ms }) => {
            world.pause(Duration::from_millis(*ms)).await;
            answer.into_response()
        }
        Some(Fault::SlowBody { ms }) => slow(answer, Duration::from_millis(*ms)),
        Some(Fault::ResetMidBody) => cut_off(line, answer),
        Some(Fault::OversizedBody { bytes }) => oversized(answer, *bytes),
        Some(Fault::ResetBeforeHeaders { .. }) => {
            line.reset();
            answer.into_response()
        }
        Some(Fault::Hang) => {
            world.stopped().await;
            line.reset();
            answer.into_response()
        }
        _ => answer.into_response(),
    }
}

fn retry_later(answer: Answer, retry_after: RetryAfter) -> Answer {
    let value = match retry_after {
        RetryAfter::Absent => return answer,
        RetryAfter::Seconds(seconds) => seconds.to_string(),
        RetryAfter::HttpDateIn(seconds) => {
            let at = SystemTime::now() + Duration::from_secs(seconds.into());
            let at: DateTime<Utc> = at.into();
            at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
        }
    };
    answer.with(RETRY_AFTER, &value)
}

fn with_unknown_word(call: &Call, mut answer: Answer) -> Answer {
    let body = serde_json::from_slice::<Value>(&answer.body).ok();
    if let Some((field, word)) = status_word(call.endpoint)
        && let Some(Value::Object(mut fields)) = body
        && fields.contains_key(field)
    {
        fields.insert(field.to_owned(), Value::from(word));
        answer.body = Value::Object(fields).to_string().into();
    }
    answer
}

fn slow(answer: Answer, between: Duration) -> Response {
    let size = answer.body.len().div_ceil(PIECES).max(1);
    let pieces: Vec<Bytes> = answer
        .body
        .chunks(size)
        .map(Bytes::copy_from_slice)
        .collect();
    let sent = stream::unfold(pieces.into_iter(), move |mut pieces| async move {
        let piece = pieces.next()?;
        tokio::time::sleep(between).await;
        Some((Ok::<_, io::Error>(piece), pieces))
    });
    answer.with_body(Body::from_stream(sent))
}

/// The length is that of the whole, so that the client knows that something is missing.
fn cut_off(line: &Line, answer: Answer) -> Response {
    let whole = answer.body.len();
    let half = answer.body.slice(..whole / 2);
    let line = line.clone();
    let sent = stream::unfold(Some(half), move |half| {
        let line = line.clone();
        async move {
            if let Some(half) = half {
                return Some((Ok(half), None));
            }
            // The half must have left before the connection goes, or the client sees no headers.
            tokio::time::sleep(Duration::from_millis(5)).await;
            line.reset();
            Some((Err(io::Error::from(io::ErrorKind::ConnectionReset)), None))
        }
    });
    let mut response = answer.with_body(Body::from_stream(sent));
    response
        .headers_mut()
        .insert(CONTENT_LENGTH, HeaderValue::from(whole));
    response
}

fn oversized(answer: Answer, bytes: u64) -> Response {
    let opening = Bytes::from_static(br#"{"data":""#);
    let piece = Bytes::from(vec![b'x'; PIECE_BYTES]);
    let sent = stream::unfold((bytes, Some(opening)), move |(left, opening)| {
        let mut next = opening.unwrap_or_else(|| piece.clone());
        async move {
            if left == 0 {
                return None;
            }
            next.truncate(usize::try_from(left).unwrap_or(usize::MAX));
            let left = left.saturating_sub(next.len() as u64);
            Some((Ok::<_, io::Error>(next), (left, None)))
        }
    });
    answer.with_body(Body::from_stream(sent))
}
