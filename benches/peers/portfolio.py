"""The portfolio benchmark's features by DuckDB and by pandas, over the same movements.

Called by benches/portfolio.rs: FLAT OURS SALARY RENT THREADS. Compares with Caudal's results first:
counts exactly, money to the unit that they round to, ratios to two millionths, because both peers
answer in floats. Every case of the benchmark has movements in every month.
"""

import sys
import time

try:
    import duckdb
    import pandas
    import pyarrow  # noqa: F401  (pandas reads Parquet with it)
except ImportError as missing:
    print(f"peers: skipped; {missing}")
    sys.exit(0)

FLAT, OURS, SALARY, RENT, THREADS = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
RUNS = 3
FIRST, LAST, LAST_3 = "2026-04-01", "2026-09-30", 2026 * 12 + 7

SQL = f"""
WITH months AS (
    SELECT "case", year(date) * 12 + month(date) AS month,
           sum(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS inflow,
           sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END) AS outflow,
           sum(amount) AS net,
           sum(CASE WHEN category = {SALARY} AND amount > 0 THEN amount ELSE 0 END) AS income,
           sum(CASE WHEN category = {RENT} AND amount < 0 THEN -amount ELSE 0 END) AS rent
    FROM read_parquet('{FLAT}/*.parquet')
    WHERE date BETWEEN DATE '{FIRST}' AND DATE '{LAST}'
    GROUP BY ALL
)
SELECT "case",
       avg(inflow) FILTER (month >= {LAST_3}) AS "cashflow.inflow_avg_3m",
       median(inflow) AS "cashflow.inflow_median_6m",
       stddev_pop(inflow) / avg(inflow) AS "cashflow.inflow_cv_6m",
       avg(outflow) FILTER (month >= {LAST_3}) AS "cashflow.outflow_avg_3m",
       median(outflow) AS "cashflow.outflow_median_6m",
       avg(net) FILTER (month >= {LAST_3}) AS "cashflow.net_avg_3m",
       avg(net) AS "cashflow.net_avg_6m",
       count(*) FILTER (net < 0) AS "cashflow.months_net_negative_6m",
       avg(income) FILTER (month >= {LAST_3}) AS "income.verified_monthly_3m",
       avg(income) AS "income.verified_monthly_6m",
       stddev_pop(income) / avg(income) AS "income.cv_6m",
       count(*) FILTER (income > 0) AS "income.months_with_6m",
       avg(rent) FILTER (month >= {LAST_3}) AS "expenses.rent_3m"
FROM months GROUP BY ALL ORDER BY "case"
"""


def by_duckdb():
    connection = duckdb.connect(config={"threads": THREADS})
    return connection.execute(SQL).df().set_index("case")


def by_pandas():
    rows = pandas.read_parquet(FLAT, columns=["case", "date", "amount", "category"])
    date = pandas.to_datetime(rows["date"])
    rows = rows[(date >= FIRST) & (date <= LAST)]
    date, amount = date[rows.index], rows["amount"]
    months = pandas.DataFrame({
        "case": rows["case"],
        "month": date.dt.year * 12 + date.dt.month,
        "inflow": amount.clip(lower=0),
        "outflow": (-amount).clip(lower=0),
        "net": amount,
        "income": amount.clip(lower=0).where(rows["category"] == SALARY, 0),
        "rent": (-amount).clip(lower=0).where(rows["category"] == RENT, 0),
    }).groupby(["case", "month"]).sum().reset_index("month")
    last_3 = months[months["month"] >= LAST_3].groupby("case").mean()
    cases = months.groupby("case")
    mean, median, deviation = cases.mean(), cases.median(), cases.std(ddof=0)
    return pandas.DataFrame({
        "cashflow.inflow_avg_3m": last_3["inflow"],
        "cashflow.inflow_median_6m": median["inflow"],
        "cashflow.inflow_cv_6m": deviation["inflow"] / mean["inflow"],
        "cashflow.outflow_avg_3m": last_3["outflow"],
        "cashflow.outflow_median_6m": median["outflow"],
        "cashflow.net_avg_3m": last_3["net"],
        "cashflow.net_avg_6m": mean["net"],
        "cashflow.months_net_negative_6m": (months["net"] < 0).groupby(level="case").sum(),
        "income.verified_monthly_3m": last_3["income"],
        "income.verified_monthly_6m": mean["income"],
        "income.cv_6m": deviation["income"] / mean["income"],
        "income.months_with_6m": (months["income"] > 0).groupby(level="case").sum(),
        "expenses.rent_3m": last_3["rent"],
    })


def compare(name, theirs):
    ours = pandas.read_parquet(OURS)
    ours.index = ours["id"].str.removeprefix("case-").astype("int64")
    assert list(ours.index) == list(theirs.index), f"{name} has other cases"
    for column in theirs.columns:
        scale, within = (1_000_000, 2) if "cv_" in column else (1, 0.5000001)
        if "months_" in column and "monthly" not in column:
            within = 0
        apart = (ours[column] - theirs[column] * scale).abs().max()
        assert ours[column].notna().all() and apart <= within, f"{name}: {column} is {apart} apart"


for name, work in (("DuckDB", by_duckdb), ("pandas", by_pandas)):
    compare(name, work())
    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    print(f"{name}: {min(took):.3f} s, results equal")
