# The thirty rules of benches/policies/thirty in Rego.
package thirty

import rego.v1

fired contains "HISTORY_SHORT" if { input.data.history_days < 90 }
fired contains "REPORT_OLD" if { input.data.recency_days > 10 }
fired contains "MONTHS_FEW" if { input.data.full_months < 3 }
fired contains "UNCATEGORISED" if { input.data.uncategorised_share_90d > 0.3 }
fired contains "ACCOUNT_QUIET" if { input.data.transactions_90d < 20; input.data.active_day_share_90d < 0.1 }
fired contains "DEFICIT" if { input.cashflow.outflow_avg_6m > input.cashflow.inflow_avg_6m * 1.1 }
fired contains "MONTHS_NEGATIVE" if { input.cashflow.net_least_6m < -400000; input.cashflow.months_net_negative_6m >= 4 }
fired contains "MARGIN_THIN" if { input.cashflow.in_out_ratio_6m < 1.02 }
fired contains "INFLOW_UNEVEN" if { input.cashflow.inflow_cv_6m > 0.6 }
fired contains "BORROWED" if { input.cashflow.borrowed_share_90d > 0.4 }
fired contains "INCOME_LOW" if { input.income.conservative_6m < 450000 }
fired contains "INCOME_UNSTABLE" if { input.income.cv_6m > 0.5 }
fired contains "INCOME_DROPPED" if { input.income.last_month < input.income.verified_monthly_6m * 0.7 }
fired contains "INCOME_MONTHS" if { input.income.months_with_6m < 4 }
fired contains "INCOME_FALLING" if { input.income.trend_6m < -0.2 }
fired contains "ESSENTIALS" if { input.expenses.essential_3m > input.income.conservative_6m * 0.8 }
fired contains "RENT" if { input.expenses.rent_3m > input.income.conservative_6m * 0.45 }
fired contains "BALANCE_LOW" if { input.balance.current < 20000; input.balance.avg_90d < 100000 }
fired contains "OVERDRAWN" if { input.balance.min_90d < -300000 }
fired contains "DAYS_NEGATIVE" if { input.balance.days_le_0_90d > 45 }
fired contains "BURDEN" if { input.debt.payments_seen_3m > input.income.verified_monthly_6m * 0.5 }
fired contains "LOANS_MANY" if { input.debt.lenders_paid_90d > 5 }
fired contains "LEVERAGE" if { input.debt.consumer_balance > input.income.verified_monthly_6m * 12 }
fired contains "OVERDUE_30" if { input.debt.overdue_30_89 > 50000 }
fired contains "OVERDUE_90" if { input.debt.overdue_90_plus > 0 }
fired contains "LOANS_NEW" if { input.debt.disbursements_90d > 2 }
fired contains "CARD_FULL" if { input.card.utilisation > 0.95; input.card.used > input.income.verified_monthly_6m * 2 }
fired contains "PROTESTS" if { input.bureau.protests_open > 0; input.bureau.delinquencies_amount > 100000 }
fired contains "JOB_RECENT" if { input.employment.months_continuous < 6 }
fired contains "STRESS" if { input.stress.returned_items_90d + input.stress.overdraft_charges_90d > 8 }
fired contains "STRESS" if { input.stress.gambling_share_90d > 0.2; input.stress.cash_advances_90d > 3 }
