# sys.modules decides what an import finds; a program's own modules are imported like any other.
import sys
import types

made = types.ModuleType("made", "A module made by hand.")
made.value = [1]
print(made, made.__doc__, made.__spec__)
made.__all__ = ["value", "late"]
made.__getattr__ = lambda name: f"made {name} when asked"
sys.modules["made"] = made
import made as again
from made import value, anything
from made import *
print(again is made, value is made.value, anything, late)
package = types.ModuleType("package")
package.__path__ = []
sys.modules["package"] = package
sys.modules["package.part"] = types.ModuleType("package.part")
import package.part as part
print(part, hasattr(package, "part"))
from package import part as same
print(same is part)
del sys.modules["made"]
try:
    import made
except ModuleNotFoundError as e:
    print(e)
print(again.value)
