# The parts of a super object, and what super() refuses.
class A:
    def f(self): return super()
class B(A):
    def g(self): return super()
b = B()
s = b.g()
print(s.__thisclass__, s.__self__ is b, s.__self_class__, repr(s)[:40])
u = super(B); print(u, u.__self__, u.__self_class__, u.__thisclass__)
for a in [(1,), (B, 1), (B, A), (B, b, 3), ()]:
    try: print(super(*a).__self__)
    except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
try: super(B, b, x=1)
except TypeError as e: print(e)
def nof(): return super()
try: nof()
except RuntimeError as e: print(e)
def nof(x): return super()
try: nof(1)
except RuntimeError as e: print(e)
print(super(B, B).__self_class__)
try: s.zzz
except AttributeError as e: print(e)
print(u.__get__(b, B).__self__ is b)
