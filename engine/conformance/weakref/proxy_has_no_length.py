# list() of a proxy of an iterator asks for a length in vain.
import weakref


class Three:
    def __init__(self):
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i > 3:
            raise StopIteration
        return self.i


class WithHint(Three):
    def __length_hint__(self):
        raise ValueError("not asked")


class WithLength(Three):
    def __len__(self):
        raise TypeError("len")


class WithBadLength(Three):
    def __len__(self):
        raise ValueError("asked")


def numbers():
    yield 1
    yield 2


g = numbers()
print(list(weakref.proxy(g)))
for cls in (Three, WithHint, WithLength, WithBadLength):
    o = cls()
    try:
        print(list(weakref.proxy(o)))
    except ValueError as e:
        print(e)
