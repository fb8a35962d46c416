# Functions with equal constants share the tuple of them, and an equal constant tuple is that tuple too.
import sys


def first(a):
    return [a]


def second(a, b=None):
    return {a: b}


pair = (None,)
print(first.__code__.co_consts is second.__code__.co_consts is pair)
before = sys.getrefcount(pair)
spare = compile("def third(a): a.b = 1000\ndef fourth(a): a.c = 1000", "text", "exec")
third, fourth = [c for c in spare.co_consts if type(c) is type(spare)]
print(third.co_consts is fourth.co_consts, third.co_consts is third.co_consts)
print(sys.getrefcount(pair) - before)
del first
print(before - sys.getrefcount(pair))
