# In which order objects are tracked: a class before its MRO, its descriptors after; a dying object anew for its finalizer; 3.13's module dict before its module
import gc
import types

class Phoenix:
    def __del__(self):
        kept.append(self)

class Plain:
    pass

def young():
    return [type(o).__name__ for o in gc.get_objects(0)]

kept = []
gc.disable()
gc.collect()

class Slotted:
    __slots__ = ("b", "a", "__weakref__")
    def __new__(cls):
        return super().__new__(cls)
    def __init_subclass__(cls):
        pass

print(young())
gc.collect()
bird = Phoenix()
plain = Plain()
print([n for n in young() if n in ("Phoenix", "Plain")])
del bird
print([n for n in young() if n in ("Phoenix", "Plain")])
kept.clear()

def walk():
    try:
        yield
    finally:
        kept.append([n for n in young() if n in ("generator", "Plain")])

steps = walk()
next(steps)
other = Plain()
del steps
print(kept.pop())
gc.collect()
module = types.ModuleType("module")
print([n for n in young() if n in ("dict", "module")], gc.is_tracked(module.__dict__))
