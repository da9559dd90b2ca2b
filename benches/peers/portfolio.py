"""Monthly statistics of a portfolio by DuckDB and by pandas, over the same movements.

Started by src/peers.rs: FLAT THREADS CATEGORIES, where CATEGORIES are the numbers of
salary, pension, benefit, fees; rent; utilities, telecom; groceries; transport; health; restaurants;
loan_payment, mortgage, credit_line_repayment, groups apart by semicolons. Each of 11 series is added
up by case and month over twelve months, and each case's months become mean, median, population
standard deviation and smallest month.

It says who computes, and then does what it is asked, a line each: `compare` with a folder of Caudal's
results holds those of all against them, to the unit that Caudal rounds to, because both peers answer in
floats; `run` with a name lets that one compute everything once.
"""

import sys

import duckdb
import pandas
import pyarrow  # noqa: F401  (pandas reads Parquet with it)

FLAT, THREADS = sys.argv[1], int(sys.argv[2])
INCOME, *SPENDING = ([int(number) for number in group.split(",")] for group in sys.argv[3].split(";"))
FIRST, LAST, MONTHS = "2025-10-01", "2026-09-30", 12

# In the order of the benchmark's series.
SPENT = ["rent", "utilities", "groceries", "transport", "health", "restaurants", "payments"]
SERIES = ["inflow", "outflow", "net", "income", *SPENT]
STATISTICS = {"avg": "avg({})", "median": "median({})", "deviation": "stddev_pop({})", "least": "min({})"}


def among(numbers):
    return f"category IN ({', '.join(map(str, numbers))})"


SPENT_SQL = ",\n".join(
    f"sum(CASE WHEN {among(numbers)} AND amount < 0 THEN -amount ELSE 0 END) AS {name}"
    for name, numbers in zip(SPENT, SPENDING, strict=True)
)

# Every case of the benchmark has movements in every month, so that no month is left out of a mean.
SQL = f"""
WITH months AS (
    SELECT "case", year(date) * 12 + month(date) AS month,
           sum(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS inflow,
           sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END) AS outflow,
           sum(amount) AS net,
           sum(CASE WHEN {among(INCOME)} AND amount > 0 THEN amount ELSE 0 END) AS income,
           {SPENT_SQL}
    FROM read_parquet('{FLAT}/*.parquet')
    WHERE date BETWEEN DATE '{FIRST}' AND DATE '{LAST}'
    GROUP BY ALL
)
SELECT "case",
       {", ".join(f'{sql.format(name)} AS "{name}_{statistic}"' for name in SERIES for statistic, sql in STATISTICS.items())}
FROM months GROUP BY ALL ORDER BY "case"
"""


def by_duckdb():
    connection = duckdb.connect(config={"threads": THREADS})
    return connection.execute(SQL).df().set_index("case")


def by_pandas():
    rows = pandas.read_parquet(FLAT, columns=["case", "date", "amount", "category"])
    date = pandas.to_datetime(rows["date"])
    rows = rows[(date >= FIRST) & (date <= LAST)]
    date, amount, category = date[rows.index], rows["amount"], rows["category"]
    inward, outward = amount.clip(lower=0), (-amount).clip(lower=0)
    months = {"case": rows["case"], "month": date.dt.year * 12 + date.dt.month}
    months |= {"inflow": inward, "outflow": outward, "net": amount}
    months["income"] = inward.where(category.isin(INCOME), 0)
    for name, numbers in zip(SPENT, SPENDING, strict=True):
        months[name] = outward.where(category.isin(numbers), 0)
    cases = pandas.DataFrame(months).groupby(["case", "month"]).sum().groupby("case")
    statistics = {"avg": cases.mean(), "median": cases.median(), "deviation": cases.std(ddof=0), "least": cases.min()}
    return pandas.DataFrame({
        f"{name}_{statistic}": table[name] for name in SERIES for statistic, table in statistics.items()
    })


def compare(name, theirs, folder):
    ours = pandas.read_parquet(folder)
    ids = ours["id"].str.removeprefix("case-").astype("int64")
    ours = ours[[column for column in ours.columns if column != "id" and not column.endswith(".state")]]
    assert list(ids) == list(theirs.index), f"{name} has other cases"
    assert len(ours.columns) == len(theirs.columns), f"{name} has other statistics"
    for our_column, column in zip(ours.columns, theirs.columns, strict=True):
        # A deviation of large numbers in floats is off by more than its rounding.
        within = 0.6 if column.endswith("_deviation") else 0.5000001
        apart = abs(ours[our_column].to_numpy() - theirs[column].to_numpy()).max()
        assert ours[our_column].notna().all() and apart <= within, f"{name}: {column} is {apart} apart"


WORK = {f"DuckDB {duckdb.__version__}": by_duckdb, f"pandas {pandas.__version__}": by_pandas}

print(*WORK, sep="\t", flush=True)
for line in sys.stdin:
    command, _, argument = line.rstrip("\n").partition("\t")
    if command == "compare":
        for name, work in WORK.items():
            compare(name, work(), argument)
    else:
        WORK[argument]()
    print("done", flush=True)
