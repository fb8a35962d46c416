# an exception in the program's own sys.excepthook: both are shown
import sys
def hook(t, v, tb): raise KeyError("in hook")
sys.excepthook = hook
1/0
