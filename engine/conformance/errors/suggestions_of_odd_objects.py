# traceback's suggestions where an object's __dir__ or __getattr__ is odd, and exceptions that are false.
import traceback

class Names:
    def __dir__(self): return [1, "abc", "abd", None]

class Refuses:
    def __getattr__(self, name): raise RuntimeError("no " + name)
    def go(self): return absent_name

class Fails:
    def __dir__(self): raise ValueError("x")

class Method:
    def __init__(self): self.value = 1
    def go(self): return value

class Attribute:
    blech = 1

for attempt in (lambda: Names().abe, Refuses().go, lambda: Fails().q, Method().go, lambda: Attribute.belch, lambda: [].appendd):
    try:
        attempt()
    except Exception as error:
        print(traceback.format_exception_only(error)[-1].strip())

class False_(Exception):
    def __bool__(self): return False

class FalseGroup(ExceptionGroup):
    def __bool__(self): return False

try:
    try:
        raise False_("first")
    except False_ as error:
        raise ValueError("second") from error
except ValueError:
    traceback.print_exc(file=__import__("sys").stdout)
try:
    raise FalseGroup("group", [ValueError(1), False_(2)])
except FalseGroup:
    traceback.print_exc(file=__import__("sys").stdout)
