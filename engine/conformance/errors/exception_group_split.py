# Exception groups: what they are made of, and how split, subgroup and derive take them apart.
eg = ExceptionGroup("msg", [ValueError(1), TypeError("t"), ExceptionGroup("in", [KeyError("k"), ValueError(2)])])
print(repr(eg), str(eg), eg.message, eg.exceptions, eg.args)
print(ExceptionGroup.__mro__, ExceptionGroup.__bases__, BaseExceptionGroup.__mro__)
print(type(BaseExceptionGroup("b", [ValueError()])), type(BaseExceptionGroup("b", [KeyboardInterrupt()])))
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: ExceptionGroup("b", [KeyboardInterrupt()]))
t(lambda: ExceptionGroup()); t(lambda: ExceptionGroup("x")); t(lambda: ExceptionGroup(3, [])); t(lambda: ExceptionGroup("x", [])); t(lambda: ExceptionGroup("x", 3)); t(lambda: ExceptionGroup("x", [3])); t(lambda: ExceptionGroup("x", [ValueError])); t(lambda: ExceptionGroup("x", (ValueError(),))); t(lambda: ExceptionGroup("x", [ValueError()], 3)); t(lambda: ExceptionGroup(message="x", exceptions=[ValueError()]))
t(lambda: ExceptionGroup("x", {1: 2})); t(lambda: ExceptionGroup("x", "ab")); t(lambda: ExceptionGroup(None, [ValueError()]))
class Seq:
    def __len__(self): return 1
    def __getitem__(self, i):
        if i: raise IndexError
        return ValueError("s")
t(lambda: ExceptionGroup("x", Seq()).exceptions)
m, r = eg.split(ValueError); print(repr(m), repr(r))
print(repr(eg.subgroup(KeyError)), eg.subgroup(OSError), eg.split(OSError)[0], eg.split(OSError)[1] == eg)
print(repr(eg.subgroup((KeyError, TypeError))), eg.subgroup(ExceptionGroup) is eg, eg.split(Exception))
print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))), repr(eg.split(lambda e: len(e.args) == 1)))
for x in [3, "a", (3,), int, (ValueError, 3), None]:
    t(lambda: eg.split(x))
t(lambda: eg.split()); t(lambda: eg.subgroup(1, 2)); t(lambda: eg.derive([ValueError("d")])); t(lambda: eg.derive([]))
t(lambda: eg.subgroup(lambda e: 1/0))
try: eg.message = 3
except AttributeError as e: print(e)
try: eg.exceptions = 3
except AttributeError as e: print(e)
class My(ExceptionGroup):
    def derive(self, excs): return My(self.message, excs)
mg = My("my", [ValueError(1), TypeError(2)])
mg.add_note("a note"); mg.__cause__ = KeyError("c")
m, r = mg.split(ValueError); print(repr(m), repr(r), m.__notes__, m.__notes__ is mg.__notes__, repr(m.__cause__), m.__suppress_context__)
class My2(ExceptionGroup):
    def derive(self, excs): return 3
t(lambda: My2("m", [ValueError(), TypeError()]).split(ValueError))
class My3(BaseExceptionGroup): pass
t(lambda: My3("x", [ValueError()])); t(lambda: My3("x", [KeyboardInterrupt()]).split(KeyboardInterrupt))
class My4(ExceptionGroup):
    def __new__(cls, msg, excs, code):
        o = super().__new__(cls, msg, excs); o.code = code; return o
t(lambda: My4("m", [ValueError()], 5).code)
class My5(ValueError, BaseExceptionGroup): pass
t(lambda: My5("m", [KeyboardInterrupt()]))
print(isinstance(eg, Exception), issubclass(BaseExceptionGroup, Exception), len(eg.exceptions))
print(ExceptionGroup.__doc__, ExceptionGroup.__module__, BaseExceptionGroup.__doc__)
print(BaseExceptionGroup[int] if 0 else "")
