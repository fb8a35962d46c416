# __len__ and __length_hint__ are asked where room is made: what they may raise, and what passes.
class Hinted:
    def __init__(self, hint):
        self.hint = hint
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return self.left

    def __length_hint__(self):
        print("hint", end=" ")
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


class Sized(Hinted):
    def __len__(self):
        print("len", end=" ")
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


def shown(f, source):
    try:
        print(f.__name__, f(source))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


def star(source):
    return [0, *source]


def given(source):
    return (lambda *args: args)(*source)


for f in list, tuple, star, given:
    for hint in 2, 0, -1, "two", NotImplemented, ValueError("v"), TypeError("t"), 10**30:
        shown(f, Hinted(hint))
        shown(f, Sized(hint))
