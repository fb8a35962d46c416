"""throw() counts nothing but what the generator's handler holds: its caller holds what is thrown."""
import contextlib
import functools
import operator
import sys

count = sys.getrefcount


def worker():
    try:
        yield
    except KeyError as error:
        yield count(error), count(error.__traceback__)


def outer():
    yield from worker()


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *error):
        return count(error[0])


def to_delegate():
    yield from Delegate()


def begun(function):
    generator = function()
    next(generator)
    return generator


@contextlib.contextmanager
def manager():
    try:
        yield
    except KeyError as error:
        print("caught", count(error))


error = KeyError("kept")
for function in worker, outer, to_delegate:
    print(function.__name__, begun(function).throw(KeyError("new")))
    print(begun(function).throw(error), count(error))
    print(begun(function).throw(*[error]), begun(function).throw(KeyError))
    print(list(map(begun(function).throw, [KeyError("mapped")])))
    print(functools.partial(begun(function).throw, KeyError("partial"))())
    print(operator.methodcaller("throw", KeyError("method"))(begun(function)))
    print(type(begun(function)).throw(begun(function), KeyError("unbound")))
    error = KeyError("kept")

with manager():
    raise KeyError("raised")
try:
    raise error
except KeyError as caught:
    print(begun(worker).throw(caught), count(caught))


class Counting(Exception):
    def __init__(self, value):
        print("made of", count(value))


def catching():
    try:
        yield
    except Counting as made:
        yield count(made)


import warnings

warnings.simplefilter("ignore")
value = object()
print(begun(catching).throw(Counting, value), count(value))
print(begun(catching).throw(Counting, Counting(value), None), count(value))
