# A function whose code, dict and defaults are exchanged, also where it is hot.
def add(x):
    return x + 1

def times(x, y=10):
    return x * y

results = []
for i in range(12):
    if i == 10:
        add.__code__ = times.__code__
        add.__defaults__ = (100,)
    results.append(add(3))
print(results[-3:], add.__name__, add.__code__ is times.__code__)

def closure():
    n = 1
    return lambda: n

for change in (
    lambda: setattr(add, "__code__", closure().__code__),
    lambda: setattr(closure(), "__code__", times.__code__),
    lambda: setattr(add, "__code__", 5),
    lambda: setattr(add, "__dict__", 5),
    lambda: delattr(add, "__dict__"),
    lambda: setattr(add, "__name__", 5),
):
    try:
        change()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
add.__dict__ = {"note": 1}
print(add.note)
