//! A year of months of the main series, each as mean, median, deviation and smallest month.

use caudal_facts::categories::Category;

use super::sets::{self, MONTHS, MONTHS_12};
use crate::features::feature::{Feature, Riskier};
use crate::features::measure::{Measure, OverMonths, Series};

const RENT: Series = sets::money_out(&[Category::Rent]);
const UTILITIES: Series = sets::money_out(&[Category::Utilities, Category::Telecom]);
const GROCERIES: Series = sets::money_out(&[Category::Groceries]);
const TRANSPORT: Series = sets::money_out(&[Category::Transport]);
const HEALTH: Series = sets::money_out(&[Category::Health]);
const RESTAURANTS: Series = sets::money_out(&[Category::Restaurants]);

/// One statistic of one series.
macro_rules! statistic {
    ($name:expr, $series:expr, $riskier:expr, $over:ident, $es:expr, $en:expr) => {
        Feature {
            name: $name,
            es: concat!($es, " en 12 meses completos."),
            en: concat!($en, " over 12 complete months."),
            window: MONTHS_12,
            riskier: $riskier,
            measure: Measure::Months($series, OverMonths::$over),
            ..MONTHS
        }
    };
}

/// The median, deviation and smallest month of series whose mean is declared elsewhere.
macro_rules! spreads {
    ($($group:literal, $name:literal, $series:expr, $riskier:expr, $es:literal, $en:literal;)+) => {
        pub(super) const SPREADS: &[Feature] = &[$(
            statistic!(concat!($group, ".", $name, "median_12m"), $series, $riskier, Median,
                concat!("Mediana mensual de ", $es), concat!("Median month of ", $en)),
            statistic!(concat!($group, ".", $name, "deviation_12m"), $series, None, Deviation,
                concat!("Desviación estándar poblacional mensual de ", $es),
                concat!("Population standard deviation of a month of ", $en)),
            statistic!(concat!($group, ".", $name, "least_12m"), $series, $riskier, Least,
                concat!("El menor mes de ", $es), concat!("The smallest month of ", $en)),
        )+];
    };
}

/// All four of series of spending.
macro_rules! spending {
    ($($group:literal, $name:literal, $series:expr, $es:literal, $en:literal;)+) => {
        pub(super) const SPENDING: &[Feature] = &[$(
            statistic!(concat!($group, ".", $name, "_avg_12m"), $series, Some(Riskier::Higher), Mean,
                concat!("Promedio mensual de ", $es), concat!("Mean month of ", $en)),
            statistic!(concat!($group, ".", $name, "_median_12m"), $series, Some(Riskier::Higher),
                Median, concat!("Mediana mensual de ", $es), concat!("Median month of ", $en)),
            statistic!(concat!($group, ".", $name, "_deviation_12m"), $series, None, Deviation,
                concat!("Desviación estándar poblacional mensual de ", $es),
                concat!("Population standard deviation of a month of ", $en)),
            statistic!(concat!($group, ".", $name, "_least_12m"), $series, Some(Riskier::Higher),
                Least, concat!("El menor mes de ", $es), concat!("The smallest month of ", $en)),
        )+];
    };
}

spreads! {
    "cashflow", "inflow_", sets::INFLOW, Some(Riskier::Lower),
        "ingresos de dinero", "money in";
    "cashflow", "outflow_", sets::OUTFLOW, None,
        "salidas de dinero", "money out";
    "cashflow", "net_", sets::NET, Some(Riskier::Lower),
        "ingresos menos salidas de dinero", "money in less money out";
    "income", "", sets::INCOME, Some(Riskier::Lower),
        "sueldos, pensiones, beneficios y honorarios", "pay, pensions, benefits and fees";
}

spending! {
    "expenses", "rent", RENT, "arriendo o alquiler pagado", "rent paid";
    "expenses", "utilities", UTILITIES, "servicios básicos y telefonía", "utilities and telecom";
    "expenses", "groceries", GROCERIES, "alimentos", "groceries";
    "expenses", "transport", TRANSPORT, "transporte", "transport";
    "expenses", "health", HEALTH, "salud", "health";
    "expenses", "restaurants", RESTAURANTS, "restaurantes", "restaurants";
    "debt", "payments", super::debt::PAYMENTS,
        "pagos de créditos, hipotecas y líneas de crédito que muestra la cuenta",
        "payments on loans, mortgages and credit lines that the account shows";
}
