# What takes keys is no sequence: a match, a union and a mapping have items, and no positions to ask for.
import bisect
import re


class Keyed:
    def __getitem__(self, key):
        if key > 2:
            raise IndexError(key)
        return key * 2


class Table(dict):
    def __getitem__(self, key):
        return key


def first(a, b):
    return a, b


CALLS = {
    "iter": iter,
    "list": list,
    "reversed": reversed,
    "in": lambda x: 1 in x,
    "display": lambda x: [*x],
    "call": lambda x: first(*x),
    "unpack": lambda x: (lambda a: a)(*x),
    "bytes": bytes,
    "bytearray": bytearray,
    "dict": dict,
    "set": set,
    "sorted": sorted,
    "join": lambda x: "".join(x),
    "extend": lambda x: [].extend(x),
    "slice": lambda x: [1].__setitem__(slice(0, 1), x),
    "bisect": lambda x: bisect.bisect(x, 1, 0, 2),
    "group": lambda x: ExceptionGroup("text", x),
}
for subject in (re.match("a(b)", "ab"), int | str, Keyed(), Table(a=1), type("Plain", (), {})()):
    for name, call in CALLS.items():
        try:
            result = type(call(subject)).__name__
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
        print(type(subject).__name__, name, result)
