# A class gets other bases: its MRO and attributes follow; what may not be assigned.
class A: pass
class B(A): pass
print(A.__subclasses__())
B.__bases__ = (object,) if 0 else (A,)
class D: pass
class E(D): pass
class F: y = 2
E.__bases__ = (F,)
print(E.__bases__, E.__mro__, D.__subclasses__(), F.__subclasses__(), E.y, E.__base__)
for v in [(), 3, (3,), (int,), (E,)]:
    try: E.__bases__ = v; print("ok")
    except TypeError as e: print(e)
try: del E.__bases__
except TypeError as e: print(e)
except TypeError as e: print(e)
except TypeError as e: print(e)
try: A.__bases__ = (F,); print("ok")
except TypeError as e: print(e)
