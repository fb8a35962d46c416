"""A hot operator on two ints lets go of the right one first."""
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


def added(n):
    seen = Seen()
    for i in range(n):
        a = (i * 1000 + 5000) + (i * 2000 + 7000)
        seen.add(a)
    seen.show("added")

def multiplied(n):
    seen = Seen()
    for i in range(n):
        a = i + 70000
        b = (a + 70000) * (a + 80000) - (a + 1) * (a - 5)
        seen.add(a)
        seen.add(b)
    seen.show("multiplied")

added(120)
multiplied(150)
