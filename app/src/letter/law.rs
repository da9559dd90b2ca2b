//! What the law of each country gives the applicant, in words that an applicant reads. Every citation names its
//! article; `rules/README.md` says which text each was checked against.

use caudal_facts::Country;
use chrono::NaiveDate;

/// A country's law, as far as letters and publications follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jurisdiction {
    /// Chile.
    Chile,
    /// Argentina.
    Argentina,
}

impl Jurisdiction {
    /// The law of a country.
    pub(crate) const fn of(country: Country) -> Self {
        match country {
            Country::Cl => Self::Chile,
            Country::Ar => Self::Argentina,
        }
    }

    /// What an applicant may ask for after a decision of a date.
    pub(crate) fn rights(self, as_of: NaiveDate, automated: bool, declined: bool) -> Vec<String> {
        let mut rights: Vec<&str> = Vec::new();
        match self {
            Self::Chile => {
                rights.push(if declined {
                    "Saber por escrito por qué se rechazó su solicitud, con razones fundadas en condiciones \
                     objetivas (Ley 19.496, artículo 3, inciso segundo, letra a), y conocer esas condiciones \
                     antes de pedir un crédito (letra b)."
                } else {
                    "Conocer las condiciones objetivas con que se otorga un crédito antes de pedirlo (Ley 19.496, \
                     artículo 3, inciso segundo, letra b)."
                });
                rights.push(
                    "Conocer el resultado del análisis de su solvencia (Ley 19.496, artículo 17 N). Está al \
                     final de esta carta.",
                );
                if automated {
                    rights.push(if as_of >= automated_decisions_in_force() {
                        "Pedir que le expliquemos esta decisión automática, que intervenga una persona, dar su \
                         punto de vista y pedir que se revise (Ley 19.628, artículo 8 bis, agregado por la Ley \
                         21.719)."
                    } else {
                        "Pedir que le expliquemos esta decisión automática y que la revise una persona. La ley \
                         lo exige desde el 1 de diciembre de 2026 (Ley 19.628, artículo 8 bis, agregado por la \
                         Ley 21.719); nosotros lo hacemos desde ya."
                    });
                }
            }
            Self::Argentina => {
                rights.push(
                    "Ver gratis, cada seis meses, los datos suyos que usamos (Ley 25.326, artículo 14), \
                     explicados en lenguaje claro (artículo 15).",
                );
                rights.push(
                    "Pedir que se corrija, se actualice o se suprima un dato equivocado, lo que debe hacerse en \
                     cinco días hábiles (Ley 25.326, artículo 16).",
                );
                rights.push(
                    "Que no se usen deudas de más de cinco años, o de más de dos si ya las pagó (Ley 25.326, \
                     artículo 26, inciso 4).",
                );
                if automated {
                    rights.push(
                        "Pedir que le expliquemos con qué lógica se tomó esta decisión automática (Resolución \
                         AAIP 4/2019, criterio sobre tratamiento automatizado de datos).",
                    );
                }
            }
        }
        rights.into_iter().map(str::to_owned).collect()
    }

    /// Whom an applicant can complain to.
    pub(crate) const fn authority(self) -> &'static str {
        match self {
            Self::Chile => "el SERNAC",
            Self::Argentina => {
                "la Agencia de Acceso a la Información Pública, por sus datos, o Defensa del Consumidor, por el crédito"
            }
        }
    }

    /// Why conditions are published.
    pub(crate) const fn publication(self) -> &'static str {
        match self {
            Self::Chile => {
                "Estas condiciones se publican porque usted tiene derecho a conocerlas antes de pedir un crédito \
                 (Ley 19.496, artículo 3, inciso segundo, letra b), y porque debe estar a la vista que hay \
                 decisiones automáticas y con qué lógica se toman (Ley 19.628, artículo 14 ter, letra l, agregado \
                 por la Ley 21.719, que rige desde el 1 de diciembre de 2026)."
            }
            Self::Argentina => {
                "Estas condiciones se publican para que cualquiera pueda conocer, antes de pedir un préstamo, con \
                 qué lógica se decide (Resolución AAIP 4/2019, criterio sobre tratamiento automatizado de datos)."
            }
        }
    }
}

/// 1 December 2026: the day on which Chile's rules on automated decisions begin.
fn automated_decisions_in_force() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or(NaiveDate::MAX)
}
