"""functools.Placeholder: a place in a partial that a later argument takes (3.14)."""
import functools
import sys

if sys.version_info < (3, 14):
    print(hasattr(functools, "Placeholder"))
    sys.exit()
from functools import Placeholder as _, partial
import copy, pickle


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def show(*args, **kwargs):
    return args, kwargs


t(lambda: _); t(lambda: type(_)); t(lambda: repr(_)); t(lambda: _ is functools.Placeholder); t(lambda: type(_)() is _)
t(lambda: bool(_)); t(lambda: pickle.loads(pickle.dumps(_)) is _); t(lambda: copy.copy(_) is _); t(lambda: _.__reduce__())
p = partial(show, _, 2)
t(lambda: p.args); t(lambda: p(1)); t(lambda: p(1, 3)); t(lambda: p()); t(lambda: p(1, k=2)); t(lambda: repr(p).split(" at ")[0])
t(lambda: partial(show, _)); t(lambda: partial(show, 1, _)); t(lambda: partial(show, k=_))
q = partial(p, 5)
t(lambda: q.args); t(lambda: q()); t(lambda: q(6)); t(lambda: q.func is show)
r = partial(show, _, 2, _, 4)
t(lambda: r(1, 3)); t(lambda: r(1)); t(lambda: r(1, 3, 5, x=1)); t(lambda: partial(r, 1).args); t(lambda: partial(r, 1, 3, 5).args)
t(lambda: partial(r, _, 3).args); t(lambda: partial(r, _, 3)(1)); t(lambda: partial(r, 1, _)); t(lambda: partial(r, 1, _, 3).args); t(lambda: partial(r, 1, 3, _)); t(lambda: partial(r, a=1).args); t(lambda: partial(r, a=1)(1, 3, b=2))
t(lambda: r(_, 3)); t(lambda: partial(r, _, _, 7).args); t(lambda: partial(p, _)); 
s = partial(show, _, 2, key="v")
t(lambda: s(1)); t(lambda: s(1, 3, key="w", other=5)); t(lambda: s())
t(lambda: partial(int, _, 2)("101")); t(lambda: list(map(partial(pow, _, 2), [1, 2, 3]))); t(lambda: partial(str.replace, _, "a", "b")("banana"))


class C:
    m = partial(show, _, "x")
    pm = functools.partialmethod(show, _, "y")


t(lambda: [type(a).__name__ for a in C().m()[0]]); t(lambda: C.m(9)); t(lambda: [type(a).__name__ for a in C().pm(3)[0]])
state = r.__reduce__()[2]
t(lambda: state[1:3])
n = partial(show)
t(lambda: n.__setstate__((show, (_, 1), {}, None))); t(lambda: n.args); t(lambda: n(4)); t(lambda: n.__setstate__((show, (1, _), {}, None))); t(lambda: copy.copy(r)(1, 3))
before = sys.getrefcount(_)
for i in range(5):
    partial(show, _, i)(i)
print(sys.getrefcount(_) - before)
x = object()
held = partial(show, _, x)
before = sys.getrefcount(x)
held(1); held(x)
print(sys.getrefcount(x) - before)
t(lambda: sys.getsizeof(p) - sys.getsizeof(partial(show)))
