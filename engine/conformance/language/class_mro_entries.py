# Bases that stand for others, and what may not be a base.
class X:
    def __init__(self, *r): self.r = r
    def __mro_entries__(self, bases): print("entries", len(bases)); return self.r
class A(X(int, ), X(), list if 0 else X()): pass
print(A.__bases__, len(A.__orig_bases__))
class Bad(X()): pass
print(Bad.__bases__, Bad.__orig_bases__)
class Y:
    def __mro_entries__(self, bases): return 3
try:
    class C(Y()): pass
except TypeError as e: print(e)
class P: pass
print(hasattr(P, "__orig_bases__"))
class Z:
    @property
    def __mro_entries__(self): raise ValueError("zz")
try:
    class C(Z()): pass
except ValueError as e: print(e)
