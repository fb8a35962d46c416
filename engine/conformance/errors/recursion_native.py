# Containers that nest too deeply: comparing and showing them ends in a RecursionError that can be caught.
def nested(depth):
    x = []
    for _ in range(depth):
        x = [x]
    return x

def attempt(what, action):
    try:
        print(what, action())
    except RecursionError as e:
        print(what, "RecursionError", "in comparison" in str(e), "repr of" in str(e))

deep, other = nested(200_000), nested(200_000)
attempt("compare", lambda: deep == other)
attempt("less", lambda: deep < other)
attempt("repr", lambda: repr(deep))
attempt("shallow", lambda: nested(9000) == nested(9000))
attempt("contains", lambda: nested(3) in [[], [[]], [[[[]]]]])
attempt("same", lambda: deep == deep)
deep = other = None
mapping = {}
for _ in range(100_000):
    mapping = {1: mapping}
attempt("dict", lambda: mapping == {1: {1: mapping}})
