"""The plain script that a team starts with: a bank account's months and eight rules.

Called by the comparison with a file of JSON lines (case, as_of, balance, movements of date, amount and
category). Prints one JSON object: the nanoseconds that each run over all cases took, and which rules
fired for each case. Whole pesos, so that Python's integers and Decimal are exact, as money wants.
"""

import json
import sys
import time
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

RUNS = 5
INCOME = {"salary", "pension", "benefit", "fees"}
PAYMENTS = {"loan_payment", "mortgage", "credit_line_repayment"}


def months_before(day, count):
    """The last complete calendar months before a day, as (year, month)."""
    year, month, months = day.year, day.month, []
    for _ in range(count):
        month -= 1
        if month == 0:
            year, month = year - 1, 12
        months.append((year, month))
    return months


def mean(amounts):
    return (Decimal(sum(amounts)) / len(amounts)).quantize(Decimal(1), ROUND_HALF_EVEN)


def decide(case):
    inflow, outflow, income = defaultdict(int), defaultdict(int), defaultdict(int)
    payments, rent = defaultdict(int), defaultdict(int)
    for day, amount, category in case["movements"]:
        day = date.fromisoformat(day)
        month = (day.year, day.month)
        if amount > 0:
            inflow[month] += amount
            if category in INCOME:
                income[month] += amount
        else:
            outflow[month] -= amount
            if category in PAYMENTS:
                payments[month] -= amount
            elif category == "rent":
                rent[month] -= amount
    six = months_before(date.fromisoformat(case["as_of"]), 6)
    three = six[:3]
    net = [inflow[month] - outflow[month] for month in six]
    monthly_income = mean([income[month] for month in six])
    rules = {
        "INCOME_LOW": monthly_income < 500000,
        "INCOME_MONTHS": sum(1 for month in six if income[month] > 0) < 5,
        "DEFICIT": mean([outflow[month] for month in six])
        > mean([inflow[month] for month in six]) * Decimal("1.2"),
        "MONTHS_NEGATIVE": sum(1 for month in net if month < 0) > 2,
        "MONTH_WORST": min(net) < -100000,
        "BURDEN": mean([payments[month] for month in three]) > monthly_income * Decimal("0.2"),
        "RENT": mean([rent[month] for month in three]) > monthly_income * Decimal("0.15"),
        "BALANCE_LOW": case["balance"] < 100000,
    }
    return [code for code, fired in rules.items() if fired]


def run(path):
    with open(path, encoding="utf-8") as lines:
        return [decide(json.loads(line)) for line in lines]


samples, fired = [], []
for _ in range(RUNS):
    begun = time.perf_counter_ns()
    fired = run(sys.argv[1])
    samples.append(time.perf_counter_ns() - begun)
json.dump({"samples": samples, "fired": fired}, sys.stdout)
