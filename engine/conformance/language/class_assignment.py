# Assigning __class__, binding by hand, and object.__new__ of what it must not make.
class B: pass
b = B()
try: b.__class__ = int
except TypeError as e: print(e)
try: b.__class__ = 3
except TypeError as e: print(e)
class C: pass
c = C(); c.q = 1; c.__class__ = B; print(type(c).__name__, c.q)
class D: __slots__ = ("x",)
try: c.__class__ = D
except TypeError as e: print(e)
try: del c.__class__
except TypeError as e: print(e)
try: (3).__class__ = B
except TypeError as e: print(e)
def f(self): return self
print(f.__get__(None, C) is f, f.__get__(c, C)() is c, f.__get__(c)() is c)
try: f.__get__(None)
except TypeError as e: print(e)
try: f.__get__(None, None)
except TypeError as e: print(e)
for t in int, list, dict, type, B:
    try: print(type(object.__new__(t)).__name__)
    except TypeError as e: print(e)
try: object.__new__()
except TypeError as e: print(e)
try: object.__new__(3)
except TypeError as e: print(e)
try: object.__new__(C, 3)
except TypeError as e: print(e)
try: int.__new__(str)
except TypeError as e: print(e)
try: int.__new__(bool)
except TypeError as e: print(e)
