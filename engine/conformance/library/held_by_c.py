"""What C code holds while it calls Python: a match, a namespace's value, the phase of a collection."""
import gc
import re
import sys
import types


def replacement(match):
    return f"<{match[0]}:{sys.getrefcount(match)}>"


print(re.sub("a", replacement, "banana"))
print(re.compile("(n)(a)").subn(replacement, "banana", count=1))


class Shown:
    def __repr__(self):
        return str(sys.getrefcount(self))


print(types.SimpleNamespace(first=Shown(), second=Shown()))
shared = Shown()
print(types.SimpleNamespace(a=shared, b=types.SimpleNamespace(c=shared)))


def told(phase, info):
    print(phase, sys.getrefcount(phase) < 10, sys.getrefcount(phase), sys.getrefcount(info))
    phases.append(phase)


phases = []
gc.collect()
gc.callbacks.extend([told, told])
gc.collect()
gc.callbacks.clear()
print(phases, phases[0] is phases[1], phases[0] is phases[2])
