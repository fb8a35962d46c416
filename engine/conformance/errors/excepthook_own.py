# sys.excepthook of one's own: it gets type, value and traceback, may use the standard one, and may end the program as if nothing were
import sys


def hook(kind, value, tb):
    print("hook:", kind.__name__, value, tb.tb_lineno)
    sys.__excepthook__(kind, value, tb)
    raise SystemExit


sys.excepthook = hook


def fails():
    raise LookupError("not there")


fails()
