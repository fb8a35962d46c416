# A metaclass's own mro().
class M(type):
    def mro(cls):
        r = super().mro(); print("mro", cls.__name__ if 0 else "", [c.__name__ for c in r]); return r + [Extra] if want else r
class Extra:
    e = 5
want = False
class A(metaclass=M): pass
want = True
class B(A): pass
print(B.e, [c.__name__ for c in B.__mro__])
class M2(type):
    def mro(cls): return [cls, 3]
try:
    class C(metaclass=M2): pass
except TypeError as e: print(e)
class M3(type):
    def mro(cls): return 5
try:
    class C(metaclass=M3): pass
except TypeError as e: print(e)
print(A.mro(), type.mro(int), object.mro())
