# How often keys are hashed and compared: what each operation on dicts, sets, views and counters asks of them.
import collections, functools, operator
log = []
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): log.append("h%s" % s.n); return hash(s.n)
    def __eq__(s, o):
        log.append("e%s,%s" % (s.n, getattr(o, "n", o))); return s.n == getattr(o, "n", o)
    def __repr__(s): return "K%s" % s.n
a, b, c, d = map(K, range(4))
A = K(0)
def t(name, f):
    log.clear()
    try: r = f()
    except Exception as e: r = e
    print(name, r if not isinstance(r, (set, frozenset)) else sorted(map(str, r)), " ".join(log))
s1 = {a, b, c}; s2 = {A, d}; f1 = frozenset([a, b]); d1 = {a: 1, b: 2}; d2 = {A: 3, c: 4}
od = collections.OrderedDict(d1); l = [a, b, A]
C = collections.Counter
for name, f in {
 "fromkeys list": lambda: dict.fromkeys(l), "fromkeys set": lambda: dict.fromkeys(s1), "fromkeys dict": lambda: dict.fromkeys(d1, 0), "fromkeys fs": lambda: dict.fromkeys(f1), "fromkeys gen": lambda: dict.fromkeys(x for x in l),
 "fromkeys od": lambda: dict.fromkeys(od),
 "set(list)": lambda: set(l), "set(set)": lambda: set(s1), "set(dict)": lambda: set(d1), "set(fs)": lambda: set(f1), "frozenset(set)": lambda: frozenset(s1), "set(keys)": lambda: set(d1.keys()), "set(od)": lambda: set(od),
 "or": lambda: s1 | s2, "and": lambda: s1 & s2, "sub": lambda: s1 - s2, "xor": lambda: s1 ^ s2, "and2": lambda: s2 & s1, "sub2": lambda: s2 - s1,
 "union list": lambda: s1.union(l, s2), "inter list": lambda: s1.intersection(l), "diff list": lambda: s1.difference(l), "sd list": lambda: s1.symmetric_difference(l), "inter dict": lambda: s1.intersection(d1), "diff dict": lambda: s1.difference(d2), "sd dict": lambda: s1.symmetric_difference(d2), "union dict": lambda: s1.union(d2),
 "disj set": lambda: s1.isdisjoint(s2), "disj list": lambda: s2.isdisjoint([b, c]), "disj dict": lambda: s1.isdisjoint(d2),
 "subset": lambda: s2.issubset(s1), "le": lambda: s2 <= s1, "superset": lambda: s1.issuperset(l), "superset dict": lambda: s1.issuperset(d1), "eq": lambda: s1 == {A, b, c}, "eq2": lambda: f1 == {A, b}, "lt": lambda: f1 < s1,
 "copy": lambda: s1.copy(), "in": lambda: A in s1, "in d": lambda: A in d1, "hash fs": lambda: hash(f1) and 1, "hash fs2": lambda: hash(frozenset([a])) and 1,
 "dict(dict)": lambda: dict(d1), "dict(pairs)": lambda: dict([(a, 1), (A, 2)]), "d|d": lambda: d1 | d2, "{**}": lambda: {**d1, **d2}, "copy d": lambda: d1.copy(), "eq d": lambda: d1 == {A: 1, b: 2}, "keys&": lambda: d1.keys() & d2.keys(), "keys|": lambda: d1.keys() | d2.keys(), "keys-": lambda: d1.keys() - d2.keys(), "keys^": lambda: d1.keys() ^ d2.keys(), "keys==": lambda: d1.keys() == {A, b}, "items&": lambda: d1.items() & d2.items(), "items^": lambda: d1.items() ^ d2.items(), "items==": lambda: d1.items() == {A: 1, b: 2}.items(), "keys disj": lambda: d1.keys().isdisjoint(d2), "keys disj l": lambda: d1.keys().isdisjoint(l), "keys<=": lambda: d1.keys() <= s1, "in keys": lambda: A in d1.keys(), "in items": lambda: (A, 1) in d1.items(), "keys&list": lambda: d1.keys() & l,
 "od": lambda: collections.OrderedDict(d1), "od list": lambda: collections.OrderedDict([(a, 1), (A, 2)]), "od eq": lambda: od == collections.OrderedDict(d1), "od move": lambda: od.move_to_end(A), "od pop": lambda: collections.OrderedDict(d1).pop(A), "od copy": lambda: od.copy(), "od set": lambda: od.__setitem__(A, 5), "od del": lambda: collections.OrderedDict(d1).__delitem__(A), "od popitem": lambda: collections.OrderedDict(d1).popitem(), "od setdefault": lambda: od.setdefault(A, 3),
 "counter": lambda: C(l), "counter+": lambda: C(l) + C([A]), "counter sub": lambda: C(l) - C([A]), "cupdate": lambda: C(l).update(d1), "c mc": lambda: C(l).most_common(1), "dd": lambda: collections.defaultdict(int, d1)[A], "dd miss": lambda: collections.defaultdict(int)[a],
 "setdefault": lambda: {**d1}.setdefault(A, 1), "pop": lambda: {**d1}.pop(A), "pop miss": lambda: {**d1}.pop(d, None), "get": lambda: d1.get(A), "popitem": lambda: {**d1}.popitem(), "update": lambda: {}.update(d1), "update l": lambda: {}.update([(a, 1)]), "del": lambda: {**d1}.__delitem__(A), "display": lambda: {a: 1, b: 2, A: 3}, "setdisp": lambda: {a, b, A}, "dcomp": lambda: {k: 1 for k in l}, "scomp": lambda: {k for k in l},
 "discard": lambda: set(s1).discard(A), "remove": lambda: set(s1).remove(A), "remove miss": lambda: set(s1).remove(d), "add": lambda: set(s1).add(A), "supdate": lambda: set(s1).update(l), "s|=": lambda: operator.ior(set(s1), s2), "s&=": lambda: operator.iand(set(s1), s2), "s-=": lambda: operator.isub(set(s1), s2), "s^=": lambda: operator.ixor(set(s1), s2), "sdu": lambda: set(s1).symmetric_difference_update(l), "du": lambda: set(s1).difference_update(l), "iu": lambda: set(s1).intersection_update(l), "du dict": lambda: set(s1).difference_update(d2), "spop": lambda: len(set(s1)), "in set set": lambda: {1} in {frozenset([1])},
 "tuple hash": lambda: {(a, b): 1}[(A, b)], "max": lambda: max(d1, key=id) and 1, "lru": lambda: functools.lru_cache(lambda x: 1)(a), "index": lambda: l.index(K(1)), "count": lambda: l.count(A), "in l": lambda: A in l, "remove l": lambda: l.copy().remove(A), "str.join": lambda: 1,
}.items(): t(name, f)
