"""Whom pow asks with three arguments, and in which order."""
class Shown:
    def __repr__(s): return type(s).__name__
class A(Shown):
    def __rpow__(s,o,m=None): return ('rpow',o,m)
class B(Shown):
    def __pow__(s,o,m=None): return ('pow',type(o).__name__,m)
class N(Shown):
    def __pow__(s,o,m=None): print('np',m); return NotImplemented
    def __rpow__(s,o,m=None): print('nr',m); return NotImplemented
class N1(N):
    def __rpow__(s,o,m=None): print('nr1',m); return NotImplemented
class R2(Shown):
    def __rpow__(s,o): return ('r2',o)
def t(*a):
    try: print(pow(*a))
    except BaseException as e: print(type(e).__name__, e)
a,b,n,n1,r2=A(),B(),N(),N1(),R2()
for args in [(1,a),(1,a,3),(a,1),(a,1,3),(a,a,3),(a,a),(b,a,3),(a,b,3),(a,b),(n,a,3),(a,n,3),(n,n,3),(n,n1,3),(n1,n,3),(n,n1),(1,n,2),(n,1,2),(1,2,a),(1,2,n),(1,r2,3),(r2,1,3),(r2,r2,3),(r2,1),(1,r2),(1.0,a,2),('x',a,2),(1,2,b),(n,2,b), (b,2,n),(None,a,1),(None,None,a)]:
    t(*args)
class I(int):
    def __rpow__(s,o,m=None): return ('I',o,m)
t(2,I(3),5); t(2,I(3)); t(I(2),3,5); t(2,3,I(5))
class J(int):
    def __pow__(s,o,m=None): print('J',m); return NotImplemented
t(J(2),3,5); t(2,J(3),5); t(J(2),I(3),5)
for c in (A,N,B,R2):
  for nm in ('__pow__','__rpow__'):
    try: print(getattr(c(),nm)(2,3))
    except BaseException as e: print(type(e).__name__, e)
x=2
class IP:
    def __ipow__(s,o,m=5): return ('ipow',o,m)
i=IP(); i**=3; print(i)
for f in (lambda: int.__pow__(2, 3, 5), lambda: int.__rpow__(2, 3, 5), lambda: (2.0).__pow__(3, 5), lambda: (2).__pow__(), lambda: (2).__pow__(1, 2, 3), lambda: (2).__pow__(3, None), lambda: (2).__pow__(3.0, 4), lambda: (2).__pow__(x=3), lambda: (2).__rpow__(), lambda: (1j).__pow__(2, 3), lambda: pow(1j, 2, 3), lambda: pow(2, 1j, 3), lambda: pow(2, 3, 1j), lambda: pow(2, 3, 1.0)):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
