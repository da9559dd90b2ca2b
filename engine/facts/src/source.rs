//! Sources: the reports a policy may ask for. A source is a report, not the vendor that brings it.

use std::fmt;

/// A report. Several providers may bring the same one; features and policies name the report only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// Argentine bank report: accounts, cards, loans, deposits.
    Cirenio,
    /// Chilean bank report: accounts, balances, statements, transactions.
    Khipu,
    /// banca.me's pre-approvals.
    Bancame,
    /// Unemployment-fund contributions (Chile): employers and taxable income.
    Afc,
    /// Debt report of the financial regulator (Chile).
    Cmf,
    /// Tax folder (Chile): fee receipts, yearly returns.
    Sii,
    /// Medical leaves (Chile).
    Suseso,
    /// Protests and delinquencies (Chile).
    Protests,
    /// Register of alimony debtors (Chile).
    Alimony,
    /// Central de Deudores (Argentina): situations and rejected cheques.
    Bcra,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 10] = [
        Self::Cirenio,
        Self::Khipu,
        Self::Bancame,
        Self::Afc,
        Self::Cmf,
        Self::Sii,
        Self::Suseso,
        Self::Protests,
        Self::Alimony,
        Self::Bcra,
    ];

    /// The name that policies, manifests and decisions use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cirenio => "cirenio",
            Self::Khipu => "khipu",
            Self::Bancame => "bancame",
            Self::Afc => "afc",
            Self::Cmf => "cmf",
            Self::Sii => "sii",
            Self::Suseso => "suseso",
            Self::Protests => "protests",
            Self::Alimony => "alimony",
            Self::Bcra => "bcra",
        }
    }

    /// The source with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
