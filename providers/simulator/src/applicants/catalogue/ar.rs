//! Argentine statements.

use super::{Catalogue, Habit, bill, habit};

/// The texts.
pub(super) static CATALOGUE: Catalogue = Catalogue {
    salary: ("ACREDITACION DE HABERES", "{}"),
    extras: &[
        (6, 500, "{} SAC 1ER SEMESTRE"),
        (12, 500, "{} SAC 2DO SEMESTRE"),
    ],
    pension: ("ACREDITACION HABERES PREVISIONALES", "ANSES JUB"),
    gigs: &[
        (CREDIT, "UBER BV LIQUIDACION"),
        (CREDIT, "PEDIDOSYA SA LIQUIDACION"),
        (CREDIT, "RAPPI ARG SAS"),
        ("COBRO CON QR", "MERCADO PAGO"),
    ],
    sales: &[
        ("COBRO CON QR", "MERCADO PAGO"),
        ("LIQUIDACION COMERCIO", "PRISMA MEDIOS DE PAGO"),
        ("LIQUIDACION VENTAS", "FISERV"),
    ],
    supplies: &[
        habit(DEBIT, "DISTRIBUIDORA EJEMPLO FACTURA", (60, 140), (2, 4)),
        bill("PAGO VEP ARCA MONOTRIBUTO", "CATEGORIA D", 30),
        bill("PERCEPCION IIBB", "SIRCREB", 12),
    ],
    rent: habit(DEBIT, "- 27222222228 - ALQUILER", (210, 240), (1, 1)),
    bills: &[
        bill(DIRECT, "EDESUR SA", 18),
        bill(DIRECT, "METROGAS SA", 12),
        bill(DIRECT, "AYSA", 8),
        bill("PAGO DE SERVICIOS", "- EXPENSAS CONSORCIO", 45),
        bill(DIRECT, "TELECOM ARGENTINA SA PERSONAL FLOW", 22),
        bill(DIRECT, "CLARO AMX ARGENTINA", 10),
        bill(DIRECT, "SANCOR SEGUROS POLIZA AUTOMOTOR", 28),
    ],
    everyday: &[
        buy("COTO SUC 112", (15, 45), (2, 3)),
        buy("CARREFOUR MARKET 552", (8, 30), (1, 3)),
        buy("SUPERMERCADOS DIA 0419", (4, 16), (2, 4)),
        buy("CARNICERIA EL NOVILLO", (5, 14), (1, 3)),
        buy("VERDULERIA DEL CENTRO", (2, 6), (1, 3)),
        buy("FARMACITY 233", (3, 18), (0, 2)),
        buy("YPF PARANA CENTRO", (12, 30), (1, 3)),
        habit("CARGA SUBE", "", (2, 6), (2, 4)),
        buy("CAFE DEL MERCADO", (2, 7), (1, 4)),
        buy("MC DONALDS 0091", (4, 10), (0, 2)),
        buy("NETFLIX.COM", (8, 9), (1, 1)),
        buy("MERPAGO*MERCADOLIBRE", (8, 40), (0, 2)),
        habit("EXTRACCION CAJERO AUTOMATICO", "RED LINK", (20, 40), (1, 3)),
    ],
    card: &[
        "MERPAGO*FERRETERIA",
        "FRAVEGA",
        "SPOTIFY P2F1A",
        "YPF AVELLANEDA",
        "TIENDANUBE INDUMENTARIA",
        "DESPEGAR.COM",
    ],
    card_in_parts: "FRAVEGA CUOTA {}",
    fees: &[bill("COMISION MANTENIMIENTO CUENTA", "", 4)],
    card_payment: ("PAGO TARJETA VISA", "CIERRE ANTERIOR"),
    payment_on_card: "SU PAGO EN PESOS",
    loan: ("DEBITO CUOTA PRESTAMO", "PERSONAL {}"),
    disbursement: ("OTORGAMIENTO PRESTAMO", "PERSONAL {}"),
    lenders: &[
        (
            "CREDICUOTAS CONSUMO S.A.",
            "DEBITO DIRECTO",
            "CREDICUOTAS CONSUMO SA",
        ),
        ("WENANCE S.A.", "DEBITO DIRECTO", "WENANCE SA WELP CUOTA"),
        ("MONI ONLINE S.A.", "DEBITO DIRECTO", "MONI ONLINE SA CUOTA"),
    ],
    overdraft: &[
        habit("INTERESES DESCUBIERTO CTA CTE", "", (5, 12), (1, 1)),
        habit("IVA S/INTERESES DESCUBIERTO", "", (1, 2), (1, 1)),
    ],
    saving: ("SUSCRIPCION FCI", "RENTA PESOS"),
    redemption: ("RESCATE FCI", "RENTA PESOS"),
    received: (CREDIT, "- 20111111112 - VARIOS"),
    given: (DEBIT, "- 20111111112 - VARIOS"),
    own: ("COMPRA DE DOLARES", ""),
    unknown: ("DEBITO VARIOS", "COD {}"),
    first_money: ("DEPOSITO EN EFECTIVO", "TERMINAL AUTOSERVICIO"),
    deposit: ("CONSTITUCION PLAZO FIJO", "TRADICIONAL"),
};

const CREDIT: &str = "TRANSFERENCIA INMEDIATA CREDITO";
const DEBIT: &str = "TRANSFERENCIA INMEDIATA DEBITO";
const DIRECT: &str = "DEBITO AUTOMATICO";

const fn buy(text: &'static str, share: (i64, i64), times: (i64, i64)) -> Habit {
    habit("COMPRA DEBITO", text, share, times)
}
