# Clearing garbage empties an instance's slots first, the most derived class's before its base's, and then its attributes.
import functools
import gc

gc.disable()


class Last:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  ", self.name)


class Base:
    __slots__ = ("b", "a", "me", "__dict__")


class Derived(Base):
    __slots__ = ("z", "y")


def instance(cls, names):
    o = cls()
    # They are old, so that the collection does not find them: their counts end while it deletes.
    things = [Last(name) for name in names]
    gc.collect()
    o.me = o
    for name, thing in zip(names, things):
        setattr(o, name, thing)


def partial():
    things = [Last("argument"), Last("keyword"), Last("attribute")]
    gc.collect()
    # The dict of the keywords is older than the partial, and cleared before it.
    o = functools.partial(print, things[0], key=things[1])
    o.me = o
    o.attribute = things[2]


gc.collect()
for names in ("extra a b y z", "z y b a extra", "a extra z", "extra more y"):
    print(names)
    instance(Derived, names.split())
    gc.collect(0)
partial()
print("partial")
print("found", gc.collect(0))
