# The forms of throw(), the deprecated ones with their warning, and what may not be thrown.
def f():
    while True:
        try: yield 1
        except Exception as e: print(type(e), e.args, e.__traceback__ is not None, e.__context__, e.__cause__)
g = f(); next(g)
g.throw(ValueError)
g.throw(ValueError, "a")
g.throw(ValueError, ValueError("b"))
g.throw(ValueError, None, None)
g.throw(ValueError, (1, 2))
g.throw(ValueError("c"))
g.throw(KeyError, 3, None)
for a in [(3,), ("x",), (int,), (ValueError("x"), 3), (ValueError, "x", 3), (ValueError("q"), None, None), (ValueError("q"), 0), (None,), (), (1,2,3,4)]:
    try: print(g.throw(*a))
    except BaseException as e: print(type(e), e)
class E(Exception):
    def __init__(self, x): print("init", x); self.x = x
g = f(); next(g); g.throw(E, 5)
class E2(Exception):
    def __new__(cls, *a): return 7
try: g = f(); next(g); g.throw(E2)
except BaseException as e: print(type(e), e)
g = f()
try: g.throw(ValueError("unstarted"))
except ValueError as e: print(e, e.__traceback__.tb_next is not None)
print(list(g))
try: g.throw(ValueError("done"))
except ValueError as e: print(e)
g = f()
try: g.send(3)
except TypeError as e: print(e)
