//! Chilean statements. Banks print one text, so there is no short one.

use super::{Catalogue, Habit, bill, habit};

/// The texts.
pub(super) static CATALOGUE: Catalogue = Catalogue {
    salary: ("", "PAGO:DE SUELDOS {} EMPRESA EJEMPLO SPA"),
    extras: &[
        (
            9,
            120,
            "ABONO REMUNERACION AGUINALDO FIESTAS PATRIAS EMPRESA EJEMPLO SPA",
        ),
        (
            12,
            100,
            "ABONO REMUNERACION AGUINALDO NAVIDAD EMPRESA EJEMPLO SPA",
        ),
    ],
    pension: ("", "ABONO PENSION IPS"),
    gigs: &[
        ("", "TEF DE UBER CHILE SPA LIQUIDACION SEMANAL"),
        ("", "ABONO RAPPI CHILE LIQUIDACION"),
        (
            "",
            "TRASPASO DE: CLIENTE EJEMPLO UNO SPA PAGO BOLETA HONORARIOS",
        ),
        (
            "",
            "TRASPASO DE: CLIENTE EJEMPLO DOS LTDA PAGO BOLETA HONORARIOS",
        ),
    ],
    sales: &[
        ("", "ABONO VENTAS TRANSBANK"),
        ("", "ABONO GETNET LIQUIDACION VENTAS"),
        ("", "ABONO SUMUP LIQUIDACION"),
    ],
    supplies: &[
        buy("TRASPASO A: DISTRIBUIDORA EJEMPLO LTDA", (60, 140), (2, 4)),
        bill("", "PAGO ELECTRONICO SII F29", 60),
        bill("", "PAGO PREVIRED COTIZACIONES", 45),
    ],
    rent: buy(
        "TRASPASO A: EJEMPLO ARRENDADOR ARRIENDO",
        (230, 235),
        (1, 1),
    ),
    bills: &[
        bill("", "PAC ENEL DISTRIBUCION", 16),
        bill("", "PAC AGUAS ANDINAS", 11),
        bill("", "PAC METROGAS", 12),
        bill("", "PAC GASTOS COMUNES COMUNIDADFELIZ", 48),
        bill("", "PAC VTR GLOBALCOM", 18),
        bill("", "PAC ENTEL PCS", 12),
        bill("", "PAC SEGURO AUTOMOTRIZ LIBERTY SEG", 20),
    ],
    everyday: &[
        buy("COMPRA NACIONAL JUMBO COSTANERA", (15, 45), (1, 3)),
        buy("COMPRA NACIONAL UNIMARC PROVIDENCIA", (8, 28), (1, 3)),
        buy("COMPRA NACIONAL LIDER EXPRESS 0412", (6, 22), (1, 3)),
        buy("COMPRA NACIONAL MINIMARKET LA ESQUINA", (2, 7), (2, 4)),
        buy("COMPRA NACIONAL PANADERIA SAN CAMILO", (2, 5), (1, 4)),
        buy("COMPRA NACIONAL CRUZ VERDE 511", (3, 18), (0, 2)),
        buy("COMPRA NACIONAL COPEC APP MUEVO", (12, 30), (1, 3)),
        buy("CARGA BIP METRO DE SANTIAGO", (4, 8), (1, 3)),
        buy("COMPRA NACIONAL CAFE BARRIO ITALIA", (2, 7), (1, 3)),
        buy("COMPRA NACIONAL PEDIDOSYA*RESTAURANT", (6, 14), (0, 2)),
        buy("COMPRA INTERNACIONAL NETFLIX.COM", (8, 9), (1, 1)),
        buy("COMPRA WEBPAY FALABELLA", (10, 45), (0, 1)),
        buy("GIRO CAJERO AUTOMATICO", (20, 40), (1, 3)),
    ],
    card: &[
        "COMPRA NACIONAL SODIMAC",
        "COMPRA WEBPAY ALIEXPRESS",
        "COMPRA INTERNACIONAL SPOTIFY",
        "COMPRA NACIONAL PARIS",
        "COMPRA NACIONAL PCFACTORY",
        "COMPRA WEBPAY LATAM AIRLINES",
    ],
    card_in_parts: "COMPRA NACIONAL FALABELLA CUOTA {}",
    fees: &[bill("", "COMISION MANTENCION PLAN CUENTA CORRIENTE", 6)],
    card_payment: ("", "CARGO POR PAGO TC VISA"),
    payment_on_card: "PAGO PESOS TEF PAGO NORMAL",
    loan: ("", "CARGO CUOTA CREDITO CONSUMO {}"),
    disbursement: ("", "ABONO CREDITO CONSUMO {}"),
    lenders: &[
        ("COOPEUCH", "", "PAC COOPEUCH CUOTA"),
        ("CAJA LOS ANDES", "", "PAC CAJA LOS ANDES CREDITO SOCIAL"),
        (
            "TANNER SERVICIOS FINANCIEROS",
            "",
            "PAC TANNER SERVICIOS FINANCIEROS",
        ),
    ],
    overdraft: &[
        buy("INTERESES LINEA DE CREDITO", (5, 12), (1, 1)),
        buy("IMPUESTO LINEA DE CREDITO", (1, 2), (1, 1)),
    ],
    saving: ("", "INVERSION FFMM BANCHILE INVERSIONES"),
    redemption: ("", "RESCATE FFMM BANCHILE INVERSIONES"),
    received: ("", "TRASPASO DE: EJEMPLO FAMILIAR"),
    given: ("", "TRASPASO A: EJEMPLO FAMILIAR"),
    own: ("", "TRASPASO ENTRE CUENTAS PROPIAS"),
    unknown: ("", "CARGO VARIOS {}"),
    first_money: ("", "DEPOSITO EN EFECTIVO CAJA VECINA"),
    deposit: ("", "TOMA DAP DEPOSITO A PLAZO"),
};

const fn buy(text: &'static str, share: (i64, i64), times: (i64, i64)) -> Habit {
    habit("", text, share, times)
}
