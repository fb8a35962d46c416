# deque, defaultdict and OrderedDict: who is let go, and when
from _collections import OrderedDict, defaultdict, deque
import sys, gc
rc=sys.getrefcount
class T:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n)
    def __repr__(s): return 'T%s'%s.n
o=object(); base=rc(o)
d=deque([o]); print(rc(o)-base); d.append(o); d.appendleft(o); print(rc(o)-base); d.rotate(1); d.pop(); print(rc(o)-base); e=d.copy(); print(rc(o)-base); e.clear(); print(rc(o)-base); d[0]=1; del d[1]; print(rc(o)-base, d)
d=deque([T(1),T(2),T(3)],maxlen=3); d.append(T(4)); print(d); d.appendleft(T(0)); print(d); d.extend([T(5),T(6)]); print('x'); d.clear(); print('clr')
d=deque(T(i) for i in range(4)); d.rotate(2); del d; print('--')
d=deque([T(1),T(2)]); d[0]=T(9); print('set'); del d[1]; d.popleft(); print('..')
d=deque(range(10)); d.rotate(3); print(d); d.rotate(-25); print(d); d.reverse(); print(d); d.insert(3,'x'); d.insert(-2,'y'); print(d); print(d.index(5), d.count(1), 5 in d, list(reversed(d)), d[-1], d==d.copy(), d<deque([100])); d.remove(5); print(d, d*2 if len(d)<20 else '')
n=T('cyc'); n.d=deque([n]); del n; print(gc.collect())
d=deque(); d.append(d); print(d); d.clear()
class D(deque):
    def __del__(s): print('D del')
x=D([T('in D')]); x.attr=T('attr'); del x; print('gone')
x=D('ab',3); print(x, x.copy(), x+x, type(x.copy()))
dd=defaultdict(list); dd['a'].append(o); print(rc(o)-base, dd); dd[o]; print(rc(o)-base); del dd; print(rc(o)-base)
def fac(): print('factory'); return T('v')
dd=defaultdict(fac); dd[1]; print(dd); dd.get(2); print(2 in dd); del dd[1]; dd[5]; del dd; print('dd gone')
dd=defaultdict(lambda: defaultdict(int)); dd['x']['y']+=1; print(dd['x'], len(dd))
dd=defaultdict(None,{1:2}); print(dd, dd.default_factory)
dd=defaultdict(list); dd['self']=dd; print(dd); del dd; print(gc.collect())
n=T('cyc2'); n.dd=defaultdict(list,{1:n}); del n; print(gc.collect())
k=T('key'); od=OrderedDict(); b=rc(k); od[k]=1; print(rc(k)-b); del od[k]; print(rc(k)-b); od[k]=o; print(rc(o)-base); od.popitem(); print(rc(k)-b, rc(o)-base); del k; print('k')
od=OrderedDict((i,T(i)) for i in range(4)); od.move_to_end(1); od.move_to_end(3,last=False); print(od, list(od), list(od.values()), list(od.items()), list(reversed(od))); od[1]=T('new'); print('r'); od.popitem(last=False); print('p'); del od; print('od gone')
od=OrderedDict(a=1); od['self']=od; print(od); del od; print(gc.collect())
n=T('cyc3'); n.od=OrderedDict([(1,n)]); n.od.x=n; del n; print(gc.collect())
class OD(OrderedDict):
    def __setitem__(s,k,v): print('set',k); super().__setitem__(k,v)
    def __missing__(s,k): return 'missing %s'%k
x=OD([('b',1),('a',2)],c=3); print(x, x['zz'], x.copy(), x|{'d':4}, dict(x), {**x}); x.update({'q':1}); x.setdefault('w',3); print(x=={'b':1}, x==x.copy())
for k,v in x.items(): print(k,v,end=' ')
print()
it=iter(x.items()); a=next(it); print(rc(a)); ids={id(p) for p in OrderedDict.fromkeys(range(5)).items()}; print(len(ids))
p=P((1,2)); print(p.x,p.y,P.x, P.x.__doc__)
