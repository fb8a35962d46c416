# f_locals of a function's frame is a view: it holds none of the variables, and what is set in it is set there.
import sys
from sys import getrefcount


def work(a, b=2):
    c = []
    frame = sys._getframe()
    view = frame.f_locals
    print(type(view).__name__, len(view), list(view), getrefcount(c), getrefcount(frame))
    view["b"] = 77
    view["c"] = new = ["new"]
    print(b, c is new, getrefcount(new))
    view["more"] = 5
    print(view["more"], "more" in view, list(reversed(view))[:2], view.pop("more"), view.pop("more", None))
    for act in (
        lambda: view["nope"], lambda: view.pop("a"), lambda: view.pop("nope"), lambda: view.update(3),
        lambda: hash(view), lambda: view[[]], lambda: view.get(), lambda: view[7], lambda: view == 3,
    ):
        try:
            print(act())
        except Exception as e:
            print(type(e).__name__, e)
    view.update({"a": "updated"})
    print(a, view.setdefault("fresh", 10), view == frame.f_locals, view == {}, view.copy() == view)
    print(sorted(view | {"zzz": 1})[-2:])


work(1)


def small():
    x = 1
    view = sys._getframe().f_locals
    print(view)


small()


def fails():
    big = ["payload"]
    raise ValueError


try:
    fails()
except ValueError as e:
    frame = e.__traceback__.tb_next.tb_frame
    view = frame.f_locals
    print(view, getrefcount(view["big"]))
    frame.clear()
    print(view, len(view))
    view["left"] = 1
    print(view)
print(sys._getframe().f_locals is globals(), [type(sys._getframe().f_locals).__name__ for _ in "a"])


def replaced(o):
    return [o, sys._getframe().f_locals.__setitem__("o", None), getrefcount(o)]


print(replaced([1]))
