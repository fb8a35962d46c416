# What types outside builtins say of their names and modules.
import sys
import time
import types

for o in (sys.flags, sys.version_info, sys.int_info, list[int], types.SimpleNamespace(), time.gmtime(0)):
    t = type(o)
    print(t, t.__name__, t.__qualname__, t.__module__)
    try:
        o.missing
    except AttributeError as e:
        print(e)
import weakref
group = ExceptionGroup("g", [ValueError()])
print(sys.getsizeof(group), weakref.ref(group)() is group, hash(slice(1)) == hash(slice(None, 1, None)))
print(complex(1, -0.0), complex(-0.0, 0.0), hash(slice(1, 2)))
match b"x":
    case [item]:
        print("a sequence")
    case _:
        print("bytes are no sequence here")
