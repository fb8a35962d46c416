class I(int):
    def __repr__(self): return 'I!'
    def __add__(self, o): return I(int(self)+int(o)*100)
class S(str):
    def __str__(self): return 'S-str'
    def __format__(self, spec): return 'fmt<%s>' % spec
class F(float):
    def __format__(self, spec): return 'F' + format(float(self), spec)
i = I(5); i.x = 3
print(i, repr(i), [i], i+1, 1+i, i*2, type(i*2), i.x, i == 5, hash(i) == hash(5), str(i), f"{i}", f"{i:>5}", "%s %d" % (i, i), "{}".format(i))
s = S('abc'); s.y = 1
print(s, repr(s), [s], s+'d', type(s+'d'), s[0], len(s), s == 'abc', hash(s)==hash('abc'), {s:1}['abc'], f"{s} {s!s} {s!r} {s:x}", "%s" % s, "{} {:5}".format(s, s), s.upper(), ','.join([s, s]), str(s), type(str(s)), s*2)
f = F(1.5)
print(f, f+1, type(f+1), f"{f} {f:.2f}", f == 1.5, int(f), round(f), hash(f)==hash(1.5))
class Conv:
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __str__(self): return 'conv-str'
    def __repr__(self): return 'conv-repr'
    def __format__(self, spec): return f'[{spec}]'
    def __bool__(self): return False
    def __hash__(self): return 42
    def __round__(self, n=None): return ('rounded', n)
    def __abs__(self): return 'abs!'
    def __divmod__(self, o): return ('dm', o)
    def __rdivmod__(self, o): return ('rdm', o)
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __bytes__(self): return b'BB'
    def __neg__(self): return 'neg'
    def __invert__(self): return 'inv'
    def __getitem__(self, k): return 'item %r' % (k,)
c = Conv()
print(int(c), float(c), str(c), repr(c), format(c, 'zz'), f'{c:a}', f'{c}', f'{c!r}', bool(c), hash(c), round(c), round(c, 2), abs(c), divmod(c, 1), divmod(1, c), pow(c, 2), pow(c, 2, 3), bytes(c), -c, ~c)
print('%d %i %x %f %s %r %c|' % (c, c, c, c, c, c, 65), hex(c), bin(c), chr(97))
print('{0} {0!r} {0!s:>10} {0:q} {0[k]} {0[5]}'.format(c))
print('%(k)s' % c)
class Bad:
    def __str__(self): return 5
    def __repr__(self): raise ValueError('bad repr')
    def __int__(self): return 'x'
    def __float__(self): return 1
    def __index__(self): return 1.5
    def __format__(self, spec): return 5
    def __hash__(self): return 'x'
    def __bool__(self): return 5
    def __len__(self): return -1
b = Bad()
for g in (lambda: str(b), lambda: repr(b), lambda: int(b), lambda: float(b), lambda: format(b), lambda: f'{b}', lambda: '%s' % b, lambda: '%r' % b, lambda: '%d' % b, lambda: '%x' % b, lambda: '%f' % b, lambda: hex(b), lambda: hash(b), lambda: bool(b), lambda: len(b), lambda: '{!r}'.format(b), lambda: ascii(b), lambda: 'a'[b], lambda: chr(b)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
def gen():
    yield 'a'
    yield 'b'
    raise KeyError('stop')
try: ''.join(gen())
except KeyError as e: print('KeyError', e)
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return 'xyz'[i]
print('-'.join(Seq()), list(Seq()))
class T(dict):
    def __missing__(self, k): return '<%s>' % k
print('%(foo)s' % T(), '{foo}'.format_map(T()), 'abc'.translate({97: 'A'}))
class Tr:
    def __getitem__(self, k):
        if k == 98: raise LookupError
        return chr(k-32)
print('abc'.translate(Tr()))
class N(int): pass
class M(N): pass
print(N(5)+N(6), type(N(5)), N('12'), N(), M(3.7), N('ff', 16), N.from_bytes(b'\x01'), type(N.from_bytes(b'\x01')), isinstance(N(1), int), N(2)**100, N(10**30), -N(5), type(-N(5)), abs(N(-3)), N(7)//2, int(N(5)), type(int(N(5))))
class B2(bytes): pass
print(B2(b'abc'), type(B2(b'abc')), B2(b'abc')[1:], B2(3), B2('é', 'utf-8'))
class E(str):
    def __new__(cls, v, extra):
        o = super().__new__(cls, v); o.extra = extra; return o
    def __eq__(self, o): return 'eq called'
    __hash__ = str.__hash__
e = E('q', 9); print(e, e.extra, e == 1, {e: 1}, 'q' == e)
class D(float):
    def __new__(cls, v): return super().__new__(cls, v*2)
    def __add__(self, o): return D(float.__add__(self, o))
print(D(2), D(2)+1, type(D(2)+1))
class Op:
    def __radd__(self, o): return ('radd', o)
    def __rmod__(self, o): return ('rmod', o)
    def __rmul__(self, o): return ('rmul', o)
    def __rpow__(self, o): return ('rpow', o)
    def __eq__(self, o): return ('eq', o)
    def __lt__(self, o): return ('lt', o)
    def __gt__(self, o): return ('gt', o)
o = Op()
print(1+o, 'a'+o, 1.5+o, 5 % o, 2*o, 'a'*o, 2**o, 2.0**o, 5 == o, 'a' == o, 5 < o, 1.5 > o, S('a')+o)
print(sum([I(1), I(2)]), sorted([3, True, 2.5, I(0)]), max(1, 2.0), min('b', 'a'))
import sys
x = 'hello'; 
print(sys.getsizeof(''), sys.getsizeof('abc'), sys.getsizeof('é'), sys.getsizeof('ā'), sys.getsizeof('😀'), sys.getsizeof(0), sys.getsizeof(1), sys.getsizeof(2**30), sys.getsizeof(2**60), sys.getsizeof(10**100), sys.getsizeof(1.5), sys.getsizeof(True), sys.getsizeof(b''), sys.getsizeof(b'abc'))
a = 'abc'
print(a.strip() is a, a[:] is a, str(a) is a, a.replace('x','y') is a, ''.join([a]) is a, a*1 is a, a+'' is a, format(a) is a, f'{a}' is a, a.zfill(2) is a, a.ljust(1) is a, a.expandtabs() is a, a.removeprefix('x') is a, a.split('x')[0] is a, a.partition('x')[0] is a, a.upper() is a, '%s' % a is a, '{}'.format(a) is a, a.lower() is a, a.encode().decode() is a, a.translate({}) is a, a.splitlines()[0] is a, a.split()[0] is a, ''.join((a,)) is a, a.title() is a, int(1000) is int(1000))
