# Values on both sides of 32 bits, of 53 and of 62, combined by each operator often enough to be specialised.
values = [0, 1, 7, 255, 2**31 - 1, 2**31, 2**32 + 5, 2**45 + 3, 2**53 - 1, 2**53, 2**53 + 1, 2**62, 2**80 + 9]
values += [-v for v in values if v]

OPERATORS = {
    "%": lambda a, b: a % b if b else None,
    "//": lambda a, b: a // b if b else None,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    ">>": lambda a, b: a >> (b & 63),
    "<<": lambda a, b: a << (b & 63),
}


def combined(operator):
    total = 0
    zeros = 0
    for a in values:
        for b in values:
            result = operator(a, b)
            if result is None:
                continue
            if not result:
                zeros += 1
                result = hash(result) + 1
            total = (total * 31 + result) % (2**61 - 1)
    return total, zeros


for round in range(3):
    for name, operator in OPERATORS.items():
        print(name, combined(operator))

for a, b in [(-(2**40), 2**33), (-(2**40), 2**20), (2**40, -3), (-(2**33) - 1, 255), (2**40 + 77, 255), (-1, 2**40)]:
    print(a, b, a % b, a // b, a & b, a >> (b & 15))
