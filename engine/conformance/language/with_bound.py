"""A with statement binds what a class has for __enter__ and __exit__ as any special method is bound."""
import sys

log = []


class Bound:
    """A descriptor that says when it is asked."""

    def __init__(self, name, answer=None):
        self.name = name
        self.answer = answer

    def __get__(self, obj, owner=None):
        print("bind", self.name, type(obj).__name__, owner.__name__, sys.getrefcount(obj))

        def call(*args):
            print(self.name, [getattr(a, "__name__", a) for a in args[:1]], sys.getrefcount(obj))
            return self.answer

        return call


class Both:
    __enter__ = Bound("enter", "given")
    __exit__ = Bound("exit", True)


with Both() as got:
    print("in", got)
with Both():
    raise ValueError("swallowed")
manager = Both()
with manager as a, Both() as b:
    print(a, b, sys.getrefcount(manager))
print(sys.getrefcount(manager))


class Half:
    def __enter__(self):
        print("plain enter", sys.getrefcount(self))
        return self

    __exit__ = Bound("exit")


with Half() as half:
    print(type(half).__name__)
try:
    with Half():
        raise KeyError("passes")
except KeyError as error:
    print("passed", error)


class Other:
    __enter__ = Bound("enter")

    def __exit__(self, *args):
        print("plain exit", args[0])


with Other():
    pass


class Raising:
    def __init__(self, error):
        self.error = error

    def __get__(self, obj, owner=None):
        raise self.error


class Refuses:
    def __enter__(self):
        print("not entered")

    __exit__ = Raising(LookupError("no exit"))


class Missing:
    __enter__ = Bound("enter")


class NoEnter:
    __enter__ = Raising(AttributeError("no enter"))
    __exit__ = Bound("exit")


class Prop:
    @property
    def __enter__(self):
        print("property")
        return lambda: "by property"

    @property
    def __exit__(self):
        return lambda *args: print("left", len(args))


class Static:
    @staticmethod
    def __enter__():
        return "static"

    @classmethod
    def __exit__(cls, *args):
        print("class", cls.__name__, len(args))


for cls in Refuses, Missing, NoEnter, Prop, Static:
    try:
        with cls() as value:
            print("in", value)
    except Exception as error:
        print(type(error).__name__, error)


class Failing:
    def __get__(self, obj, owner=None):
        def fail(*args):
            raise OSError("entering fails")

        return fail


class EnterFails:
    __enter__ = Failing()
    __exit__ = Bound("exit")


def tell(manager):
    try:
        with manager:
            print("not reached")
    except OSError as error:
        tb = error.__traceback__
        while tb is not None:
            print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
            tb = tb.tb_next


manager = EnterFails()
tell(manager)
print(sys.getrefcount(manager))


def generator():
    with Both() as value:
        yield value
    yield "after"


print(list(generator()))
