"""The flags of code objects: which are of functions defined in a class."""
import types
def walk(c,ind=0):
    print(' '*ind,c.co_qualname,hex(c.co_flags))
    for k in c.co_consts:
        if isinstance(k,types.CodeType): walk(k,ind+1)
src='''
class C[T]:
    def f[U](self, a: int) -> T: pass
    x: int
    type A = list[int]
    type B[V: int] = V
    g = (y for y in ())
    l = [lambda: z for z in ()]
    m = lambda: 3
    def k(self):
        "doc"
        class D:
            def j(self): pass
            w: str
            class E: pass
        def o(): pass
        return (q for q in ())
    class F(object):
        def p(self): pass
        r = {lambda: 1: (lambda: s) for s in ()}
def outer[T: int](a: int):
    def inner(): pass
    x: int
    class Z[Q]:
        def z(self): pass
'''
walk(compile(src,'<s>','exec'))
