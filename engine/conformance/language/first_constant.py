# What a function's constants begin with: its docstring, or in 3.14 whatever it loads first.
import sys


def empty():
    pass


def documented():
    """What it is for."""


def one():
    return 1


def thousand():
    number = 1000
    return number


def global_name():
    return sys


def numbers():
    yield 1


def forever():
    while 1:
        pass


for function in (empty, documented, one, thousand, global_name, numbers, forever, lambda: sys, lambda: 5, lambda: None):
    print(function.__code__.co_consts, function.__doc__)


class Plain:
    def method(self):
        self.name = None


print(Plain.method.__code__.co_consts is empty.__code__.co_consts, sys.getrefcount(empty.__code__.co_consts))
