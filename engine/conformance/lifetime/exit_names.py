# what modules still hold at the exit: sys and builtins attributes, a module in its own dict, names that are None already
import builtins
import gc
import sys


class Lamp:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("off", self.name, len is not None, sys is not None)


sys.argv.append(Lamp("argv"))
sys.ps1 = Lamp("ps1")
sys._early = Lamp("sys, one underscore")
sys.late = Lamp("sys: no stdout any more")
builtins.hall = Lamp("builtins")
sys.modules["lamps"] = Lamp("sys.modules")
gc.disable()
ring = Lamp("ring")
ring.itself = ring
plain = Lamp("plain")
_private = Lamp("private")
del ring
print("end")
