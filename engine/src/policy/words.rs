//! What the words that compute mean, whatever evaluates the policy.
//!
//! A message is a fault of the policy: the run stops, and nothing is decided.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use caudal_facts::{Rate, RatePeriod};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use sha2::{Digest as _, Sha256};

use super::loan::{Contract, Powers, TERM_MAX};
use super::run::Known;
use super::script::object::QuoteObject;
use super::typed::{Signature, Word};
use super::value::{Causes, Operator, Value};

/// What a word gives, or a fault.
pub(crate) type Meant<T = Value> = Result<T, String>;

/// A word, by the name that policies write.
#[derive(Clone, Copy)]
struct Called(Word);

/// Numbers for a word that is strict in missing values: all known, or what is lacking.
pub(crate) enum Numbers<const N: usize> {
    Known([Decimal; N]),
    Lacking(Causes),
}

/// What a word gives for its arguments; of a list its items. Words that give one of their arguments as it is, or
/// something else than a value, have functions of their own.
pub(crate) fn meaning(word: Word, known: &Known<'_>, given: &[&Value]) -> Meant {
    let name = Called(word);
    match (word, given) {
        (Word::Known, [x]) => Ok(Value::Flag(x.lack().is_none())),
        (Word::IsMissing, [x]) => Ok(Value::Flag(matches!(x, Value::Missing(_)))),
        // Whether a missing value is none is not known either.
        (Word::IsNone, [x]) => Ok(match x {
            Value::Missing(causes) => Value::Missing(causes.clone()),
            other => Value::Flag(matches!(other, Value::None(_))),
        }),
        (Word::Between, [x, low, high]) => between(x, low, high),
        (Word::OneOf, [x, items @ ..]) => one_of(x, items),
        (Word::Min | Word::Max | Word::MinKnown | Word::MaxKnown, given) => {
            extreme(word, name, given)
        }
        (Word::Date, [text]) => date(text),
        (Word::YearsBetween, [from, to]) => span(name, from, to, |from, to| {
            caudal_facts::years_between(from, to).into()
        }),
        (Word::MonthsBetween, [from, to]) => span(name, from, to, |from, to| {
            caudal_facts::months_between(from, to).into()
        }),
        (Word::DaysBetween, [from, to]) => span(name, from, to, |from, to| (to - from).num_days()),
        (Word::AddMonths, [from, months]) => add_months(name, from, months),
        (Word::Uf, [x]) => converted(name, x, &known.reference("uf")),
        (Word::Real, [amount, since]) => {
            let factor = match local_date(name, since)? {
                Ok(since) => known.price_factor(since),
                Err(causes) => Value::Missing(causes),
            };
            converted(name, amount, &factor)
        }
        (Word::Installment, [amount, rate, term]) => {
            loan(name, known, Contract::installment_by, [amount, rate, term])
        }
        (Word::Principal, [installment, rate, term]) => loan(
            name,
            known,
            Contract::principal_by,
            [installment, rate, term],
        ),
        (Word::MonthlyFromTna, [rate]) => monthly(name, RatePeriod::YearNominal, rate),
        (Word::MonthlyFromTea, [rate]) => monthly(name, RatePeriod::YearEffective, rate),
        (Word::Sampled, [salt, share]) => sampled(name, known, salt, share),
        _ => Err(format!("{name} does not take {} values", given.len())),
    }
}

/// All numbers, or the causes of all that lack.
pub(crate) fn numbers<const N: usize>(
    name: impl fmt::Display,
    given: [&Value; N],
) -> Meant<Numbers<N>> {
    let mut known = [Decimal::ZERO; N];
    let mut lacking: Option<Causes> = None;
    for (slot, value) in known.iter_mut().zip(given) {
        match (value.number(), value.lack()) {
            (Some(number), _) => *slot = number,
            (None, Some(causes)) => {
                lacking = Some(match lacking {
                    Some(so_far) => so_far.and(&causes),
                    None => causes,
                });
            }
            (None, None) => return Err(format!("{name} does not take a {}", value.kind())),
        }
    }
    Ok(lacking.map_or(Numbers::Known(known), Numbers::Lacking))
}

/// A number rounded to a step; `None` for an overflow.
pub(crate) fn rounded(word: Word, number: Decimal, step: Decimal) -> Meant<Option<Decimal>> {
    let strategy = match word {
        Word::FloorTo => RoundingStrategy::ToNegativeInfinity,
        Word::CeilTo => RoundingStrategy::ToPositiveInfinity,
        _ => RoundingStrategy::MidpointAwayFromZero,
    };
    if step <= Decimal::ZERO {
        let name = Called(word);
        return Err(format!("{name} wants a step above zero, not {step}"));
    }
    Ok(number
        .checked_div(step)
        .map(|steps| steps.round_dp_with_strategy(0, strategy))
        .and_then(|steps| steps.checked_mul(step)))
}

/// A quote of an amount, a monthly rate, a term and a monthly fee.
pub(crate) fn quoted(
    known: &Known<'_>,
    [amount, rate, term, fee]: [Decimal; 4],
    bound_by: Option<Arc<str>>,
) -> Meant<QuoteObject> {
    let term_months = months(Called(Word::Quote), term)?;
    let most = known.parts.limits.quoted_months;
    // Of a longer term no month is worked out.
    let worked_out = u64::from(term_months.min(TERM_MAX));
    let before = known.quoted_months.fetch_add(worked_out, Ordering::Relaxed);
    if before.saturating_add(worked_out) > most {
        return Err(format!(
            "quote: too many months, more than {most} in one run"
        ));
    }
    let contract = known.contract(fee);
    let quote = known.with_powers(|powers| contract.quote_by(powers, amount, rate, term_months));
    Ok(QuoteObject {
        amount: contract.payable(amount),
        term_months,
        monthly_rate: rate,
        quote: quote.ok().map(Arc::new),
        bound_by,
    })
}

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Signature::name_of(self.0))
    }
}

/// A figure, or missing with cause overflow.
pub(crate) fn figure(figure: Option<Decimal>) -> Value {
    figure.map_or_else(|| Value::missing("overflow"), Value::Number)
}

fn apply(operator: Operator, left: &Value, right: &Value) -> Meant {
    Value::apply(operator, left, right).map_err(|mismatch| format!("failed to {mismatch}"))
}

fn between(x: &Value, low: &Value, high: &Value) -> Meant {
    let above = apply(Operator::GreaterOrEqual, x, low)?;
    let below = apply(Operator::LessOrEqual, x, high)?;
    apply(Operator::And, &above, &below)
}

fn one_of(x: &Value, items: &[&Value]) -> Meant {
    if let Some(causes) = x.lack() {
        return Ok(Value::Missing(causes));
    }
    for item in items {
        if apply(Operator::Equal, x, item)? == Value::Flag(true) {
            return Ok(Value::Flag(true));
        }
    }
    Ok(Value::Flag(false))
}

fn extreme(word: Word, name: Called, given: &[&Value]) -> Meant {
    let largest = matches!(word, Word::Max | Word::MaxKnown);
    let strict = matches!(word, Word::Min | Word::Max);
    let mut best: Option<Decimal> = None;
    let mut lacking: Option<Causes> = None;
    for value in given {
        match (value.number(), value.lack()) {
            (Some(number), _) => {
                best = Some(match best {
                    Some(best) if largest => best.max(number),
                    Some(best) => best.min(number),
                    None => number,
                });
            }
            (None, Some(causes)) => {
                lacking = Some(match lacking {
                    Some(so_far) => so_far.and(&causes),
                    None => causes,
                });
            }
            (None, None) => return Err(format!("{name} does not take a {}", value.kind())),
        }
    }
    Ok(match (best, lacking) {
        (Some(best), None) => Value::Number(best),
        (Some(best), Some(_)) if !strict => Value::Number(best),
        (_, Some(causes)) => Value::Missing(causes),
        (None, None) => Value::missing("overflow"),
    })
}

fn date(text: &Value) -> Meant {
    let Value::Text(text) = text else {
        return Err(format!("date does not take a {}", text.kind()));
    };
    text.parse::<NaiveDate>()
        .map(Value::Date)
        .map_err(|_| format!("{text:?} is no date such as 2026-10-20"))
}

/// A date, or why it is lacking.
fn local_date(name: Called, value: &Value) -> Meant<Result<NaiveDate, Causes>> {
    match (value, value.lack()) {
        (_, Some(causes)) => Ok(Err(causes)),
        (Value::Date(date), None) => Ok(Ok(*date)),
        (other, None) => Err(format!("{name} does not take a {}", other.kind())),
    }
}

fn span(name: Called, from: &Value, to: &Value, count: fn(NaiveDate, NaiveDate) -> i64) -> Meant {
    Ok(match (local_date(name, from)?, local_date(name, to)?) {
        (Ok(from), Ok(to)) => Value::Number(count(from, to).into()),
        (Err(one), Err(other)) => Value::Missing(one.and(&other)),
        (Err(causes), Ok(_)) | (Ok(_), Err(causes)) => Value::Missing(causes),
    })
}

fn add_months(name: Called, from: &Value, months: &Value) -> Meant {
    let from = local_date(name, from)?;
    let months = match numbers(name, [months])? {
        Numbers::Known([months]) => months,
        Numbers::Lacking(causes) => return Ok(Value::Missing(causes)),
    };
    let from = match from {
        Ok(from) => from,
        Err(causes) => return Ok(Value::Missing(causes)),
    };
    let later = i32::try_from(months)
        .ok()
        .filter(|_| months.is_integer())
        .and_then(|months| caudal_facts::add_months(from, months));
    later
        .map(Value::Date)
        .ok_or_else(|| format!("cannot add {months} months to {from}"))
}

/// An amount times a rate of a series.
fn converted(name: Called, x: &Value, rate: &Value) -> Meant {
    Ok(match numbers(name, [x, rate])? {
        Numbers::Known([x, rate]) => figure(x.checked_mul(rate)),
        Numbers::Lacking(causes) => Value::Missing(causes),
    })
}

type Arithmetic = fn(&Contract, &Powers, Decimal, Decimal, u32) -> Option<Decimal>;

fn loan(name: Called, known: &Known<'_>, arithmetic: Arithmetic, given: [&Value; 3]) -> Meant {
    let [x, rate, term] = match numbers(name, given)? {
        Numbers::Known(known) => known,
        Numbers::Lacking(causes) => return Ok(Value::Missing(causes)),
    };
    let term = months(name, term)?;
    let contract = known.contract(Decimal::ZERO);
    let worked_out = known.with_powers(|powers| arithmetic(&contract, powers, x, rate, term));
    Ok(figure(worked_out))
}

fn months(name: Called, term: Decimal) -> Meant<u32> {
    let whole = u32::try_from(term).ok().filter(|whole| *whole > 0);
    whole
        .filter(|_| term.is_integer())
        .ok_or_else(|| format!("{name} wants a term in whole months, not {term}"))
}

fn monthly(name: Called, period: RatePeriod, rate: &Value) -> Meant {
    Ok(match numbers(name, [rate])? {
        Numbers::Known([rate]) => figure(Rate::new(rate, period).monthly()),
        Numbers::Lacking(causes) => Value::Missing(causes),
    })
}

/// Whether the application falls in a sample: the first eight bytes of SHA-256(salt, 0x00,
/// application id), big-endian, over 2^64, below the share.
fn sampled(name: Called, known: &Known<'_>, salt: &Value, share: &Value) -> Meant {
    let Value::Text(salt) = salt else {
        return Err(format!("{name} does not take a {}", salt.kind()));
    };
    let share = match numbers(name, [share])? {
        Numbers::Known([share]) => share,
        Numbers::Lacking(causes) => return Ok(Value::Missing(causes)),
    };
    let mut hash = Sha256::new();
    hash.update(salt.as_bytes());
    hash.update([0]);
    hash.update(known.subject.application_id.as_bytes());
    let digest = hash.finalize();
    let mut first = [0_u8; 8];
    first.copy_from_slice(&digest[..8]);
    // 2^64 times a share below one fits a decimal's 96 bits.
    let drawn = Decimal::from(u64::from_be_bytes(first));
    let bound = Decimal::from(1_u128 << 64)
        .checked_mul(share)
        .unwrap_or(Decimal::MAX);
    Ok(Value::Flag(drawn < bound))
}
