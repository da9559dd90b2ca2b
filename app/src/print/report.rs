//! What applicants call a report.

use caudal_facts::Party;

/// The reports by the sources' names, as applicants know them.
const REPORTS: [(&str, &str); 10] = [
    ("cirenio", "movimientos de su cuenta bancaria"),
    ("khipu", "movimientos de su cuenta bancaria"),
    ("bancame", "ofertas preaprobadas (banca.me)"),
    ("afc", "cotizaciones del seguro de cesantía (AFC)"),
    ("cmf", "informe de deudas de la CMF"),
    ("sii", "carpeta tributaria (SII)"),
    ("suseso", "licencias médicas (SUSESO)"),
    ("protests", "Boletín Comercial, protestos y morosidades"),
    (
        "alimony",
        "Registro Nacional de Deudores de Pensiones de Alimentos",
    ),
    ("bcra", "Central de Deudores del BCRA"),
];

/// What applicants call a report; its own name if it is not known.
pub(crate) fn report_name(report: &str) -> String {
    let (party, source) = Party::split(report);
    let known = REPORTS.iter().find(|(name, _)| *name == source);
    match (known, party) {
        (None, _) => report.to_owned(),
        (Some((_, name)), Party::Applicant) => (*name).to_owned(),
        (Some((_, name)), Party::CoApplicant) => format!("{name}, de quien pide también"),
    }
}

#[cfg(test)]
mod tests {
    use caudal_facts::Source;

    use super::report_name;

    #[test]
    fn every_source_has_a_name_for_applicants() {
        for source in Source::ALL {
            assert_ne!(report_name(source.name()), source.name());
        }
    }
}
