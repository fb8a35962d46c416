import sys, warnings
for f in (lambda: bool(NotImplemented), lambda: not NotImplemented, lambda: ~True, lambda: ~False, lambda: 1 if NotImplemented else 2,
  lambda: NotImplemented and 3, lambda: NotImplemented or 3, lambda: any([NotImplemented]), lambda: all([NotImplemented, 1]), lambda: list(filter(None, [NotImplemented])), lambda: list(filter(bool, [NotImplemented]))):
    try: print(f())
    except TypeError as e: print(type(e), e)
warnings.simplefilter("error")
for f in (lambda: bool(NotImplemented), lambda: not NotImplemented, lambda: ~True, lambda: 1 if NotImplemented else 2,lambda: [x for x in [1] if NotImplemented],lambda: any([NotImplemented]), ):
    try: print(f())
    except Exception as e: print(type(e), e, sys.getrefcount(NotImplemented) > 1000)
warnings.simplefilter("always")
def g():
    while NotImplemented:
        print("in")
        break
    if NotImplemented: print("yes")
    assert NotImplemented
    try: x = ~True
    finally: print(x)
    class A:
        def __eq__(s, o): return NotImplemented
        def __lt__(s, o): return NotImplemented
        def __contains__(s, o): return NotImplemented
        def __bool__(s): return NotImplemented
        def __exit__(s, *a): return NotImplemented
        def __enter__(s): pass
    print([A()].index is None, A() == 1)
    try: print(3 in A())
    except TypeError as e: print(e)
    try: print(bool(A()))
    except TypeError as e: print(e)
    with A(): raise ValueError
    print("after")
try: g()
except TypeError as e: print(e)
