# array: contents, errors, growth and sizes
from array import array, typecodes
import sys, gc, weakref
def t(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: array('i')); t(lambda: array('i',[1,2,3])); t(lambda: array('d',[1.5,2])); t(lambda: array('f',[1.1])); t(lambda: array('b',[300])); t(lambda: array('b',[-129])); t(lambda: array('B',[-1])); t(lambda: array('B',[256])); t(lambda: array('h',[40000])); t(lambda: array('H',[-1])); t(lambda: array('i',[2**31])); t(lambda: array('I',[-1])); t(lambda: array('I',[2**32])); t(lambda: array('q',[2**63])); t(lambda: array('Q',[-1])); t(lambda: array('l',[2**63])); t(lambda: array('L',[2**64])); t(lambda: array('i',['a'])); t(lambda: array('i',[1.5])); t(lambda: array('d',['a'])); t(lambda: array('x')); t(lambda: array(1)); t(lambda: array()); t(lambda: array('i',1)); t(lambda: array('i','ab')); t(lambda: array('i',b'\1\0\0\0')); t(lambda: array('i',b'\1')); t(lambda: array('w','hé')); t(lambda: array('i',(x for x in range(3)))); t(lambda: array('i',range(3))); t(lambda: array('i',[1],2)); t(lambda: array('Q',[2**64-1])); t(lambda: array('q',[-2**63]))
a=array('i',range(10)); t(lambda: a[3]); t(lambda: a[-1]); t(lambda: a[20]); t(lambda: a['a']); t(lambda: a[2:5]); t(lambda: a[::2]); a[0]=99; t(lambda: a.__setitem__(50,1)); a[1:3]=array('i',[7,7,7,7]); print(a); del a[0]; del a[::3]; print(a); t(lambda: a.__setitem__(slice(0,1),[1])); a[::2]=array('i',[0]*len(a[::2])); print(a)
a.append(5); a.extend([6,7]); a.extend(array('i',[8])); t(lambda: a.extend(array('d',[1]))); t(lambda: a.append('x')); a.insert(0,-1); a.insert(-1,-2); a.insert(100,-3); print(a, a.pop(), a.pop(0), a.index(7), a.count(0), 7 in a, 'x' in a, len(a)); a.remove(7); a.reverse(); print(a, a.tolist(), a.tobytes()[:8], a.typecode, a.itemsize); t(lambda: a.remove(1000)); t(lambda: a.index(1000)); t(lambda: array('i').pop()); t(lambda: a.pop(100))
t(lambda: array('i',[1])+array('i',[2])); t(lambda: array('i',[1])+[2]); t(lambda: array('i',[1])*3); t(lambda: 2*array('i',[1,2])); t(lambda: array('i',[1])==array('d',[1.0])); t(lambda: array('i',[1])<array('i',[2])); t(lambda: array('i',[1])==[1]); t(lambda: hash(a)); b=a; b+=array('i',[1]); b*=2; print(b is a, len(b)); t(lambda: b.__iadd__([1])); 
a=array('d'); s=[]
for i in range(40): a.append(i); s.append(sys.getsizeof(a))
print(s); s=[]
while a: a.pop(); s.append(sys.getsizeof(a))
print(s)
print([sys.getsizeof(array(c,range(10))) for c in 'bBhHiIlLqQfd'], sys.getsizeof(array('i')), sys.getsizeof(array('i',[1]*1000)), sys.getsizeof(array('i',range(1000))), gc.is_tracked(array('i')), typecodes)
x=array('h',[1,256]); x.byteswap(); print(x); x.frombytes(b'\1\0'); x.fromlist([5]); print(x, x.buffer_info()[1]); t(lambda:x.fromlist(['a'])); print(x, bytes(5), sum(x), max(x), sorted(x))
import copy
class A(array): pass
