"""A str in a local grows in its place as long as nothing else holds it and it has not been hashed."""
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


def grow(label, start, parts):
    seen = Seen()
    used = {}
    s = start + str(len(parts))
    for p in parts:
        s += p
        seen.add(s)
        if len(s) % 17 == 3:
            used[s] = 1
        if len(s) > 90:
            s = start + p
    seen.show(label)
    print(len(used), len(s))

def added(n):
    seen = Seen()
    s = "a" + str(n)
    for i in range(n):
        s = s + "b"
        seen.add(s)
        if len(s) > 60:
            s = "a" + str(i)
    seen.show("added")

def held(n):
    seen = Seen()
    s = "c" + str(n)
    for i in range(n):
        other = s if i % 3 == 0 else None
        s += "d"
        seen.add(s)
        if len(s) > 60:
            s = "c" + str(i)
    seen.show("held")

def generated(n):
    s = "e" + str(n)
    for i in range(n):
        s += "f"
        yield id(s)
        if len(s) > 40:
            s = "e" + str(i)

def over_lines(n):
    seen = Seen()
    s = "g" + str(n)
    for i in range(n):
        s = (
            s
            + "h")
        seen.add(s)
        if len(s) > 40:
            s = "g" + str(i)
    seen.show("over lines")

def deleted(n):
    same = 0
    for i in range(n):
        s = "i" + str(i)
        t = s
        before = id(t)
        t += "j"
        del s
        same += id(t) == before
        middle = id(t)
        t += "k"
        same += id(t) == middle
    print("deleted", same)

class Text:
    def __init__(self):
        self.s = "l" + str(1)

    def add(self):
        self.s += "m"
        return id(self.s)

def attribute(n):
    text = Text()
    print("attribute", len({text.add() for i in range(n)}))

grow("letters", "ab", ["x"] * 150)
grow("pairs", "ab", ["xy", "z", ""] * 80)
grow("from nothing", "", ["", "x", "yz"] * 60)
grow("latin", "\xe9", ["x", "\xfc"] * 60)
grow("wider", "ab", ["x", "\xfc", "\u4e2d", "\U0001f600"] * 30)
added(130)
held(50)
print("generated", len(set(generated(130))) < 40)
over_lines(130)
deleted(100)
attribute(30)
