# What has a tuple of __bases__ stands for a class in isinstance and issubclass.
class Like:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Plain:
    pass


class Says:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


class Raising:
    def __init__(self, error):
        self.error = error

    @property
    def __bases__(self):
        raise self.error


def attempt(check, *args):
    try:
        print(check(*args))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


top = Like()
one = Like(top)
two = Like(Like(), one)
listed = Plain()
listed.__bases__ = [top]
stored = Plain()
stored.__bases__ = (two, top)
broken = Raising(ValueError("no bases"))
missing = Raising(AttributeError("no bases"))
for derived in (top, one, two, stored, listed, broken, missing, Like(int), Like(Like(int), str), int, 1):
    for cls in (top, stored, listed, broken, missing, int):
        attempt(issubclass, derived, cls)
for o in (1, Says(one), Says(two), Says(int), Says(1), Says(broken), Says(Like(int))):
    for cls in (top, listed, broken, int, (str, top), (int, 1), (1, int)):
        attempt(isinstance, o, cls)

chain = top
for _ in range(2000):
    chain = Like(chain)
print(issubclass(chain, top), issubclass(chain, one))
