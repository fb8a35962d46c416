# Storing and deleting __annotations__ and __annotate__ of classes and functions, and what the class's dict holds then.
import sys


class Point:
    x: int


class Below(Point): ...


def f(a: int) -> str: ...


def attempt(action):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


print(Point.__annotations__, Below.__annotations__)
Point.__annotations__ = {"y": str}
print(Point.__annotations__, [n for n in vars(Point) if "anno" in n])
del Point.__annotations__
print(Point.__annotations__, [n for n in vars(Point) if "anno" in n])
attempt(lambda: setattr(int, "__annotations__", {}))
attempt(lambda: int.__annotations__)
attempt(lambda: setattr(f, "__annotations__", 3))
del f.__annotations__
print(f.__annotations__)
if sys.version_info >= (3, 14):
    f.__annotate__ = lambda format: {"a": format}
    print(f.__annotations__)
    f.__annotate__ = None
    print(f.__annotations__, f.__annotate__)
    f.__annotate__ = lambda format: [format]
    attempt(lambda: f.__annotations__)
    attempt(lambda: delattr(f, "__annotate__"))
    attempt(lambda: setattr(Below, "__annotate__", 3))
    attempt(lambda: delattr(Below, "__annotate__"))
    Below.__annotate__ = lambda format: {"z": format}
    print(Below.__annotations__, [n for n in vars(Below) if "anno" in n])
