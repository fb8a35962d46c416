# dir() asks the object's __dir__ and sorts what it gives; vars() wants a __dict__.
class A:
    def __dir__(self): return ["b", "a"]
print(dir(A()))
class B:
    def __dir__(self): return 3
try: dir(B())
except TypeError as e: print(e)
class C:
    def __dir__(self): return (x for x in "cba")
print(dir(C()))
class D:
    def __dir__(self): return super().__dir__() + ["zz"]
print(dir(D())[-1], "__init__" in dir(D()), type(D().__dir__()).__name__)
class E:
    def __dir__(self): return [1, "a"]
try: dir(E())
except TypeError as e: print(e)
class F:
    def __dir__(self): raise ValueError("x")
try: dir(F())
except ValueError as e: print(e)
class M(type):
    def __dir__(cls): return ["m"]
class G(metaclass=M): pass
print(dir(G), "__dict__" in dir(G()))
import types
m = types.ModuleType("m"); m.x = 1
print(dir(m))
m.__dir__ = lambda: ["q", "p"]
print(dir(m))
def f():
    b = a = 1
    print(dir(), vars())
f()
class K:
    x = 1
    print(dir())
try: vars(1)
except TypeError as e: print(e)
try: vars(1, 2)
except TypeError as e: print(e)
try: dir(1, 2)
except TypeError as e: print(e)
print(vars(K)["x"], type(vars(K)).__name__)
class P:
    @property
    def __dict__(self): return {"pp": 1}
print(vars(P()), "pp" in dir(P()))
class Q:
    __slots__ = ("a",)
print([x for x in dir(Q()) if x[0] != "_"])
try: vars(Q())
except TypeError as e: print(e)
class R: pass
r = R(); r.z = 1; r.y = 2
print([x for x in dir(r) if x[0] != "_"], r.__dir__()[:2])
r.__dict__[5] = 1
try: dir(r)
except TypeError as e: print(e)
print(object.__dir__(r)[-3:] and "ok", type.__dir__(R)[:1] and 1)
