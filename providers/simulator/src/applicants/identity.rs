//! Credentials: whose they are.

use caudal_facts::{Country, TaxId};

use super::dice::Dice;

/// What stands before the tax id in a credential of the simulator's.
const MARK: &str = "simulated-";

/// The tax id that a credential carries, as in `simulated-20267565393` or `simulated-11111111-1`.
pub(crate) fn applicant_of_text(credential: &str) -> Option<TaxId> {
    let (_, rest) = credential.split_once(MARK)?;
    let end = rest
        .find(|c: char| !matches!(c, '0'..='9' | 'k' | 'K' | '.' | '-'))
        .unwrap_or(rest.len());
    plain_tax_id(rest.get(..end)?)
}

/// A tax id of either country: eleven digits are a CUIT, eight or nine characters a RUT.
pub(crate) fn plain_tax_id(text: &str) -> Option<TaxId> {
    TaxId::read_cuit(text).or_else(|| TaxId::read_rut(text))
}

/// The applicant of a credential that carries no tax id: always the same for the same seed.
pub(crate) fn derived(seed: u64, country: Country, credential: &str) -> Option<TaxId> {
    let mut dice = Dice::new(seed, &format!("credential {country} {credential}"));
    let body = match country {
        Country::Cl => format!("{}{}", dice.between(9, 21), dice.digits(6)),
        Country::Ar => format!("2{}{}", dice.pick(&["0", "7"]), dice.digits(8)),
    };
    with_check_digit(country, &body)
}

/// The tax id with this body: seven or eight digits of a RUT, ten of a CUIT. Such a body always has one.
pub(crate) fn with_check_digit(country: Country, body: &str) -> Option<TaxId> {
    // One check digit is right, and trying them needs no second copy of the rule.
    let candidates = "0123456789K".chars();
    let mut whole = candidates.filter_map(|check| country.read_tax_id(&format!("{body}{check}")));
    whole.find(TaxId::is_valid)
}
