# A weak reference that its own callback lets go of counts as collected; the others keep their callbacks and grow old
import gc, weakref
from sys import getrefcount
gc.disable()
gc.collect()
class L: pass
def cb(r):
    print("cb", r.__callback__ is None, getrefcount(r), getrefcount(cb), gc.is_tracked(r), any(x is r for x in gc.get_objects()))
a = L(); a.a = a
r = weakref.ref(a, cb)
del a
print(gc.collect() > 0, r.__callback__ is cb)
a = L()
r = weakref.ref(a, cb)
del a
print(getrefcount(cb))
def cb2(r):
    global rr
    print("cb2", getrefcount(r))
    del rr
a = L(); a.a = a
rr = weakref.ref(a, cb2)
del a
print(gc.collect())
rs = []
def cb3(r):
    print("cb3", len(rs)); rs.pop()
    raise ValueError
a = L(); a.a = a
rs += [weakref.ref(a, cb3) for i in range(3)]
del a
print(gc.collect(), gc.get_stats()[2]["collected"] > 5)
class W(weakref.ref): pass
a = L(); a.a = a
ws = [W(a, cb2) for i in range(3)]; rr = 1
o = [x for x in gc.get_objects() if type(x) is W]
print([ws.index(x) for x in o], ws[0] == ws[1])
del o
gc.collect(0)
def cb4(r): print(1, len([x for x in gc.get_objects() if type(x) is W]))
ws = [W(a, cb4) for i in range(3)]
b = [W(L), W(L), W(L)]
del a
gc.collect()
o = [x for x in gc.get_objects() if type(x) is W]
print([ws.index(x) if not x() else (b.index(x)+10) for x in o])
