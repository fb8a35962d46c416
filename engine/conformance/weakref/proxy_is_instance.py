# a proxy says that its class is its object's: isinstance, dir, vars and reversed go by that
import weakref


class Base:
    def greet(self):
        return "hi"


class Ring(Base):
    def __init__(self):
        self.items = [1, 2, 3]

    def __reversed__(self):
        return iter("cba")

    def __bytes__(self):
        return b"ring"


ring = Ring()
p = weakref.proxy(ring)
print(isinstance(p, Ring), isinstance(p, Base), isinstance(p, (int, Base)), isinstance(p, int))
print(type(p).__name__, p.__class__.__name__, issubclass(type(p), Base))
print("items" in dir(p), "greet" in dir(p), vars(p))
print("".join(reversed(p)), bytes(p), [p] == [ring], p in [ring])
del ring
for test in (lambda: isinstance(p, Base), lambda: dir(p), lambda: vars(p), lambda: bytes(p)):
    try:
        print(test())
    except ReferenceError as e:
        print("ReferenceError:", e)
