# an uncaught exception is kept in sys.last_exc: what its frames hold dies after the exit functions and the first collection
import atexit
import sys


class Log:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("closed", self.name)


def work():
    local = Log("local")
    looped = Log("looped")
    looped.itself = looped
    raise RuntimeError("stop")


def report():
    print("at exit:", sys.last_exc, sys.last_type.__name__, sys.last_value is sys.last_exc)


atexit.register(report)
kept = Log("global")
ring = Log("ring")
ring.itself = ring
del ring
work()
