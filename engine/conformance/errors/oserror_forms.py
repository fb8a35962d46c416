# OSError: error numbers choose the class, file names leave args, and str names them.
import sys
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for a in [(), (1,), (2, "no"), (2, "no", "f"), (2, "no", "f", None, "g"), (1, 2, 3, 4, 5, 6), (13, "p"), (17, "e"), ("a", "b"), (999, "x"), (11, "b", 5), (None, None), (2, "no", 3)]:
    e = OSError(*a)
    print(type(e).__name__, repr(e), "|", str(e), "|", e.args, e.errno, e.strerror, e.filename, e.filename2)
print(FileNotFoundError(2, "x", "y"), FileNotFoundError("only"), IOError is OSError, EnvironmentError is OSError)
b = BlockingIOError(11, "b", 5); print(b.characters_written, b.filename, b.args)
t(lambda: OSError().characters_written); t(lambda: OSError(x=3)); t(lambda: FileExistsError(1, 2, x=3))
class My(OSError):
    def __init__(self, a, b): super().__init__(a, b); self.q = 1
m = My(2, "z"); print(m, m.errno, m.args, type(m))
class My2(OSError):
    def __init__(self, *a): pass
m = My2(2, "z"); print(repr(m), m.errno, m.args)
e = OSError(2, "x"); e.errno = 5; e.filename = "ff"; print(e); del e.errno; print(e.errno, e)
print([c.__name__ for c in OSError.__subclasses__()][:3], ConnectionError.__subclasses__())
for n in "BlockingIOError ChildProcessError ConnectionError BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError IsADirectoryError NotADirectoryError InterruptedError PermissionError ProcessLookupError TimeoutError StopAsyncIteration UnicodeTranslateError PythonFinalizationError BytesWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning UnicodeWarning EncodingWarning".split():
    c = eval(n) if 0 else getattr(sys.modules["builtins"], n); print(n, c.__mro__[1].__name__, c.__basicsize__)
