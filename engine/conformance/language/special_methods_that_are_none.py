# A special method that is None is no method, and says so before the other side is asked
import operator


class SN:
    __eq__ = None
    __ne__ = None
class E:
    __eq__ = None
    def __hash__(self): return 1
class X: pass
class P:
    def __eq__(self, o): return NotImplemented
    def __ne__(self, o): return NotImplemented
for a, b in ((P(), SN()), (SN(), P()), (X(), E()), (E(), X()), (1, SN()), ("a", E())):
    for op in (operator.eq, operator.ne, operator.lt):
        try: print(op.__name__, op(a, b))
        except TypeError as e: print(op.__name__, e)
class NoAdd:
    __radd__ = None
    __contains__ = None
    __iter__ = None
    __len__ = None
    __hash__ = None
    __reversed__ = None
    __call__ = None
    __getitem__ = None


for f in (lambda: 1 + NoAdd(), lambda: 1 in NoAdd(), lambda: iter(NoAdd()), lambda: len(NoAdd()), lambda: hash(NoAdd()),
          lambda: reversed(NoAdd()), lambda: NoAdd()(), lambda: NoAdd()[0]):
    try: print(f())
    except TypeError as e: print(e)
