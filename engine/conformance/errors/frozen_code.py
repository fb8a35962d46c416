# Code of modules that the interpreter has inside is from no file; an ImportError keeps its message; a proxy's number will do
import os
import weakref
from collections.abc import Mapping


class One:
    def __index__(self):
        return 1


print(os.path.join.__code__.co_filename, Mapping.get.__code__.co_filename, os.__file__.endswith("os.py"))
for text in ("import nope_mod", "from math import nope", "import os.nope"):
    try:
        exec(text)
    except ImportError as error:
        print(error.name, error.msg, error.args)
one = One()
print([10, 20][weakref.proxy(one)], "x".center(weakref.proxy(one)))
