"""How often the conditions of `and` and `or` within each other are asked whether they are true."""


class Asked:
    def __init__(self, name, answer):
        self.name, self.answer = name, answer

    def __bool__(self):
        print(end=f"{self.name} ")
        return self.answer


def and_or(a, b, c):
    return a and b or c


def or_and(a, b, c):
    return (a or b) and c


def and_and(a, b, c):
    return (a and b) and c


def in_a_test(a, b, c):
    if (a and b) or not c:
        return "yes"


def nested(a, b, c):
    return ((a and b) or c) and ((b or a) and c or a)


for f in and_or, or_and, and_and, in_a_test, nested:
    for answers in range(8):
        values = [Asked(name, bool(answers & bit)) for name, bit in zip("abc", (1, 2, 4))]
        result = f(*values)
        print(":", f.__name__, answers, getattr(result, "name", result))
print(and_or.__code__.co_consts, (lambda: (1000, -2000)).__code__.co_consts, (lambda: -1).__code__.co_consts)
