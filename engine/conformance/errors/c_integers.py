# Arguments that are a Py_ssize_t or an int in C: too large an int is an OverflowError, or an IndexError of a subscript,
# unless it is a bound that is cut to what fits.
import array
import bisect
import collections
import gc
import io
import itertools
import re
import struct
import sys
import time


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Whole(int):
    pass


CALLS = """
[1, 2, 3].insert(N, 1)
[1, 2, 3].pop(N)
[1, 2, 3].index(3, 0, N)
[1, 2, 3][:N]
'abc'.ljust(N)
'abc'.rjust(N)
'abc'.center(N)
'abc'.zfill(N)
'a b c'.split(None, N)
'a b c'.rsplit(' ', maxsplit=N)
'abc'.replace('a', 'b', N)
'abc'.expandtabs(N)
'abc'.find('a', N)
'abc'.count('c', 0, N)
b'abc'.ljust(N)
b'abc'.zfill(N)
b'a b c'.split(b' ', N)
b'abc'.replace(b'a', b'b', N)
b'abc'.expandtabs(N)
b'abc'.find(N)
b'abc'.hex(':', N)
bytes(N)
bytearray(N)
bytearray(b'abc').insert(N, 1)
bytearray(b'abc').pop(N)
bytearray(b'abc').append(N)
(5).to_bytes(N, 'big')
next(enumerate('a', N))
range(2**101)[N]
collections.deque([1], N)
collections.deque([1, 2, 3]).rotate(N)
collections.deque([1, 2, 3]).insert(N, 1)
collections.deque([1, 2, 3]).index(3, 0, N)
list(itertools.islice('abc', N))
list(itertools.islice('abc', 0, N))
list(itertools.islice('abc', 0, 2, N))
itertools.repeat(1, N)
list(itertools.combinations('abc', N))
list(itertools.combinations_with_replacement('abc', N))
list(itertools.product('ab', repeat=N))
list(itertools.batched('ab', N))
itertools.tee('ab', N)
bisect.bisect([1, 2, 3], 2, N)
bisect.bisect([1, 2, 3], 2, 0, N)
re.compile('a').search('abca', N)
re.compile('a').findall('abca', 0, N)
re.compile('b').split('abca', N)
re.compile('b').sub('', 'abca', N)
array.array('i', [1, 2, 3]).pop(N)
array.array('i', [1, 2, 3]).insert(N, 1)
array.array('b', [N])
array.array('H', [N])
array.array('q', [N])
struct.pack('i', N)
io.StringIO('abc').read(N)
io.StringIO('abc').seek(N)
io.StringIO('abc').seek(0, N)
io.BytesIO(b'abc').readline(N)
io.StringIO('abc').truncate(N)
gc.collect(N)
sys.setrecursionlimit(N)
sys._getframe(N)
time.sleep(N)
format(5, f'>{2**100}')
str.maketrans({2**100: 'a'})
"""
LARGE = {"2**100": 2**100, "-2**100": -(2**100), "2**63": 2**63, "Index": Index(2**100)}
PLAIN = """
[1, 2, 3][N]
(1, 2, 3)[N]
'abc'[N]
b'abc'[N]
bytearray(b'abc')[N]
memoryview(b'abc')[N]
array.array('i', [1, 2, 3])[N]
collections.deque([1, 2, 3])[N]
[1, 2, 3] * N
() * N
'a' * N
"""


def show(line, values):
    code = compile(line, "call", "eval")
    for name, n in values.items():
        try:
            print(line, name, repr(eval(code, globals(), {"N": n})))
        except Exception as error:
            print(line, name, type(error).__name__, error)


for line in CALLS.strip().split("\n"):
    show(line, LARGE)
for line in PLAIN.strip().split("\n"):
    show(line, {"2**100": 2**100, "-2**63 - 1": -(2**63) - 1, "Whole": Whole(2**64)})
for line in ("'abc'.expandtabs(N)", "b'abc'.hex('-', N)", "gc.collect(N)", "sys._getframe(N)", "io.BytesIO().seek(0, N)"):
    show(line, {"2**31": 2**31, "-2**31 - 1": -(2**31) - 1})
for line in ("io.StringIO('abc').read(N)", "io.BytesIO(b'abc').read(N)", "bisect.bisect([1], 1, 0, N)", "gc.get_objects(N)"):
    show(line, {"1.5": 1.5, "'x'": "x"})
for line in ("array.array('i', [1]).index(1, N)", "collections.deque([1]).index(1, N)", "time.sleep(N)"):
    show(line, {"1.5": float("nan"), "'x'": "x", "None": None})
for line in ("re.sub('b', '', 'abca', count=N)", "list(itertools.islice('abc', N))", "time.sleep(N)"):
    show(line, {"-1": -1, "-2": -2})
