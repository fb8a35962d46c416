# Attributes of exceptions, what may be stored there, and what constructors refuse.
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
e = ValueError(1, 2); print(e, repr(e), e.args); e.args = [3]; print(e.args); t(lambda: setattr(e, "args", 3)); t(lambda: delattr(e, "args"))
t(lambda: setattr(e, "__traceback__", 3)); t(lambda: setattr(e, "__cause__", 3)); t(lambda: setattr(e, "__context__", 3)); t(lambda: setattr(e, "__suppress_context__", 3)); t(lambda: delattr(e, "__cause__")); t(lambda: delattr(e, "__traceback__")); t(lambda: delattr(e, "__suppress_context__"))
e.__cause__ = KeyError(); print(e.__suppress_context__, e.__cause__); e.__cause__ = None; print(e.__suppress_context__)
t(lambda: ValueError(x=3)); t(lambda: BaseException(x=3)); t(lambda: KeyError("a").args); print(str(KeyError("a")), str(KeyError()), str(KeyError(1, 2)), repr(KeyError("a")))
s = StopIteration(5); print(s.value, s.args); s.value = 7; print(s.value, s.args); print(StopIteration().value, StopIteration(1, 2).value)
print(SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code, SystemExit("a").args)
i = ImportError("msg", name="n", path="p"); print(i, i.name, i.path, i.msg, i.args, i.name_from); t(lambda: ImportError(x=1)); print(ImportError("a", "b"), ImportError("a", "b").msg, repr(ImportError("a", name="q")))
i.msg = 5; print(str(i))
n = NameError("nm", name="x"); print(n.name, n.args); t(lambda: NameError(q=1)); a = AttributeError("at", name="y", obj=3); print(a.name, a.obj); t(lambda: AttributeError(z=1)); print(NameError().name, AttributeError().obj)
u = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "why"); print(u, u.encoding, u.object, u.start, u.end, u.reason, u.args); t(lambda: UnicodeDecodeError()); t(lambda: UnicodeDecodeError(1, 2, 3, 4, 5)); t(lambda: UnicodeEncodeError("a", "b", 0, 1, "r")); t(lambda: UnicodeTranslateError("abc", 0, 1, "r")); t(lambda: UnicodeTranslateError("abc", 0, 3, "r"))
t(lambda: UnicodeEncodeError("a", b"b", 0, 1, "r")); u.reason = "new"; print(u)
class E(Exception):
    def __init__(self, a, b): self.a = a
print(repr(E(1, 2)), E(1, 2).args, str(E(1, 2)))
class E2(Exception):
    def __str__(self): return "custom"
print(E2(1), repr(E2(1)), f"{E2()}")
class E3(Exception):
    x = 1
    def __new__(cls, *a, **k): return super().__new__(cls, *a)
    def __init__(self, *a, k=0): super().__init__(*a)
print(repr(E3(1, k=2)))
