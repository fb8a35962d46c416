# gc.get_referents lists what tp_traverse visits, in its order: of functions, generators, dicts, instances of list subclasses.
import gc


class Stack(list):
    pass


def outer(a, b=[], *, c=1.5):
    def inner():
        return a

    return inner


def walk(x):
    yield x


def kinds(o):
    return [type(x).__name__ for x in gc.get_referents(o)]


print(kinds(outer))
print(kinds(outer({})))
g = walk([])
print(kinds(g))
next(g)
print(kinds(g))
print(kinds({"a": [], "b": ()}))
print(kinds({1: [], "b": ()}))
s = Stack([1.5])
s.x = {}
print(kinds(s))
print(kinds([1, "a", []]), kinds((1, "a", [])))
