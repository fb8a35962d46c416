# What drops the last reference to itself when it is cleared lives until all that tp_clear drops is gone.
import gc

gc.disable()


class Last:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  ", self.name)


class Record(tuple):
    pass


class Stack(list):
    pass


class Failure(Exception):
    pass


class Plain:
    pass


def function(given):
    def inner(value=given):
        return given

    return inner


def first(o, one, two):
    o.me = o
    o.one = one
    o.two = two


def middle(o, one, two):
    o.one = one
    o.me = o
    o.two = two


def last(o, one, two):
    o.one = one
    o.two = two
    o.me = o


makers = {
    "instance": lambda given: Plain(),
    "tuple": lambda given: Record((given,)),
    "list": lambda given: Stack([given]),
    "exception": Failure,
    "function": function,
}
for name, make in makers.items():
    for arrange in (first, middle, last):
        # They are old, so that the collection does not find them: their counts end while it deletes.
        things = [Last("item"), Last("one"), Last("two")]
        gc.collect()
        arrange(make(things[0]), things[1], things[2])
        del things
        print(name, arrange.__name__)
        print("   found", gc.collect(0))
