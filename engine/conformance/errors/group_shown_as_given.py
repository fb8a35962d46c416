"""An exception group shows a sequence as it was when the group was made."""
import collections
l=[ValueError(1)]
class Li(list):
    def __repr__(s): print('asked'); return 'Li'
d=collections.deque(l)
for s in (l,tuple(l),Li(l),d):
    g=ExceptionGroup('m',s); print('made')
    try: s.append(TypeError(2))
    except AttributeError: pass
    print(repr(g), g.args)
class T(tuple):
    def __repr__(s): print('askT'); return 'T'
g=ExceptionGroup('m',T(l)); print('made'); print(g)
print(repr(g))
class B(tuple):
    def __repr__(s): raise KeyError(3)
try: ExceptionGroup('m',B(l)); print('ok')
except KeyError as e: print('KE',e)
class Sq:
    def __len__(s): return 1
    def __getitem__(s,i): return l[i]
    def __repr__(s): print('askS'); return 'S'
try:
    g=ExceptionGroup('m',Sq()); print(g)
except TypeError as e: print(e)
import collections.abc
class Sq2(Sq, collections.abc.Sequence): pass
try:
    g=ExceptionGroup('m',Sq2()); print('made'); print(repr(g)); print(repr(g))
except TypeError as e: print(e)
g.args=(1,2); print(repr(g))
g=ExceptionGroup('m',l); g.args=(1,[5]); print(repr(g))
g=ExceptionGroup('m',(l[0],)); g.args=(1,[5]); print(repr(g))
class EG(ExceptionGroup):
    def __init__(s,*a): pass
g=EG('m',(l[0],)); print(repr(g), g.derive([l[0]]))
print(repr(g.split(ValueError)), repr(g.subgroup(ValueError)))
