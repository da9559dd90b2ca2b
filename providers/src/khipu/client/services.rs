//! Khipu's public services of Chile: registers and reports that are no bank's.

use caudal_facts::TaxId;

use super::endpoint::{Asking, of_site};
use super::operation::Operation;
use super::request::{self, BankRequest};
use super::{Khipu, invalid};
use crate::client::ClientError;

/// Which of the tax service's folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaxFolder {
    /// To prove one's income to an institution (`acreditar-renta`).
    AcreditarRenta {
        /// Its kind, as the tax service lists them (`ReceivingInstitution`).
        receiving_institution: String,
        /// Its name (`InstitutionName`).
        institution_name: String,
    },
    /// To apply for credit (`solicitar-credito`).
    SolicitarCredito,
}

impl Khipu {
    /// Any service, by its site and what stands after the site in its path.
    ///
    /// # Errors
    /// As [`operation`](Self::operation).
    pub async fn service(
        &self,
        site: &str,
        operation: &str,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        request::host("the site", site)?;
        let below = request::segments("the operation", operation)?;
        let endpoint = of_site(site, operation, Asking::of(request));
        let segments = ["v1", "cl", "services", site].into_iter().chain(below);
        self.read(endpoint, segments, request).await
    }

    /// The financial regulator's report of debts (`cmfchile.cl/debt-report`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation).
    pub async fn cmf_debt_report(&self, request: &BankRequest) -> Result<Operation, ClientError> {
        self.service("cmfchile.cl", "debt-report", request).await
    }

    /// A year's contributions to the unemployment fund (`afc.cl/contributions-certificate`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation), and [`ClientError::Invalid`] for a year without four
    /// digits.
    pub async fn afc_contributions_certificate(
        &self,
        year: u16,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        if !(1_000..=9_999).contains(&year) {
            return Err(invalid("Period", "is not a year of four digits"));
        }
        let request = request.clone().with("Period", year.to_string());
        self.service("afc.cl", "contributions-certificate", &request)
            .await
    }

    /// The latest contribution to the unemployment fund (`afc.cl/last-credited-contribution`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation).
    pub async fn afc_last_credited_contribution(
        &self,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        self.service("afc.cl", "last-credited-contribution", request)
            .await
    }

    /// What is in the unemployment fund (`afc.cl/balance`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation).
    pub async fn afc_balance(&self, request: &BankRequest) -> Result<Operation, ClientError> {
        self.service("afc.cl", "balance", request).await
    }

    /// The tax service's folder (`sii.cl/carpeta-tributaria/…`).
    ///
    /// # Errors
    /// As [`operation`](Self::operation).
    pub async fn sii_tax_folder(
        &self,
        folder: &TaxFolder,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        match folder {
            TaxFolder::AcreditarRenta {
                receiving_institution,
                institution_name,
            } => {
                let request = request
                    .clone()
                    .with("ReceivingInstitution", receiving_institution.as_str())
                    .with("InstitutionName", institution_name.as_str());
                self.service("sii.cl", "carpeta-tributaria/acreditar-renta", &request)
                    .await
            }
            TaxFolder::SolicitarCredito => {
                self.service("sii.cl", "carpeta-tributaria/solicitar-credito", request)
                    .await
            }
        }
    }

    /// Protests and delinquencies (`boletincomercial.cl/consulta-rut`). The RUT goes without dots,
    /// as in `11111111-1`; which form the service wants is not documented.
    ///
    /// # Errors
    /// As [`operation`](Self::operation), and [`ClientError::Invalid`] for an id that is no RUT.
    pub async fn boletin_comercial(
        &self,
        rut: &TaxId,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        let request = request
            .clone()
            .with("RutAfectado", revealed("RutAfectado", rut)?);
        self.service("boletincomercial.cl", "consulta-rut", &request)
            .await
    }

    /// The register of alimony debtors (`rndpa.srcei.cl/debt-registry`), with the RUT as in
    /// [`boletin_comercial`](Self::boletin_comercial).
    ///
    /// # Errors
    /// As [`operation`](Self::operation), and [`ClientError::Invalid`] for an id that is no RUT.
    pub async fn alimony_registry(
        &self,
        debtor: &TaxId,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        let request = request
            .clone()
            .with("DebtorId", revealed("DebtorId", debtor)?);
        self.service("rndpa.srcei.cl", "debt-registry", &request)
            .await
    }

    /// The insolvency bulletin's publications (`boletinconcursal.cl/publications-procedure`). How
    /// it is told whose is not documented.
    ///
    /// # Errors
    /// As [`operation`](Self::operation).
    pub async fn bankruptcy_publications(
        &self,
        request: &BankRequest,
    ) -> Result<Operation, ClientError> {
        self.service("boletinconcursal.cl", "publications-procedure", request)
            .await
    }
}

fn revealed(what: &'static str, id: &TaxId) -> Result<String, ClientError> {
    match id {
        TaxId::Rut(_) => Ok(id.reveal()),
        TaxId::Cuit(_) => Err(invalid(what, "is not a RUT")),
    }
}
