# What a property says of itself: name, doc, and the errors of making one.
class P:
    @property
    def x(self):
        "doc of x"
        return 1
    @x.setter
    def x(self, v): pass
    @x.deleter
    def x(self): pass
p = P.x
print(p.__name__, p.__doc__, p.__isabstractmethod__, p.fget.__name__)
q = property(lambda s: 1)
try: print(q.__name__)
except AttributeError as e: print(e)
q = property()
try: print(q.__name__)
except AttributeError as e: print(e)
q = property(None, None, None, "d")
print(q.__doc__, q.fget)
for a, k in [((1,2,3,4,5), {}), ((), {"foo":1}), ((1,), {"fget": 2})]:
    try: property(*a, **k)
    except TypeError as e: print(e)
q = property(fget=len, doc="x")
print(q.__doc__, q.__name__)
print(property(len).__doc__)
q.__doc__ = "other"; print(q.__doc__)
class Sub(property): pass
s = Sub(P.x.fget); print(s.__doc__, s.__name__, Sub.__doc__)
s.__name__ = "hey"; print(s.__name__)
del s.__name__
print(s.__name__)
class Ab:
    @property
    def v(self): ...
    v.fget.__isabstractmethod__ = True
print(Ab.v.__isabstractmethod__)
g = P.x.getter(lambda s: 2)
print(g.__doc__, g.__name__, g is P.x)
