# except* takes what it matches, wraps what is naked, and raises the rest again.
def f(eg, *types):
    try:
        try: raise eg
        except* ValueError as e: print("V", repr(e), e.exceptions)
        except* (KeyError, TypeError) as e: print("KT", repr(e))
        else: print("else")
        finally: print("finally")
    except BaseException as e: print("left", repr(e), repr(e.__context__), repr(e.__cause__))
f(ExceptionGroup("a", [ValueError(1), KeyError(2)]))
f(ExceptionGroup("a", [ValueError(1), OSError(2)]))
f(ExceptionGroup("a", [ValueError(1), ExceptionGroup("b", [TypeError(3), OSError(4), ValueError(5)])]))
f(ValueError("naked")); f(OSError("naked os")); f(KeyboardInterrupt())
f(BaseExceptionGroup("x", [KeyboardInterrupt(), ValueError()]))
def g():
    try: pass
    except* ValueError: print("no")
    else: print("else ran")
    finally: print("fin")
g()
def h():
    try: raise ExceptionGroup("h", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e: raise
    except* TypeError as e: raise RuntimeError("new") from e
    except* KeyError as e: 1/0
try: h()
except BaseException as e: print(repr(e), [repr(x) for x in e.exceptions], [repr(x.__context__) for x in e.exceptions])
def h2():
    try: raise ExceptionGroup("h", [ValueError(1), TypeError(2)])
    except* ValueError as e: raise OSError("only")
    except* TypeError: pass
try: h2()
except BaseException as e: print(repr(e), repr(e.__context__))
def h3():
    try: raise ValueError("naked")
    except* ValueError as e: print(e.exceptions, e.__traceback__ is not None); raise
try: h3()
except BaseException as e: print(repr(e), repr(e.__context__))
def h4():
    try: raise ValueError("n")
    except* ValueError as e: raise e.exceptions[0]
try: h4()
except BaseException as e: print(repr(e), repr(e.__context__))
for bad in [3, ExceptionGroup, (ValueError, BaseExceptionGroup), int]:
    try:
        try: raise ValueError("x")
        except* bad: print("no")
    except BaseException as e: print(type(e).__name__, e, repr(e.__context__))
import sys
try: raise ExceptionGroup("s", [ValueError(1), KeyError(2)])
except* ValueError as e: print(repr(sys.exc_info()[1]))
except* KeyError: print(repr(sys.exc_info()[1]))
print(sys.exc_info())
try: e
except NameError as x: print(x)
for i in range(3):
    try:
        if i == 1: raise ExceptionGroup("l", [ValueError(i)])
    except* ValueError as ee: print("loop", ee)
try:
    try: raise ExceptionGroup("o", [ValueError(1), ExceptionGroup("p", [KeyError(1)])])
    except* ValueError:
        try: raise ExceptionGroup("q", [TypeError(1)])
        except* TypeError as z: print("nested", repr(z), repr(z.__context__))
except* KeyError as k: print("outer", repr(k), repr(k.__context__))
class EG(ExceptionGroup):
    def split(self, t): print("split", t); return 3
try:
    try: raise EG("s", [ValueError()])
    except* TypeError: pass
except BaseException as e: print(type(e), e)
class EG(ExceptionGroup):
    def split(self, t): print("split", t); return (None,)
try:
    try: raise EG("s", [ValueError()])
    except* TypeError: pass
except BaseException as e: print(type(e), e)
