"""What sys.getsizeof says of instances of the builtin types and of the library's own, and where these keep their dicts and weak references."""
import sys, collections, functools, itertools, weakref, types, operator, re, io
import array, contextlib
class C: pass
def f(a=1):
    x=1
    def h(): return x
    return h
def gen(): yield 1
class S: 
    __slots__=('a','__weakref__')
    @property
    def p(self): return 1
def frame(): return sys._getframe()
try: 1/0
except ZeroDivisionError as e: tb=e.__traceback__
d=dict(a=1)
L=[1,2,3]
def show(name, o):
    print(name, sys.getsizeof(o))
T=dict(
 i1=1,i0=0,big=2**100,fl=1.0,cx=1j,b=b'abc',ba=bytearray(b'abc'),mv=memoryview(b'abc'),s='abc',su='a\u1234',t=(1,2),l=L,lc=[x for x in range(20)],d=d,d2={1:2},de={},st={1},st2=set(range(30)),fs=frozenset({1}),
 r=range(3),sl=slice(1),n=None,el=...,ni=NotImplemented,tr=True,o=object(),f=f,fb=len,m=L.append,C=C,S=S,Ci=C(),Si=S(),p=S.__dict__['p'],sp=S.a,gs=S.__dict__['__weakref__'],cd=C.__dict__['__dict__'],
 gen=gen(),
 code=f.__code__,fr=frame(),tb=tb,cell=f().__closure__[0],mth=C.__init__,bm=types.MethodType(f,1),mw=(1).__add__,sw=int.__add__,md=list.append,cmd=dict.__dict__['fromkeys'],mp=C.__dict__,
 cm=classmethod(f),sm=staticmethod(f),pr=property(f),sup=super(C,C()),en=enumerate([]),z=zip([],[]),mpp=map(f,[]),fi=filter(f,[]),rv=reversed([]),rvs=reversed((1,)),
 it1=iter([]),it2=iter(()),it3=iter(''),it4=iter({}),it5=iter(set()),it6=iter(range(3)),it7=iter(range(2**70)),it8=iter(b''),it9=iter(bytearray()),it10=iter(memoryview(b'')),it11=iter(int,0),it12=iter('\u1234'),it13=iter(d.values()),it14=iter(d.items()),it15=reversed(d),it16=reversed(d.values()),it17=reversed(d.items()),
 k=d.keys(),v=d.values(),its=d.items(),
 ex=ValueError(1),exs=SyntaxError('x'),exo=OSError(1,'x'),exk=KeyError(1),exsi=StopIteration(1),exse=SystemExit(1),exi=ImportError('x'),exn=NameError('x'),exa=AttributeError('x'),exu=UnicodeDecodeError('a',b'',0,1,'x'),exg=ExceptionGroup('x',[ValueError()]),exbg=BaseExceptionGroup('x',[KeyboardInterrupt()]),exm=MemoryError(),
 modu=sys,ns=types.SimpleNamespace(),ga=list[int],un=int|str,wr=weakref.ref(C),wp=weakref.proxy(C),wvd=weakref.WeakValueDictionary(),wkd=weakref.WeakKeyDictionary(),ws=weakref.WeakSet(),fin=weakref.finalize(C(),f),
 dq=collections.deque(),dqi=iter(collections.deque()),dqr=reversed(collections.deque()),dd=collections.defaultdict(int),od=collections.OrderedDict(a=1),odk=collections.OrderedDict().keys(),odi=iter(collections.OrderedDict()),ct=collections.Counter('abc'),cmn=collections.ChainMap(),nt=collections.namedtuple('a','b'),nti=collections.namedtuple('a','b')(1),ntf=collections.namedtuple('a','b').b,ud=collections.UserDict(),us=collections.UserString(''),ul=collections.UserList(),
 pa=functools.partial(f),lru=functools.lru_cache(f),cmk=functools.cmp_to_key(f),cmki=functools.cmp_to_key(f)(1),cp=functools.cached_property(f),sd=functools.singledispatch(f),pm=functools.partialmethod(f),
 i_acc=itertools.accumulate([]),i_b=itertools.batched([],2),i_c=itertools.chain(),i_co=itertools.combinations([1,2,3],2),i_cr=itertools.combinations_with_replacement([1,2,3],2),i_cmp=itertools.compress([],[]),i_cnt=itertools.count(),i_cy=itertools.cycle([1]),i_dw=itertools.dropwhile(f,[]),i_ff=itertools.filterfalse(f,[]),i_gb=itertools.groupby([1]),i_is=itertools.islice([],2),i_pw=itertools.pairwise([]),i_pm=itertools.permutations([1,2,3],2),i_pr=itertools.product([1],[2]),i_rp=itertools.repeat(1),i_sm=itertools.starmap(f,[]),i_tw=itertools.takewhile(f,[]),i_tee=itertools.tee([])[0],i_zl=itertools.zip_longest([]),i_g=next(itertools.groupby([1]))[1],
 flags=sys.flags,vi=sys.version_info,fi2=sys.float_info,hi=sys.hash_info,ii=sys.int_info,ti=sys.thread_info,impl=sys.implementation,
 ig=operator.itemgetter(1),ig2=operator.itemgetter(1,2),ag2=operator.attrgetter('a'),ag3=operator.attrgetter('a.b','c'),mc=operator.methodcaller('a'),mc2=operator.methodcaller('a',1,x=2),pat=re.compile('a(b)'),mat=re.compile('a(b)').match('ab'),sio=io.StringIO(),bio=io.BytesIO(b'abc'),
 int=int,str=str,type=type,object=object,
)
class I(int): pass
class L2(list): pass
class D2(dict): pass
class S2(str): pass
class T2(tuple): pass
class B2(bytes): pass
class E2(Exception): pass
class F2(float): pass
class M(type): pass
class MC(metaclass=M): pass
class SS(set): pass
class OD2(collections.OrderedDict): pass
class DQ2(collections.deque): pass
class G:
  def __getitem__(s,i): return 1
T.update(I=I(3),L2=L2([1]),D2=D2(a=1),S2=S2('abc'),T2=T2((1,2)),B2=B2(b'abc'),E2=E2(),F2=F2(1.0),M=M,MC=MC,SS=SS(),OD2=OD2(a=1),DQ2=DQ2(),seq=iter(G()))
for n in T: show(n,T[n])
exec('type X=int\ndef ff[T,*U,**P](): pass\nshow("X",X)\nfor x in ff.__type_params__: show(x,x)')

types_seen = {type(o) for n, o in T.items() if n not in ("un", "it7", "it12", "it15", "it16", "it17")} | {array.array, type, OSError, SyntaxError}
for t in sorted(types_seen, key=lambda t: (t.__module__, t.__qualname__)):
    if t.__module__ not in ("__main__", "operator", "_io"):
        print(t.__module__, t.__qualname__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__)
for t in (I, L2, D2, S2, T2, B2, E2, F2, M, MC, SS, OD2, DQ2, C, S):
    print(t.__name__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__)
