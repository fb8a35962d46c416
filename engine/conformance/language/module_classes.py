"""Modules that become instances of a subclass of ModuleType, and how modules are shown."""
import types, sys
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class M(types.ModuleType):
    @property
    def p(self): return 5
    def __repr__(self): return 'M!'
m=types.ModuleType('q'); m.__class__=M; print(m.p, m, type(m))
m.__class__=types.ModuleType; print(m)
class C1: pass
t(lambda: setattr(m,'__class__',C1)); t(lambda: setattr(C1(),'__class__',M)); t(lambda: setattr(m,'__class__',3)); t(lambda: delattr(m,'__class__'))
class MS(types.ModuleType): __slots__=()
class MS2(types.ModuleType): __slots__=('a',)
m.__class__=MS; print(m); t(lambda: setattr(m,'__class__',MS2))
m.__class__=types.ModuleType
t(lambda: setattr(m,'__class__',int))
m.__name__=3; t(lambda: repr(m)); del m.__name__; t(lambda: repr(m)); 

m.__name__=[1]; t(lambda: repr(m))
m.__file__="ff"; t(lambda: repr(m)); del m.__file__; m.__loader__=7; t(lambda: repr(m))
