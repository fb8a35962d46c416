# An AttributeError that says nothing is told its name and object, wherever attribute access raised it.
class A:
    def __getattribute__(self, n):
        if n == "x":
            raise AttributeError("no x")
        if n == "y":
            raise AttributeError
        if n == "z":
            return object.__getattribute__(self, "zz")
        return object.__getattribute__(self, n)

    def __getattr__(self, n):
        raise AttributeError(n + "!")


class B:
    def __getattribute__(self, n):
        if n == "x":
            raise AttributeError("no x")
        return object.__getattribute__(self, n)


class G:
    def __getattr__(self, n):
        raise AttributeError("G " + n)


class S:
    def __setattr__(self, n, v):
        raise AttributeError("set")

    def __delattr__(self, n):
        raise AttributeError("del")


for o in (A(), B(), G()):
    for n in "xyz":
        try:
            getattr(o, n)
        except AttributeError as e:
            print(type(o).__name__, n, e, e.name, e.obj is o)
for text in ("S().foo = 1", "del S().foo", "setattr(S(), 'q', 1)", "B().x", "B().x()", "G().foo"):
    try:
        exec(text)
    except AttributeError as e:
        print(text, e, e.name, type(e.obj))


class Cat:
    meow = 1

    def __getattribute__(self, n):
        if n == "meows":
            raise AttributeError("no such sound")
        return object.__getattribute__(self, n)


Cat().meows
