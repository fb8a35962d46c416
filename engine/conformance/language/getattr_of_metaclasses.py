"""A metaclass with __getattr__, and other types that look attributes up their own way: it is asked last."""
class M(type):
    def __getattr__(cls, n):
        if n == "dyn": return "d"
        raise AttributeError(n)
class A(metaclass=M):
    x = 1
    def f(self): return 2
class B(A): y = 3
print(A.x, B.x, B.y, A.f(1), A.dyn, B.__name__, B.__mro__)
A.z = 5
print(B.z, hasattr(A, "q"))
class M2(M):
    def __repr__(c): return "R"
    def __iter__(c): return iter("ab")
class C(metaclass=M2): x = 1
print(C.x, list(C), C)
class M3(type):
    @classmethod
    def __prepare__(m, n, b): return {"injected": 1}
    def __getattr__(cls, n): raise AttributeError("no " + n)
class D(metaclass=M3): pass
print(D.injected)
def hot():
    out = []
    for i in range(60): out.append((A.x, B.y, A.dyn, A.f(A), B.x))
    return set(out)
print(hot())
import types, threading
class Mod(types.ModuleType):
    def __getattr__(self, n): return "m:" + n
m = Mod("m"); m.a = 1; print(m.a, m.b, m.__name__)
class L(threading.local):
    def __getattr__(self, n): return "l:" + n
l = L(); l.a = 1; print(l.a, l.b)
class M4(type):
    def __getattribute__(cls, n):
        return super().__getattribute__(n)
    def __getattr__(cls, n): return "hooked " + n
class E(metaclass=M4): q = 4
print(E.q, E.w, E.__name__)
import weakref
class F:
    def __getattr__(self, n):
        if n.startswith("__"): raise AttributeError(n)
        return n
print(F().abc, F.__name__, hasattr(F(), "__len__"))
class Al(types.GenericAlias):
    def __getattr__(self, n): return "al:" + n
print(Al(list, (int,)).__origin__, Al(list, (int,)).zzz)
