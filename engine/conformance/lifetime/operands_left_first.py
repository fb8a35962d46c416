"""The left operand of a generic operator is let go of first, in 3.14 too; of a specialised one the right is in 3.14."""


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"~{self.name}", end=" ")

    def __add__(self, other):
        return 5

    __iadd__ = __mod__ = __pow__ = __matmul__ = __getitem__ = __add__

    def __lt__(self, other):
        return True

    __gt__ = __contains__ = __lt__


class Number(int):
    def __del__(self):
        print(f"~{int(self)}", end=" ")


class Float(float):
    def __del__(self):
        print(f"~{float(self)}", end=" ")


class Items(list):
    def __del__(self):
        print("~items", end=" ")


class Text(str):
    def __del__(self):
        print("~text", end=" ")


class Missing(dict):
    def __missing__(self, key):
        return Named("missing")


def label(text):
    print("|", text, end=": ")


def operators(own, shared):
    label("+")
    Named("a") + Named("b")
    own + Named("b")
    Named("a") + own
    shared[0] + Named("b")
    Named("a") + shared[0]
    label("+=")
    x = Named("a")
    x += Named("b")
    label("% ** @")
    Named("a") % Named("b"), Named("a") ** Named("b"), Named("a") @ Named("b")
    label("<")
    Named("a") < Named("b") < Named("c")
    label("in")
    Named("a") in Named("b")
    label("numbers")
    Number(1) + Number(2), Number(3) * Float(4), Float(5) / Float(6), Number(7) // 2
    label("sequences")
    Items([1]) * Number(2), Number(2) * Items([1]), Text("%s") % Named("x")
    Items([1]) + Items([2]), Text("a") + Text("b")
    label("refused")
    try:
        Named("a") - Named("b")
    except TypeError as error:
        print(error, end=" ")
    label("[]")
    Named("a")[Named("b")]
    own[Named("b")]
    Named("a")[own]
    Items([1, 2])[Number(1)]
    Text("ab")[Number(1)]
    label("keys")
    {1: Named("v"), 2: 3}[Number(2)]
    Missing()[Number(3)]
    [Named("v"), 3][1]
    shared[Number(0)]
    label("numbers alone")
    x = 1000 * len(shared) + 2000 * len(shared)
    x = 0.5 * x / 3 + x * 0.5 / 3
    x = shared[len(shared) - 1]
    print()


for _ in range(5):
    operators(Named("own"), [Named("shared")])
for _ in range(40):
    label("loop")
    {1: Named("v"), 2: 3}[Number(2)]
    Named("a") + Named("b")
    Items([1, 2])[Number(1)]
print()
