# What class statements and type() refuse: metaclasses, bases, slots, layouts.
class M1(type): pass
class M2(type): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def c1():
    class C(A, B): pass
t(c1)
def c2():
    class C(3): pass
t(c2)
def c3():
    class C(A, A): pass
t(c3)
def c4():
    class X: pass
    class Y(X): pass
    class C(X, Y): pass
t(c4)
def c5():
    class C(int, str): pass
t(c5)
def c6():
    class C(bool): pass
t(c6)
def c7():
    class C(metaclass=3): pass
t(c7)
def c8():
    class C(x=3): pass
t(c8)
def c9():
    class C(metaclass=lambda n, b, d: (n, b, sorted(d))): y = 1
    return C
t(c9)
def c10():
    class P:
        @classmethod
        def __prepare__(cls, n, b): return 3
        def __new__(cls, *a): return 4
    class C(metaclass=P): pass
t(c10)
def c11():
    class P(type):
        @classmethod
        def __prepare__(cls, n, b): return None
    class C(metaclass=P): pass
t(c11)
t(lambda: type("X", (), {}, 3)); t(lambda: type(3, (), {})); t(lambda: type("X", 3, {})); t(lambda: type("X", (), 3)); t(lambda: type()); t(lambda: type("X", ()))
t(lambda: type("X", (3,), {})); t(lambda: type.__new__(type)); t(lambda: type.__new__(int, "X", (), {})); t(lambda: type.__new__(3)); t(lambda: type.__new__())
t(lambda: type("X", (), {}, a=3)); t(lambda: type(1, x=2)); t(lambda: type("X", (type(None),), {})); t(lambda: type("X", (range,), {}))
t(lambda: type("X", (), {"__qualname__": 3})); t(lambda: type("X", (), {"__classcell__": 3})); t(lambda: type("X", (), {"__module__": "mm"}))
t(lambda: type("X", (), {"__slots__": "a", "a": 1}))
t(lambda: type("X", (int,), {"__slots__": "a"})); t(lambda: type("X", (), {"__slots__": 3})); t(lambda: type("X", (), {"__slots__": (3,)})); t(lambda: type("X", (), {"__slots__": ("a b",)}))
t(lambda: type("X", (), {"__slots__": ("__dict__", "__dict__")})); t(lambda: type("X", (), {"__slots__": ("__weakref__", "__weakref__")}))
class S: pass
t(lambda: type("X", (S,), {"__slots__": ("__dict__",)})); t(lambda: type("X", (S,), {"__slots__": ("__weakref__",)}))
class S1:
    __slots__ = ("a",)
class S2:
    __slots__ = ("b",)
t(lambda: type("X", (S1, S2), {})); t(lambda: type("X", (S1, int), {}))
t(lambda: type("X", (ValueError, KeyError), {}).__mro__); t(lambda: type("X", (OSError, AttributeError), {}))
t(lambda: type("X", (S1, Exception), {}))
class X(object):
    def __mro_entries__(self, bases): return (int,)
t(lambda: type("X", (X(),), {}))
