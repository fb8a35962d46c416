# A partial in a class: a method from 3.14 on; before, itself, with a warning.
import functools


def f(*args, **kwargs):
    return args, kwargs


class C:
    p = functools.partial(f, 1)
    q = staticmethod(functools.partial(f, 2))
    m = functools.partialmethod(f, 3)


class P(functools.partial):
    pass


class D:
    p = P(f, 1)


class Meta(type):
    p = functools.partial(f, 9)


class N(metaclass=Meta):
    pass


def called():
    return C().p()


c = C()
print([type(x).__name__ for x in c.p()[0]], c.q(), len(c.m()[0]), len(C.p()[0]))
print(type(C.__dict__["p"].__get__(c, C)).__name__, type(C.p).__name__, type(c.p).__name__)
print(len(D().p()[0]), len(N.p()[0]))
called()
called()
