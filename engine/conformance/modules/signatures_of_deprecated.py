# inspect.signature of classes under warnings.deprecated, what their subclasses say, and what bind says of positional-only parameters.
import inspect
import warnings

def told(function, *args, **options):
    try:
        return function(*args, **options)
    except Exception as error:
        return f"{type(error).__name__}: {error}"

@warnings.deprecated("old")
class Init:
    def __init__(self, a, b=1): pass

@warnings.deprecated("old")
class Plain: pass

@warnings.deprecated("old")
class New:
    def __new__(cls, q): return object.__new__(cls)

for kind in (Init, Plain, New):
    print(told(inspect.signature, kind), told(inspect.signature, kind, follow_wrapped=False))

class Base:
    def __init_subclass__(cls, **options): print("Base", cls.__name__, options)

@warnings.deprecated("older")
class Middle(Base): pass

@warnings.deprecated("own")
class Own:
    def __init_subclass__(cls, **options): print("Own", cls.__name__, options)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    class Leaf(Middle, k=1): pass
    class Second(Own, z=2): pass
    class Third(Second): pass
    Middle(), Leaf()
    print([str(warning.message) for warning in caught])

def plain(a, b=1, /): pass
def open_(a, b=1, /, **rest): pass
for function in (plain, open_):
    bind = inspect.signature(function).bind
    print(told(bind), told(bind, a=1), told(bind, b=2), told(bind, 1, b=2))
print(inspect.getblock(["x = lambda a: (a,\n", " 2)\n", "z = 1\n"]), inspect.getblock(["# c\n", "g = (i for i in\n", "  range(3))\n", "z\n"]))
