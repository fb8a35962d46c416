# Exceptions that go through code which has run often: handlers, finally, with, and generators on their way.
import sys


class Refused(Exception):
    def __init__(self, reason, value):
        super().__init__(reason)
        self.value = value


def check(value):
    if value % 3 == 0:
        raise Refused("a multiple of three", value)
    if value % 7 == 0:
        raise KeyError(value)
    if value % 11 == 0:
        return 1 // (value % 11)
    return value


log = []


def deeper(value, depth):
    if depth == 0:
        return check(value)
    try:
        return deeper(value, depth - 1)
    finally:
        log.append(depth)


def overridden(value):
    try:
        return check(value)
    except Refused:
        return -1
    finally:
        if value % 9 == 0:
            return -9


class Manager:
    def __init__(self, swallows):
        self.swallows = swallows

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return self.swallows and exc[0] is KeyError


def managed(value):
    with Manager(value % 2) as manager:
        return check(value)
    return manager.swallows


def numbers(n):
    for i in range(n):
        try:
            yield check(i)
        except Refused as e:
            yield -e.value
        except KeyError:
            raise


def delegating(n):
    try:
        result = yield from numbers(n)
    except KeyError as e:
        return [result for result in e.args]
    return result


def drawn(n):
    total = 0
    for value in delegating(n):
        total += value
    return total


def returned(generator):
    while True:
        try:
            next(generator)
        except StopIteration as e:
            return e.value


def again(value):
    try:
        try:
            check(value)
        except Refused as e:
            raise ValueError(e.value) from e
    except ValueError:
        raise


total = 0
seen = {}
for i in range(2500):
    for function in deeper, overridden, managed, again:
        try:
            total += (function(i, 3) if function is deeper else function(i)) or 0
        except (Refused, KeyError, ZeroDivisionError, ValueError) as e:
            name = function.__name__, type(e).__name__, type(e.__context__).__name__
            seen[name] = seen.get(name, 0) + 1
            depth = 0
            tb = e.__traceback__
            while tb is not None:
                depth = depth * 200 + tb.tb_lineno
                tb = tb.tb_next
            total += depth % 1000003
    total += drawn(i % 20)
    if returned(delegating(i % 20)) is not None:
        total += 1
    if sys.exception() is not None:
        print("still handled")
for name, count in sorted(seen.items()):
    print(name, count)
print(total, len(log), sum(log))


class Bare(Exception):
    def __init__(self):
        self.where = "made by raise"


class Steps:
    """An iterator in Python, which has send() too."""

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration("done")
        self.n -= 1
        return self.n

    def send(self, value):
        return value + next(self)


def bare(n):
    if n % 2:
        raise Bare
    raise Bare from KeyError(n)


def stepping(n):
    return (yield from Steps(n))


count = 0
for i in range(1200):
    try:
        bare(i)
    except Bare as e:
        count += len(e.where) + (e.__cause__ is None)
    steps = stepping(3)
    count += next(steps) + steps.send(10)
    count += len(returned(steps))
print(count)


def left_open(n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append(-n)


for i in range(1000):
    for value in left_open(5):
        if value == i % 7:
            break
print(len(log), sum(log))


def shown(n):
    return n // (n - n) if n > 450 else n


for i in range(460):
    shown(i)
