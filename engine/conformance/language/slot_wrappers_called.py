# Slot wrappers: equal for the same method of the same object, no way past a type's own __setattr__, __index__ asked as ever.
import array
import collections

items = []
print(items.__add__ == items.__add__, items.__add__ != [].__add__, items.__add__ == items.__mul__)
print(hash(items.__add__) == hash(items.__add__), items.__add__.__objclass__, len({items.__add__, items.__add__}))


def attempt(f):
    try:
        print(f())
    except (TypeError, AttributeError, IndexError) as e:
        print(type(e).__name__, e)


class Meta(type):
    def __setattr__(cls, name, value):
        object.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        object.__delattr__(cls, name)


class Made(metaclass=Meta):
    pass


class Plain:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)


attempt(lambda: object.__setattr__(str, "shout", 1))
attempt(lambda: object.__delattr__(str, "lower"))
attempt(lambda: setattr(Made, "x", 1))
attempt(lambda: delattr(Made, "x"))
attempt(lambda: type.__setattr__(Made, "x", 1))
plain = Plain()
plain.x = 4
print(plain.x, Made.x)


class Index:
    def __init__(self, value, target=None):
        self.value, self.target = value, target

    def __index__(self):
        if self.target is not None:
            self.target.clear()
        return self.value


class Deque(collections.deque):
    def __setitem__(self, i, value):
        super().__setitem__(i, value)

    def __delitem__(self, i):
        super().__delitem__(i)


d = Deque("abcd")
d[Index(1)] = "x"
del d[Index(0)]
print(d)
attempt(lambda: d.__setitem__(Index(1, d), 1))
a = array.array("i", [1, 2])
a.__setitem__(Index(0), Index(7))
b = bytearray(b"abc")
b.__setitem__(Index(1), Index(65))
attempt(lambda: b.__setitem__(0, Index(1, b)))
print(a, b, [1].__mul__(Index(3)))
