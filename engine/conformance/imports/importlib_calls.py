# importlib: modules by name, and once more from their text.
import importlib
import sys

keyword = importlib.import_module("keyword")
print(keyword.__name__, keyword is sys.modules["keyword"])
abc = importlib.import_module(".abc", "collections")
print(abc.__name__)
keyword.kwlist = "spoilt"
keyword.added = 1
print(importlib.reload(keyword) is keyword, len(keyword.kwlist), keyword.added)
print(importlib.import_module("keyword").iskeyword("lambda"))
for name, package in [("no_such_module", None), (".relative", None), ("..far", "top")]:
    try:
        importlib.import_module(name, package)
    except (ImportError, TypeError) as e:
        print(type(e).__name__, e)
print(importlib.util.find_spec("keyword").name if hasattr(importlib, "util") else "no util")
