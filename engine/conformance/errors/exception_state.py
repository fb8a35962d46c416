# An exception's state: __setstate__ sets attributes; what copy and pickle keep of OSError, ImportError and AttributeError.
import copy
import pickle

for e in (
    OSError(2, "gone", "a.txt"),
    OSError(2, "moved", "a", None, "b"),
    ImportError("no", name="n", path="p"),
    AttributeError("no", name="b", obj=[]),
    SyntaxError("bad", ["f", 1, 2, "text"]),
):
    e.extra = [1]
    print(e.__reduce__())
    for twin in (pickle.loads(pickle.dumps(e)), copy.copy(e)):
        print(type(twin).__name__, twin.args, getattr(twin, "name", "-"), getattr(twin, "filename", "-"), twin.extra)


class Loud(Exception):
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)


loud = Loud(42)
print(loud.__setstate__({"a": 1, "args": (3, 4)}), loud.args, loud.a)
for bad in (42, {1: 2}):
    try:
        loud.__setstate__(bad)
    except TypeError as error:
        print(error)

# __init__ again forgets what is not given again.
again = ImportError("first", name="n")
again.__init__()
print(again.msg, again.name, again.args)
try:
    NameError("x", nam="x")
except TypeError as error:
    print(error)
