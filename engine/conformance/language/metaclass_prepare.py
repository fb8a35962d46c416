# A metaclass with __prepare__ and keywords: every name of the body goes through its mapping.
class NS(dict):
    def __setitem__(self, k, v):
        if k[0] != "_": print("set", k)
        super().__setitem__(k, v)
    def __getitem__(self, k):
        print("get", k); return super().__getitem__(k)
    def __delitem__(self, k): print("delitem", k); super().__delitem__(k)
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", mcs.__name__, name, bases, kw); return NS(pre=1)
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, bases, type(ns).__name__, kw); return super().__new__(mcs, name, bases, ns, x=kw.get("x"))
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw); super().__init__(name, bases, ns)
class Base:
    def __init_subclass__(cls, **kw): print("init_subclass", cls.__name__, kw)
class A(Base, metaclass=M, x=1, y=2):
    z = pre
    w = z
    def f(self): return __class__
    del z
    for q in range(1): pass
    try: del nothere
    except NameError as e: print(e)
    try: nothere
    except NameError as e: print(e)
print(A().f() is A, A.w)
