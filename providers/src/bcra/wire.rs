//! The register's answers as its clients document them.
#![expect(
    dead_code,
    clippy::struct_field_names,
    reason = "the vendor's whole form and names are written down, whether or not a field becomes a fact"
)]

use serde::Deserialize;
use serde_json::Value;

use crate::tolerant::{
    CountField, DateField, Extra, FlagField, ListField, MoneyField, MonthField, SectionField,
    TextField,
};

/// What every operation answers with, an error included.
#[derive(Debug, Deserialize)]
#[serde(default, bound(deserialize = ""))]
pub(super) struct Envelope<T> {
    /// The HTTP status again.
    pub(super) status: CountField,
    /// The data.
    pub(super) results: SectionField<T>,
    /// Texts for people, instead of data.
    #[serde(rename = "errorMessages")]
    pub(super) error_messages: ListField<Value>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

impl<T> Default for Envelope<T> {
    fn default() -> Self {
        Self {
            status: CountField::default(),
            results: SectionField::default(),
            error_messages: ListField::default(),
            extra: Extra::default(),
        }
    }
}

/// `Deudas/{id}` and `Deudas/Historicas/{id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Debts {
    /// CUIT, CUIL or CDI.
    pub(super) identificacion: TextField,
    /// Name.
    pub(super) denominacion: TextField,
    /// Months.
    pub(super) periodos: ListField<Period>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// A month.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Period {
    /// `YYYYMM`, also seen as `YYYY-MM`.
    pub(super) periodo: MonthField,
    /// Entities that the person owes.
    pub(super) entidades: ListField<Entity>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// What one entity says. The history carries only the first, second, fourth and last two.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Entity {
    /// Name.
    pub(super) entidad: TextField,
    /// 1 to 6.
    pub(super) situacion: CountField,
    /// Since when the situation is 1.
    #[serde(rename = "fechaSit1")]
    pub(super) fecha_sit1: DateField,
    /// What is owed, in thousands of pesos.
    pub(super) monto: MoneyField,
    /// Days in arrears.
    #[serde(rename = "diasAtrasoPago")]
    pub(super) dias_atraso_pago: CountField,
    /// Refinanced.
    pub(super) refinanciaciones: FlagField,
    /// Reclassified because other entities class the debtor worse.
    #[serde(rename = "recategorizacionOblig")]
    pub(super) recategorizacion_oblig: FlagField,
    /// In bankruptcy or the like.
    #[serde(rename = "situacionJuridica")]
    pub(super) situacion_juridica: FlagField,
    /// Irrecoverable by technical provision.
    #[serde(rename = "irrecDisposicionTecnica")]
    pub(super) irrec_disposicion_tecnica: FlagField,
    /// The person disputes it.
    #[serde(rename = "enRevision")]
    pub(super) en_revision: FlagField,
    /// In court.
    #[serde(rename = "procesoJud")]
    pub(super) proceso_jud: FlagField,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// `Deudas/ChequesRechazados/{id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Cheques {
    /// CUIT, CUIL or CDI.
    pub(super) identificacion: TextField,
    /// Name.
    pub(super) denominacion: TextField,
    /// Causes of rejection.
    pub(super) causales: ListField<Cause>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// A cause.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Cause {
    /// Its name.
    pub(super) causal: TextField,
    /// Entities that rejected.
    pub(super) entidades: ListField<CauseEntity>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// An entity that rejected cheques.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CauseEntity {
    /// Its number.
    pub(super) entidad: CountField,
    /// The cheques.
    pub(super) detalle: ListField<Cheque>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// A rejected cheque.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Cheque {
    /// Its number.
    #[serde(rename = "nroCheque")]
    pub(super) nro_cheque: CountField,
    /// When it was rejected.
    #[serde(rename = "fechaRechazo")]
    pub(super) fecha_rechazo: DateField,
    /// Its amount, in pesos.
    pub(super) monto: MoneyField,
    /// When it was paid.
    #[serde(rename = "fechaPago")]
    pub(super) fecha_pago: DateField,
    /// When the fine was paid.
    #[serde(rename = "fechaPagoMulta")]
    pub(super) fecha_pago_multa: DateField,
    /// What became of the fine.
    #[serde(rename = "estadoMulta")]
    pub(super) estado_multa: TextField,
    /// Of a person's account.
    #[serde(rename = "ctaPersonal")]
    pub(super) cta_personal: FlagField,
    /// Of a company, which one.
    #[serde(rename = "denomJuridica")]
    pub(super) denom_juridica: TextField,
    /// The person disputes it.
    #[serde(rename = "enRevision")]
    pub(super) en_revision: FlagField,
    /// In court.
    #[serde(rename = "procesoJud")]
    pub(super) proceso_jud: FlagField,
    #[serde(flatten)]
    pub(super) extra: Extra,
}
