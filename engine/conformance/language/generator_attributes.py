# What a generator tells of itself: its frame, code, delegate and state, running and at rest.
def f(a, b=2):
    c = 3
    x = yield a
    d = yield from range(3)
    return d
g = f(1)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_frame.f_lasti, g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code.co_name)
next(g)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_running, g.gi_suspended, g.gi_yieldfrom)
next(g)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_running, g.gi_suspended, type(g.gi_yieldfrom))
print(g.gi_frame.f_back, g.gi_frame.f_code is f.__code__, g.gi_frame is g.gi_frame)
list(g)
print(g.gi_frame, g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code is f.__code__)
g.__name__ = "hi"; print(g.__name__, g.__qualname__)
g.__qualname__ = "hi.x"; print(repr(g)[:30])
try: g.__name__ = 3
except TypeError as e: print(e)
try: g.__qualname__ = 3
except TypeError as e: print(e)
try: g.gi_code = 3
except AttributeError as e: print(e)
def reent():
    try: next(h)
    except ValueError as e: print(e, h.gi_running, h.gi_suspended, h.gi_frame.f_lineno)
    try: h.close()
    except ValueError as e: print(e)
    try: h.throw(KeyError)
    except ValueError as e: print(e)
    try: h.send(2)
    except ValueError as e: print(e)
    try: h.gi_frame.clear()
    except RuntimeError as e: print(e)
    yield 1
h = reent(); print(next(h))
h.gi_frame.clear()
print(h.gi_frame)
