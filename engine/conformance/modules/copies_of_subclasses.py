# What __reduce_ex__ gives for instances of subclasses with slots, and what copies have of it.
import copy
import types
from array import array
from collections import Counter, OrderedDict, defaultdict, deque

BASES = [
    (set, [1, 2]), (frozenset, [1, 2]), (bytearray, b"ab"), (deque, [1, 2]), (list, [1]), (dict, {1: 2}),
    (OrderedDict, {1: 2}), (Counter, "aab"), (tuple, (1,)), (str, "a"), (int, 3), (float, 2.5), (bytes, b"a"),
    (complex, 1j), (Exception, "x"), (object, None), (types.SimpleNamespace, None), (defaultdict, None), (array, "i"),
]  # fmt: skip
for base, arg in BASES:
    for slots in (("a",), ("a", "__dict__"), (), ("__dict__",)):
        try:
            S = type("S", (base,), {"__slots__": slots})
        except TypeError as e:
            print(base.__name__, slots, e)
            continue
        o = S() if arg is None else S(arg)
        for n in "ab":
            try:
                setattr(o, n, n * 2)
            except AttributeError as e:
                pass
        for name, f in (
            ("reduce_ex", lambda: o.__reduce_ex__(2)[1:3]),
            ("reduce", lambda: o.__reduce__()[1:3]),
            ("copy", lambda: [getattr(copy.copy(o), n, None) for n in "ab"]),
            ("deepcopy", lambda: [getattr(copy.deepcopy(o), n, None) for n in "ab"]),
            ("getstate", lambda: o.__getstate__()),
        ):
            try:
                print(base.__name__, slots, name, f())
            except Exception as e:
                print(base.__name__, slots, name, type(e).__name__, e)
