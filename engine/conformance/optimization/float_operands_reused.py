"""A hot operator on two floats makes one that nothing else holds its result, or takes its place."""
PLACES = 700

class Seen:
    """The order in which addresses were first seen; its list has all its room from the start."""
    def __init__(self):
        self.ids = [0] * PLACES
        self.n = 0

    def add(self, o):
        self.ids[self.n] = id(o)
        self.n += 1

    def show(self, label):
        names = {}
        print(label, *[names.setdefault(k, len(names)) for k in self.ids[: self.n]])


def product(a, b, c):
    seen = Seen()
    for i in range(30):
        x = a * b * c
        seen.add(x)
    seen.show("product")

def sums(a, b, c):
    seen = Seen()
    keep = []
    for i in range(30):
        x = a * b + b * c
        keep.append(x)
        y = x * x + a * a + x - c
        seen.add(x)
        seen.add(y)
        if i % 3 == 0:
            keep.clear()
    seen.show("sums")

class Body:
    def __init__(self):
        self.x = 0.5
        self.v = 1.25

    def move(self, dt):
        self.x += self.v * dt - 0.25
        self.v -= self.x * 0.5 * dt

def attributes():
    seen = Seen()
    body = Body()
    for i in range(60):
        body.move(0.125)
        seen.add(body.x)
        seen.add(body.v)
    seen.show("attributes")

class Number(float):
    pass

def mixed(label, values):
    seen = Seen()
    for v in values:
        x = v * v + v
        y = x - v * 2.0
        seen.add(y)
    seen.show(label)

def where(label, make):
    """Whose place the result has: the operands come from a list that gives them up."""
    told = ""
    for i in range(12):
        values = [float("1.5"), float("2.5")]
        left, right = id(values[0]), id(values[1])
        x = make(values)
        told += "l" if id(x) == left else "r" if id(x) == right else "."
    print(label, told)

def both(values):
    return values.pop(0) * values.pop(0)

def first(values):
    return values.pop(0) + values[0]

def second(values):
    return values[0] - values.pop()

def neither(values):
    return values[0] * values[1]

def divided(values):
    return values.pop(0) / values.pop(0)

product(1.5, 2.5, 3.5)
sums(1.5, 2.5, 3.5)
attributes()
mixed("floats", [1.5, 2.5, 3.5] * 60)
mixed("ints first", [1, 2, 3, 1000] * 30 + [1.5, 2.5] * 70)
mixed("in turn", [1.5, 7] * 100)
mixed("a class of its own", [Number(2.5), 1.5] * 50 + [3.5] * 60)
for make in (both, first, second, neither, divided):
    where(make.__name__, make)
