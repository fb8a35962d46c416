# What the iterators of builtin types are called, forwards and backwards, and what those of their own kinds tell.
import collections
import itertools
import re
import array

EXPRESSIONS = """
iter([])
iter(())
iter('a')
iter('\\u20ac')
iter('')
iter(b'')
iter(bytearray())
iter(memoryview(b''))
iter({})
iter({}.keys())
iter({}.values())
iter({}.items())
reversed({})
reversed({}.keys())
reversed({}.values())
reversed({}.items())
reversed([])
reversed(())
reversed('a')
reversed(b'a')
reversed(range(3))
reversed(range(2**70))
iter(set())
iter(frozenset())
iter(range(3))
iter(range(2**70))
iter(int, 1)
iter(type('G', (), {'__getitem__': lambda s, i: 1})())
zip()
map(int, [])
filter(None, [])
enumerate([])
(x for x in [])
iter(collections.deque())
reversed(collections.deque())
iter(collections.OrderedDict())
iter(collections.OrderedDict().keys())
iter(collections.OrderedDict().values())
iter(collections.OrderedDict().items())
reversed(collections.OrderedDict())
reversed(collections.OrderedDict().items())
iter(collections.Counter())
iter(collections.defaultdict())
iter(array.array('i'))
reversed(array.array('i'))
re.finditer('a', 'a')
itertools.chain()
itertools.count()
itertools.cycle([])
itertools.repeat(1)
itertools.islice([], 1)
itertools.tee([])[0]
itertools.groupby([])
next(itertools.groupby([1]))[1]
itertools.accumulate([])
itertools.product()
itertools.permutations([])
itertools.combinations([], 1)
itertools.combinations_with_replacement([], 1)
itertools.zip_longest()
itertools.starmap(int, [])
itertools.takewhile(int, [])
itertools.dropwhile(int, [])
itertools.filterfalse(int, [])
itertools.compress([], [])
itertools.pairwise([])
itertools.batched([], 1)
"""
for line in EXPRESSIONS.strip().split("\n"):
    try:
        kind = type(eval(line))
        print(line, kind.__module__, kind.__qualname__)
    except TypeError as error:
        print(line, error)

for make in (
    lambda: iter(range(2**70)),
    lambda: reversed(range(2**63)),
    lambda: iter(range(-5, 2**63 - 1)),
    lambda: iter(range(2**62, 2**63 - 1)),
    lambda: reversed({1: 2, 3: 4}),
    lambda: reversed({1: 2, 3: 4}.values()),
    lambda: reversed({1: 2, 3: 4}.items()),
    lambda: iter("\u20acb"),
    lambda: iter("ab"),
):
    it = make()
    print(type(it), next(it), it.__length_hint__(), it.__reduce__()[1:], it.__sizeof__())

for state in (1, 2**80, -1, True, "a"):
    it = iter(range(2**70))
    try:
        it.__setstate__(state)
        print(state, next(it, "over"))
    except TypeError as error:
        print(state, error)
print([*enumerate(reversed({"a": 1}.items())), *enumerate("\u20ac")], list(zip(reversed({1: 2}), iter(range(2**70)))))
