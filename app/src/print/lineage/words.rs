//! The words of a lineage, in both languages.

use std::borrow::Cow;

use caudal_engine::features::Reduction;
use caudal_engine::policy::Language;

/// What is written around the numbers.
pub(super) struct Words {
    pub(super) arithmetic: &'static str,
    pub(super) of: &'static str,
    pub(super) number: &'static str,
    pub(super) rows: &'static str,
    pub(super) row: &'static str,
    pub(super) rows_read: &'static str,
    pub(super) payload: &'static str,
    pub(super) part: &'static str,
    pub(super) whole: &'static str,
    pub(super) table: &'static str,
    pub(super) date: &'static str,
    pub(super) amount: &'static str,
    pub(super) provider: &'static str,
    pub(super) file: &'static str,
    pub(super) payloads: &'static str,
    pub(super) none: &'static str,
    pub(super) missing: &'static str,
    /// A number without terms.
    pub(super) untold: &'static str,
    /// No number, so no arithmetic.
    pub(super) nothing: &'static str,
    pub(super) hidden: &'static str,
    pub(super) real: &'static str,
    pub(super) indexes: &'static str,
    pub(super) index: &'static str,
    pub(super) last_index: &'static str,
    pub(super) requested: &'static str,
    language: Language,
}

const SPANISH: Words = Words {
    arithmetic: "Cálculo",
    of: "de",
    number: "cifra",
    rows: "filas",
    row: "fila",
    rows_read: "Filas leídas",
    payload: "respuesta",
    part: "parte",
    whole: "total",
    table: "tabla",
    date: "fecha",
    amount: "monto",
    provider: "proveedor",
    file: "archivo",
    payloads: "Respuestas",
    none: "ninguno",
    missing: "falta",
    untold: "Este bloque no detalla su cálculo: se muestran las filas que leyó.",
    nothing: "No se calculó nada.",
    hidden: "saldos de otros días: --json los lista todos.",
    real: "a últimos precios",
    indexes: "Índice de precios",
    index: "índice",
    last_index: "Cada mes × el último índice conocido ÷ el suyo, al par más cercano. Último:",
    requested: "monto solicitado",
    language: Language::Spanish,
};

const ENGLISH: Words = Words {
    arithmetic: "Arithmetic",
    of: "of",
    number: "number",
    rows: "rows",
    row: "row",
    rows_read: "Rows read",
    payload: "payload",
    part: "part",
    whole: "whole",
    table: "table",
    date: "date",
    amount: "amount",
    provider: "provider",
    file: "file",
    payloads: "Payloads",
    none: "none",
    missing: "missing",
    untold: "This block does not break its arithmetic down: the rows that it read are shown.",
    nothing: "Nothing was computed.",
    hidden: "balances of other days: --json lists all of them.",
    real: "at last prices",
    indexes: "Price index",
    index: "index",
    last_index: "Each month × the last index known ÷ its own, rounded half-even. Last:",
    requested: "amount asked for",
    language: Language::English,
};

impl Words {
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Spanish => &SPANISH,
            Language::English => &ENGLISH,
        }
    }

    /// What became of the terms, its rounding named.
    pub(super) fn reduction(&self, reduction: Reduction) -> Cow<'static, str> {
        if let Reduction::Change { spans } = reduction {
            return self.change(spans).into();
        }
        let (es, en) = match reduction {
            Reduction::Mean => ("Promedio, al par más cercano.", "Mean, rounded half-even."),
            Reduction::Median => (
                "Mediana; entre dos, su promedio al par más cercano.",
                "Median; between two, their mean rounded half-even.",
            ),
            Reduction::Variation => (
                "Desviación estándar poblacional ÷ promedio, a millonésimas, al par más cercano.",
                "Population standard deviation ÷ mean, to millionths, rounded half-even.",
            ),
            Reduction::Above => ("Cuántas son mayores que cero.", "How many are above zero."),
            Reduction::Below => ("Cuántas son menores que cero.", "How many are below zero."),
            Reduction::Conservative => (
                "La menor entre promedio y mediana (al par más cercano) y la última.",
                "The least of mean and median (rounded half-even) and the latest.",
            ),
            Reduction::Trend => (
                "Mitad reciente ÷ mitad anterior − 1, a millonésimas, al par más cercano.",
                "Later half ÷ half before − 1, to millionths, rounded half-even.",
            ),
            Reduction::Slope => (
                "Pendiente de la recta de mínimos cuadrados sobre el promedio, al par más cercano.",
                "Slope of the least-squares line over the mean, rounded half-even.",
            ),
            Reduction::Streak => (
                "Cuántas seguidas hasta la última son mayores que cero.",
                "How many in a row up to the latest are above zero.",
            ),
            Reduction::Least => ("La menor.", "The smallest."),
            Reduction::Days => (
                "Cuántos días tienen movimientos.",
                "How many days have movements.",
            ),
            Reduction::DayShare => (
                "Parte de los días que tiene movimientos, al par más cercano.",
                "Share of the days that have movements, rounded half-even.",
            ),
            Reduction::LongestGap => (
                "La mayor cantidad de días seguidos sin movimientos.",
                "The longest run of days without movements.",
            ),
            Reduction::Ratio => (
                "Primera ÷ segunda, a millonésimas, al par más cercano.",
                "First ÷ second, to millionths, rounded half-even.",
            ),
            Reduction::RatioWithRequest => (
                "(Primera + segunda) ÷ tercera, a millonésimas, al par más cercano.",
                "(First + second) ÷ third, to millionths, rounded half-even.",
            ),
            Reduction::Sum => ("Suma.", "Sum."),
            Reduction::LargestRow => ("La fila mayor.", "The largest row."),
            Reduction::Largest => ("La mayor.", "The largest."),
            Reduction::Share => (
                "Parte ÷ total, a millonésimas, al par más cercano.",
                "Part ÷ whole, to millionths, rounded half-even.",
            ),
            Reduction::Deviation => (
                "Desviación estándar poblacional, al par más cercano.",
                "Population standard deviation, rounded half-even.",
            ),
            Reduction::NotAbove => ("Cuántas son cero o menores.", "How many are zero or below."),
            Reduction::DaysLow => (
                "Cuántos días quedan bajo un décimo del promedio de los meses, sin decimales.",
                "How many days are below a tenth of the mean of the months, its decimals dropped.",
            ),
            Reduction::Any => ("Si hay alguna.", "Whether there is one."),
            Reduction::Distinct => (
                "Cuántos valores distintos tienen las filas.",
                "How many different values the rows have.",
            ),
            // A block tells no terms, and what becomes of them is not shown.
            _ => (self.untold, self.untold),
        };
        match self.language {
            Language::Spanish => es.into(),
            Language::English => en.into(),
        }
    }

    fn change(&self, spans: u8) -> String {
        let times = if spans == 1 {
            String::new()
        } else {
            format!("{spans} × ")
        };
        match self.language {
            Language::Spanish => {
                format!("Primera ÷ ({times}segunda) − 1, a millonésimas, al par más cercano.")
            }
            Language::English => {
                format!("First ÷ ({times}second) − 1, to millionths, rounded half-even.")
            }
        }
    }
}
