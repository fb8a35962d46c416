# locals() in a comprehension that is part of a body, and with what was set through f_locals
import sys
a = 5
print([sorted(locals()) for x in [1]], [type(locals()).__name__ for x in [1]])
print([eval("x + a") for x in [1, 2]])
print([sys._getframe().f_locals.__class__.__name__ for x in [1]])
class C:
    b = 2
    print([sorted(locals()) for q in [3]], [eval("q") for q in [4]])
    try: print([eval("b") for q in [4]])
    except NameError as e: print(e)
    print(sorted(k for k in locals()))
exec("print([sorted(locals()) for z in [1]])", {"m": 1}, {"n": 2})
def f():
    sys._getframe().f_locals["extra"] = 9
    w = 1
    print(sorted(locals().items()), [sorted(locals()) for k in [0]])
    exec("print(sorted(locals()))")
f()
