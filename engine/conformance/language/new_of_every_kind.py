# __new__ is an attribute like any other: a classmethod, a class, a builtin or None is what the class's call finds.
def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


class ByClassMethod:
    @classmethod
    def __new__(*args):
        return [getattr(a, "__name__", a) for a in args]


class Derived(ByClassMethod):
    pass


class Later:
    pass


Later.__new__ = classmethod(lambda *args: len(args))


class Inner:
    class __new__:
        def __init__(self, cls, x):
            self.x = (cls.__name__, x)


class Number:
    __new__ = 3


attempt(lambda: ByClassMethod(1, 2))
attempt(lambda: Derived(1))
attempt(lambda: Later(4))
attempt(lambda: Inner(5).x)
attempt(Number)


class MakesList(Exception):
    def __new__(cls):
        return []


class MakesNone(Exception):
    @classmethod
    def __new__(*args):
        return None


def raises(exc, cause):
    try:
        raise exc from cause
    except Exception as e:
        print(type(e).__name__, e)


raises(MakesList, None)
raises(KeyError, MakesList)
raises(KeyError("k"), MakesNone)
