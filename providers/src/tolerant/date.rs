//! Dates and months in every form the providers use, as local dates.

use caudal_facts::Month;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde_json::Value;

use super::Read;
use super::unread::Unread;

/// Years that a report can speak of; a date outside them is a misreading.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A local date.
///
/// A date-time with an offset other than UTC's is the local date as written. One in UTC is
/// converted to `zone`, except at exactly midnight: that is a date that its sender's software
/// dressed up as an instant, and converting it would move it to the day before.
pub(crate) fn date(value: &Value, zone: Tz) -> Read<NaiveDate> {
    let Some(text) = digits_or_text(value, "a date")? else {
        return Ok(None);
    };
    read_date(text.trim(), zone)
        .map(Some)
        .ok_or_else(|| Unread::expected("a date", value))
}

/// A calendar month: `YYYYMM`, `YYYY-MM`, `MM-YYYY`, or any form of date within it.
pub(crate) fn month(value: &Value, zone: Tz) -> Read<Month> {
    let Some(text) = digits_or_text(value, "a month")? else {
        return Ok(None);
    };
    let text = text.trim();
    let month = read_month(text).or_else(|| read_date(text, zone).map(Month::of));
    month
        .map(Some)
        .ok_or_else(|| Unread::expected("a month", value))
}

/// The local date of an instant that Caudal's own manifest gives.
pub(crate) fn day_of_instant(
    instant: chrono::DateTime<chrono::FixedOffset>,
    zone: Tz,
) -> NaiveDate {
    instant.with_timezone(&zone).date_naive()
}

fn digits_or_text(value: &Value, expected: &str) -> Read<String> {
    match value {
        Value::Null => Ok(None),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        other => Err(Unread::expected(expected, other)),
    }
}

fn read_month(text: &str) -> Option<Month> {
    let month = match text.split_once(['-', '/']) {
        None => Month::parse(text)?,
        Some((first, second)) if first.len() == 4 => Month::parse(&format!("{first}-{second}"))?,
        Some((first, second)) => Month::parse(&format!("{second}-{first:0>2}"))?,
    };
    YEARS.contains(&month.year()).then_some(month)
}

fn read_date(text: &str, zone: Tz) -> Option<NaiveDate> {
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else {
        return read_day(text);
    };
    let day = read_day(day)?;
    let (time, offset) = time_and_offset(time.trim())?;
    if offset == Some(0) && time != NaiveTime::MIN {
        let instant = NaiveDateTime::new(day, time).and_utc();
        return Some(instant.with_timezone(&zone).date_naive());
    }
    Some(day)
}

fn read_day(text: &str) -> Option<NaiveDate> {
    if !text.is_ascii() {
        return None;
    }
    let number = |text: &str| -> Option<u32> {
        let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        [day, month, year] if year.len() == 4 => (*year, *month, *day),
        [digits] if digits.len() == 8 => (&digits[..4], &digits[4..6], &digits[6..]),
        _ => return None,
    };
    let year = i32::try_from(number(year)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?;
    YEARS.contains(&year).then_some(date)
}

/// A time of day and its offset from UTC in minutes, where one is written.
fn time_and_offset(text: &str) -> Option<(NaiveTime, Option<i32>)> {
    let (time, offset) = if let Some(time) = text.strip_suffix(['Z', 'z']) {
        (time, Some(0))
    } else if let Some(at) = text.rfind(['+', '-']) {
        (&text[..at], Some(offset_minutes(&text[at..])?))
    } else {
        (text, None)
    };
    let time = ["%H:%M:%S%.f", "%H:%M"]
        .into_iter()
        .find_map(|form| NaiveTime::parse_from_str(time.trim(), form).ok())?;
    Some((time, offset))
}

/// `-0400`, `-04:00` or `-04` in minutes.
fn offset_minutes(text: &str) -> Option<i32> {
    let negative = text.starts_with('-');
    let digits: String = text.get(1..)?.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (digits.as_str(), "0"),
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let size = hours * 60 + minutes;
    ((0..=14).contains(&hours) && (0..60).contains(&minutes)).then_some(if negative {
        -size
    } else {
        size
    })
}
