# operator: getters and callers, their reprs and errors, and the functions
from operator import *
import operator, sys
def t(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: itemgetter(1)([1,2])); t(lambda: itemgetter(1,0)('ab')); t(lambda: itemgetter('a')({'a':3})); t(lambda: itemgetter(5)([1])); t(lambda: itemgetter()); t(lambda: itemgetter(1)()); t(lambda: itemgetter(1)([1],2)); t(lambda: itemgetter(x=1)); t(lambda: itemgetter(1,'a')); t(lambda: itemgetter(slice(1,2))([1,2,3])); t(lambda:itemgetter([1]))
class A:
    x=1
    class B: y=2
    def m(s,*a,**k): return a,k
    def c(s,x,k=None): print('rc',sys.getrefcount(x),sys.getrefcount(k)); return s
t(lambda: attrgetter('x')(A)); t(lambda: attrgetter('x','B.y')(A)); t(lambda: attrgetter('B.y')(A())); t(lambda: attrgetter('zz')(A)); t(lambda: attrgetter(1)); t(lambda: attrgetter('x','B.y')); t(lambda: attrgetter('x'))
t(lambda: methodcaller('m',1,k=2)(A())); t(lambda: methodcaller('m')(A())); t(lambda: methodcaller('zz')(A())); t(lambda: methodcaller()); t(lambda: methodcaller(1)); t(lambda: methodcaller('m',1,'a',k=2,z='q')); t(lambda: methodcaller('upper')('ab')); t(lambda: methodcaller('m')(1,2)); t(lambda: methodcaller('m'))
print(sorted([(2,'a'),(1,'b')],key=itemgetter(0)), list(map(methodcaller('strip'),[' a ','b '])))
