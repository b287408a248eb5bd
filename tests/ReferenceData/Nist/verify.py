"""Recomputes every certified value below in exact rational arithmetic and compares it with the file's own header.

Call: python3 verify.py. Prints the number of significant digits in which each file agrees (15 are certified).
"""
import glob
import os
import re
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
NUMBER = r"[-+]?\d*\.?\d+(?:E[-+]?\d+)?"


def root(value):
    return Decimal(value.numerator) / Decimal(value.denominator) if value == 0 else (
        Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def digits(computed, certified):
    certified = Decimal(certified)
    if certified == 0 or computed == certified:
        return 15.0 if abs(computed - certified) < Decimal("1e-25") else 0.0
    return float(-(abs(computed - certified) / abs(certified)).log10())


def solve(a, b):
    n = len(b)
    m = [row[:] + [value] + [Fraction(int(i == j)) for j in range(n)] for i, (row, value) in enumerate(zip(a, b))]
    for i in range(n):
        pivot = next(r for r in range(i, n) if m[r][i] != 0)
        m[i], m[pivot] = m[pivot], m[i]
        m[i] = [v / m[i][i] for v in m[i]]
        for r in range(n):
            if r != i and m[r][i] != 0:
                m[r] = [v - m[r][i] * w for v, w in zip(m[r], m[i])]
    return [m[i][n] for i in range(n)], [m[i][n + 1 + i] for i in range(n)]


def linear(name, lines):
    header = [re.match(rf"\s*B\d+\s+({NUMBER})\s+({NUMBER})\s*$", line) for line in lines[25:45]]
    certified = [match.groups() for match in header if match]
    rows = [[Fraction(v) for v in line.split()] for line in lines[60:] if line.strip()]
    y = [row[0] for row in rows]
    count = len(certified)
    if name.startswith("NoInt"):
        x = [row[1:] for row in rows]
    elif name == "Longley":
        x = [[Fraction(1)] + row[1:] for row in rows]
    else:
        x = [[row[1] ** k for k in range(count)] for row in rows]
    normal = [[sum(r[i] * r[j] for r in x) for j in range(count)] for i in range(count)]
    beta, inverse = solve(normal, [sum(r[i] * v for r, v in zip(x, y)) for i in range(count)])
    residual = sum((v - sum(b * w for b, w in zip(beta, r))) ** 2 for r, v in zip(x, y))
    variance = residual / (len(y) - count)
    worst = [digits(decimal(b), c[0]) for b, c in zip(beta, certified)]
    worst += [digits(root(variance * v), c[1]) for v, c in zip(inverse, certified)]
    return min(worst)


def univariate(lines):
    text = "\n".join(lines)
    start = next(i for i, line in enumerate(lines) if line.startswith("-----"))
    y = [Fraction(line.strip()) for line in lines[start + 1:] if line.strip()]
    mean = sum(y) / len(y)
    variance = sum((v - mean) ** 2 for v in y) / (len(y) - 1)
    certified_mean = re.search(rf"Sample Mean[^:]*:\s+({NUMBER})", text).group(1)
    certified_deviation = re.search(rf"Sample Standard Deviation[^:]*:\s+({NUMBER})", text).group(1)
    return min(digits(decimal(mean), certified_mean), digits(root(variance), certified_deviation))


for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "*.dat"))):
    name = os.path.basename(path)[:-4]
    content = open(path, encoding="ascii").read().split("\n")
    print(name, round(linear(name, content) if "NIST/ITL" in content[0] else univariate(content), 1))
