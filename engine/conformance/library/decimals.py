# Decimal arithmetic: contexts, rounding, special values, and errors that hold the list of what happened
from decimal import Decimal, InvalidOperation, Overflow, ROUND_HALF_UP, getcontext, localcontext
import sys

print(Decimal("0.1") + Decimal("0.2"), Decimal(0.1), Decimal(1) / 3)
getcontext().prec = 6
print(Decimal(1) / Decimal(7), getcontext())
print(Decimal("7.325").quantize(Decimal(".01"), rounding=ROUND_HALF_UP), Decimal("1E+3"), Decimal(-7) % 3)
with localcontext(prec=30):
    print(Decimal(2).sqrt(), Decimal("1234.5678").as_tuple())
print(f"{Decimal('1234567.891'):,.2f}", hash(Decimal("1.5")) == hash(1.5), sys.getsizeof(Decimal(1)))
for wrong in (lambda: Decimal("abc"), lambda: Decimal(1) / 0, lambda: Decimal("inf") - Decimal("inf"),
              lambda: Decimal("1e999999") * 10, lambda: Decimal(1).quantize(Decimal("1e-10")), lambda: Decimal(1) + 1.5):
    try:
        wrong()
    except (ArithmeticError, TypeError) as error:
        print(type(error), error)
Decimal(0) / Decimal(0)
