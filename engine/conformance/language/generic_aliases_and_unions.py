# Generic aliases and unions of types: their texts, equality, calls, and what isinstance says of them
def t(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: list[int]); t(lambda: dict[str,int]); t(lambda: tuple[int,...]); t(lambda: tuple[()]); t(lambda: list['x']); t(lambda: list[list[int]]); t(lambda: list[int].__origin__); t(lambda:list[int].__args__); t(lambda: dict[str,int].__parameters__)
t(lambda: list[int]==list[int]); t(lambda: list[int]==list[str]); t(lambda: hash(list[int])==hash(list[int])); t(lambda: len({list[int],list[int],list[str]})); t(lambda: list[int]('abc')); t(lambda: dict[str,int](a=1)); t(lambda: list[int].append); t(lambda: list[int].__class__); t(lambda: isinstance([],list[int])); t(lambda: issubclass(list,list[int])); t(lambda: list[int][int]); t(lambda: type(list[int])); t(lambda: list[int].foo)
class C:
    def __class_getitem__(cls, k): return (cls,k)
t(lambda: C[3]); 
class D(list[int]): pass
t(lambda: D.__bases__); t(lambda: D.__orig_bases__); t(lambda: D.__mro__); t(lambda:D([1]))
t(lambda: int|str); t(lambda: int|None); t(lambda: None|int); t(lambda: int|int); t(lambda: (int|str)|float|int); t(lambda: int|3); t(lambda: 3|int); t(lambda: (int|str)==(str|int)); t(lambda: hash(int|str)==hash(str|int)); t(lambda: isinstance(1,int|str)); t(lambda: isinstance(None,int|None)); t(lambda: isinstance(1.5,int|str)); t(lambda: issubclass(bool,int|str)); t(lambda: (int|str).__args__); t(lambda: list[int]|None); t(lambda:isinstance(1,list[int]|int)); t(lambda: isinstance([],list[int]|int)); t(lambda: C|int)
t(lambda: isinstance(1,(str,(int,float)))); t(lambda: isinstance(1,3)); t(lambda: isinstance(1,(str,3))); t(lambda: issubclass(1,int)); t(lambda: issubclass(int,3))
class Meta(type):
    def __instancecheck__(c,o): print('check'); return o==5
    def __subclasscheck__(c,o): print('sub'); return o is int
class M(metaclass=Meta): pass
t(lambda: isinstance(5,M)); t(lambda: isinstance(6,M)); t(lambda: isinstance(6,(str,M,int))); t(lambda: issubclass(int,M)); t(lambda: issubclass(str,(M,str))); t(lambda: isinstance(M(),M)); t(lambda:isinstance(5,M|str))
class P:
    @property
    def __class__(s): return int
t(lambda: isinstance(P(),int)); t(lambda: isinstance(P(),P))
t(lambda: [*list[int]]); t(lambda: tuple[*tuple[int,str]])
class X(dict): pass
t(lambda: X[int]); t(lambda: X[int]()); x=X[int](); t(lambda: x.__orig_class__)
