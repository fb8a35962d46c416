# The order of get_referents is that of each type's traversal.
import gc

a, b, c = ["a"], ["b"], ["c"]


class Base:
    __slots__ = ("p", "q")


class Derived(Base):
    pass


class Pile(list):
    pass


names = {id(a): "a", id(b): "b", id(c): "c", id(Base): "Base", id(Derived): "Derived", id(Pile): "Pile"}


def show(o):
    print(type(o).__name__, [names.get(id(r), type(r).__name__) for r in gc.get_referents(o)])


d = Derived()
d.p, d.q, d.x = a, b, c
show(d)
pile = Pile([a, b])
pile.x = c
show(pile)
show([a, b, 1])
show((a, b))
show({"k": a, "j": b})
show({1: a, "j": b})
show(slice(a, b, c))
show(filter(None, a))
show(super(Pile, pile))
show(map(len, a))
show(staticmethod(len))
error = ValueError(a)
error.__cause__ = KeyError()
show(error)
