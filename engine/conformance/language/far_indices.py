"""Slices of what is longer than any sequence, and iterators over __getitem__ that have come far."""
import sys
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
s=slice(2**100,None,-2**80)
t(lambda: s.indices(2**100)); t(lambda: slice(None).indices(2**100)); t(lambda: slice(None,None,-3).indices(2**64)); t(lambda: slice(1,2).indices(-1))
t(lambda: slice(-5,2**99).indices(2**70)); t(lambda: slice(0,1,0).indices(3)); t(lambda: slice(-2**90,None).indices(2**70))
r=range(2**100)
t(lambda:r[2**70:]); t(lambda:r[::-1]); t(lambda:r[-5:]); t(lambda:range(2**70,-2**70,-3)[5:2**65:7]); t(lambda:range(10)[2**80:])
t(lambda:range(0,2**70,2**60)[1:5][::2]); t(lambda: r[::0]); t(lambda: r['a':]); t(lambda: r[:-1])
class G:
    def __init__(s,n): s.n=n
    def __len__(s): return s.n
    def __getitem__(s,i): return i
it=iter(G(5)); print(it.__length_hint__()); next(it); next(it); print(it.__length_hint__())
it.__setstate__(2**40); print(next(it), it.__length_hint__())
it.__setstate__(sys.maxsize-1); print(next(it)); t(lambda: next(it)); t(lambda: next(it)); print(it.__reduce__()[2])
class G2:
    def __getitem__(s,i):
        if i>2: raise IndexError
        return i
it=iter(G2()); t(lambda: it.__length_hint__()); list(it); t(lambda: it.__length_hint__())
t(lambda: it.__setstate__(3)); t(lambda: it.__reduce__())
it=iter(G2()); it.__setstate__(-5); print(next(it)); t(lambda: it.__setstate__(2**70)); t(lambda: it.__setstate__('a'))
