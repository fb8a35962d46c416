# What import errors say, and what they keep: the module, the name, the place.
def attempt(code):
    try:
        exec(code, {"__name__": "__main__"})
    except ImportError as e:
        print(f"{type(e).__name__}: {e} | {e.name} {e.path} {e.name_from}")
    except (ValueError, TypeError) as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print("no error")

attempt("import no_such_module")
attempt("import sys.no_such_part")
attempt("from sys import no_such_name")
attempt("from . import anything")
attempt("from .sibling import anything")
attempt("import keyword as k, no_such_module as n")
attempt("__import__('')")
attempt("__import__('sys', level=-1)")
attempt("__import__(3)")
attempt("from sys import maxsize, no_such_name")
import sys
sys.modules["blocked"] = None
attempt("import blocked")
