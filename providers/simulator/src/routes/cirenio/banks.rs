//! The banks that Cirenio's document lists, and how many days of movements each gives.

/// A bank.
#[derive(Debug)]
pub(crate) struct Bank {
    /// Cirenio's id.
    pub(crate) id: u32,
    /// Legal name.
    pub(crate) name: &'static str,
    /// Commercial name.
    pub(crate) alias: &'static str,
    /// The central bank's code, five digits; the last three begin every account's CBU.
    pub(crate) code: &'static str,
    /// Days of movements.
    pub(crate) days: u32,
}

/// The document's twenty banks. Its two ids and codes are kept; the others' ids are counted on.
pub(crate) const BANKS: &[Bank] = &[
    bank(
        1,
        "BANCO DE GALICIA Y BUENOS AIRES S.A.U.",
        "galicia",
        "00007",
        150,
    ),
    bank(2, "BANCO DE LA NACION ARGENTINA", "nacion", "00011", 90),
    bank(
        3,
        "BANCO DE LA CIUDAD DE BUENOS AIRES",
        "ciudad",
        "00029",
        90,
    ),
    bank(
        4,
        "BANCO DE LA PROVINCIA DE BUENOS AIRES",
        "provincia",
        "00014",
        90,
    ),
    bank(5, "BBVA BANCO FRANCES S.A.", "bbva", "00017", 150),
    bank(6, "BANCO INDUSTRIAL S.A.", "bind", "00322", 90),
    bank(7, "NUEVO BANCO DEL CHACO S.A.", "chaco", "00311", 90),
    bank(8, "BANCO DEL CHUBUT S.A.", "chubut", "00083", 90),
    bank(9, "BANCO DE CORRIENTES S.A.", "corrientes", "00094", 90),
    bank(
        10,
        "BANCO DE LA PROVINCIA DE CORDOBA S.A.",
        "cordoba",
        "00020",
        180,
    ),
    bank(11, "NUEVO BANCO DE SANTA FE S.A.", "santafe", "00330", 365),
    bank(
        12,
        "NUEVO BANCO DE ENTRE RIOS S.A.",
        "entrerios",
        "00386",
        365,
    ),
    bank(13, "BANCO DE FORMOSA S.A.", "formosa", "00315", 90),
    bank(14, "HSBC BANK ARGENTINA S.A.", "hsbc", "00150", 60),
    bank(15, "BANCO MACRO S.A.", "macro", "00285", 120),
    bank(
        16,
        "BANCO PROVINCIA DEL NEUQUEN S.A.",
        "neuquen",
        "00097",
        90,
    ),
    bank(17, "BANCO PATAGONIA S.A.", "patagonia", "00034", 60),
    bank(18, "BANCO SANTA CRUZ S.A.", "santacruz", "00086", 90),
    bank(
        19,
        "BANCO SANTANDER ARGENTINA S.A.",
        "santander",
        "00072",
        90,
    ),
    bank(
        20,
        "BANCO PROVINCIA DE TIERRA DEL FUEGO",
        "tierradelfuego",
        "00268",
        90,
    ),
];

/// The bank with this id; the first where there is none.
pub(super) fn of(id: u32) -> &'static Bank {
    BANKS.iter().find(|bank| bank.id == id).unwrap_or(&BANKS[0])
}

const fn bank(
    id: u32,
    name: &'static str,
    alias: &'static str,
    code: &'static str,
    days: u32,
) -> Bank {
    Bank {
        id,
        name,
        alias,
        code,
        days,
    }
}
