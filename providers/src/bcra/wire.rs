//! The register's answers as its clients document them.
#![expect(
    clippy::struct_field_names,
    reason = "the vendor's own names are kept, though some repeat their object's"
)]

use crate::tolerant::{
    CountField, DateField, FlagField, ListField, MoneyField, MonthField, SectionField, TextField,
    wire,
};

wire! {
    /// What every operation answers with, an error included.
    pub(super) struct Envelope<T> {
        /// The HTTP status again.
        status: CountField = "status",
        /// The data.
        results: SectionField<T> = "results",
        /// Texts for people, instead of data.
        error_messages: ListField<TextField> = "errorMessages",
    }

    /// `Deudas/{id}` and `Deudas/Historicas/{id}`.
    pub(super) struct Debts {
        /// CUIT, CUIL or CDI.
        identificacion: TextField = "identificacion",
        /// Name.
        denominacion: TextField = "denominacion",
        /// Months.
        periodos: ListField<Period> = "periodos",
    }

    /// A month.
    pub(super) struct Period {
        /// `YYYYMM`, also seen as `YYYY-MM`.
        periodo: MonthField = "periodo",
        /// Entities that the person owes.
        entidades: ListField<Entity> = "entidades",
    }

    /// What one entity says. The history carries only the first, second, fourth and last two.
    pub(super) struct Entity {
        /// Name.
        entidad: TextField = "entidad",
        /// 1 to 6.
        situacion: CountField = "situacion",
        /// Since when the situation is 1.
        fecha_sit1: DateField = "fechaSit1",
        /// What is owed, in thousands of pesos.
        monto: MoneyField = "monto",
        /// Days in arrears.
        dias_atraso_pago: CountField = "diasAtrasoPago",
        /// Refinanced.
        refinanciaciones: FlagField = "refinanciaciones",
        /// Reclassified because other entities class the debtor worse.
        recategorizacion_oblig: FlagField = "recategorizacionOblig",
        /// In bankruptcy or the like.
        situacion_juridica: FlagField = "situacionJuridica",
        /// Irrecoverable by technical provision.
        irrec_disposicion_tecnica: FlagField = "irrecDisposicionTecnica",
        /// The person disputes it.
        en_revision: FlagField = "enRevision",
        /// In court.
        proceso_jud: FlagField = "procesoJud",
    }

    /// `Deudas/ChequesRechazados/{id}`.
    pub(super) struct Cheques {
        /// CUIT, CUIL or CDI.
        identificacion: TextField = "identificacion",
        /// Name.
        denominacion: TextField = "denominacion",
        /// Causes of rejection.
        causales: ListField<Cause> = "causales",
    }

    /// A cause.
    pub(super) struct Cause {
        /// Its name.
        causal: TextField = "causal",
        /// Entities that rejected.
        entidades: ListField<CauseEntity> = "entidades",
    }

    /// An entity that rejected cheques.
    pub(super) struct CauseEntity {
        /// Its number.
        entidad: CountField = "entidad",
        /// The cheques.
        detalle: ListField<Cheque> = "detalle",
    }

    /// A rejected cheque.
    pub(super) struct Cheque {
        /// Its number.
        nro_cheque: CountField = "nroCheque",
        /// When it was rejected.
        fecha_rechazo: DateField = "fechaRechazo",
        /// Its amount, in pesos.
        monto: MoneyField = "monto",
        /// When it was paid.
        fecha_pago: DateField = "fechaPago",
        /// When the fine was paid.
        fecha_pago_multa: DateField = "fechaPagoMulta",
        /// What became of the fine.
        estado_multa: TextField = "estadoMulta",
        /// Of a person's account.
        cta_personal: FlagField = "ctaPersonal",
        /// Of a company, which one.
        denom_juridica: TextField = "denomJuridica",
        /// The person disputes it.
        en_revision: FlagField = "enRevision",
        /// In court.
        proceso_jud: FlagField = "procesoJud",
    }
}
