# In which order an instruction lets go of what it consumed, also where it fails.
class L:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def kept():
    [L("list")].append(L("item"))
    [L("first"), L("second")].extend([L("third")])
    {1: L("old")}.update({2: L("new")})
    print((L("one"), L("two")).count(L("three")))
    [L("left")] == [L("right")]
    L("this") is L("that")
    L("needle") in [L("hay")]
    L("owner").attribute = L("value")
    [L("a")][0:1]


def attempt(function):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error)
    print("-")


for function in (
    lambda: L("a") + L("b"),
    lambda: L("a") < L("b"),
    lambda: L("a")[L("b")],
    lambda: L("a")[L("b"):L("c")],
    lambda: print(L("a"), L("b"), foo=L("c")),
    lambda: L("a")(L("b"), L("c")),
    lambda: (lambda x: 0)(L("a"), L("b"), L("c")),
    lambda: max([L("a"), L("b")]),
    lambda: {**{1: L("a")}, **L("b")},
):
    attempt(function)

for turn in range(3):
    kept()
