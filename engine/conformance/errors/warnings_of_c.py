# _warnings: its filters, its registry, its complaints.
import sys
import warnings

import _warnings


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__, e)


warn, explicit = warnings.warn, warnings.warn_explicit
print(warnings.filters, _warnings._defaultaction, _warnings._onceregistry)
show(warn, "x", int)
show(warn, "x", 3)
show(warn, 3)
show(warn, None)
show(warn, "a", UserWarning, "x")
show(warn, "x", stacklevel=100)
show(warn, "y", skip_file_prefixes=("a",))
show(warn, "y", skip_file_prefixes=["a"])
show(warn, "z", skip_file_prefixes=("a", 1))
show(warn, UserWarning("inst"), int)


class W(Warning):
    def __str__(self):
        return "W!"


show(warn, W("q"))
show(warn, W)
show(warn, "n", W)
show(explicit, "m", UserWarning, "f.py", 3)
show(explicit, "m", UserWarning, "", 3)
show(explicit, "m", UserWarning, "f.py", 3, registry=3)
show(explicit, "m", int, "f.py", 3)
show(explicit, "m", UserWarning, 3, 3)
show(explicit, "m", UserWarning, "f.py", "x")
registry = {}
show(explicit, "m", UserWarning, "f.py", 3, "module", registry)
print(registry)
show(explicit, "m", UserWarning, "f.py", 3, "module", registry)
print({k: v for k, v in __warningregistry__.items() if k != "version"})
for action in ("once", "module", "default", "always", "all", "error", "bogus"):
    print("action", action)
    warnings.filters[:] = [(action, None, Warning, None, 0)]
    warnings._filters_mutated()
    for i in range(2):
        show(warn, "lo%d" % (i // 2))
        show(warn, "lo")
        show(explicit, "m", UserWarning, "f.py", 3)
        show(explicit, "m", UserWarning, "f.py", 3, "module", registry)
    print({k: v for k, v in registry.items() if k != "version"})
    print(_warnings._onceregistry)
warnings.filters[:] = ()
warnings.filterwarnings("ignore", message="ab.*")
warnings.filterwarnings("error", module="zz")
warnings.filterwarnings("always", lineno=5)
show(warn, "abc")
show(warn, "xabc")
show(explicit, "m", UserWarning, "f.py", 5)
show(explicit, "m", UserWarning, "f.py", 5, "zz")
warnings.showwarning = lambda *args, **kwargs: print("shown", args, kwargs)
show(warn, "xabcd")
warnings._showwarnmsg = 3
show(warn, "xabce")
warnings.filters = 3
show(warn, "u")
warnings.filters = [3]
show(warn, "u")
warnings.filters = [()]
show(warn, "u")
del warnings.filters
show(warn, "u")
