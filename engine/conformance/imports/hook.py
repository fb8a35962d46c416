# The import statement calls __import__ of the builtins, with names wanted and level.
import builtins
import keyword

original = builtins.__import__

def counting(name, globals=None, locals=None, fromlist=(), level=0):
    print("import", name, fromlist, level, globals["__name__"])
    return original(name, globals, locals, fromlist, level)

builtins.__import__ = counting
import sys
import keyword as k
from sys import path, modules
def inside():
    from keyword import kwlist
    return len(kwlist) > 30
print(inside())
builtins.__import__ = original
import gc
print(__import__("keyword") is k, __import__("sys", fromlist=["path"]) is sys)
