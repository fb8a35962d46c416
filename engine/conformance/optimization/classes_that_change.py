"""Classes that change, and exceptions, are called by the generic instruction: their arguments are in a tuple while __init__ runs."""

import gc
import sys
import weakref


class Counted:
    made = 0
    lost = 0

    def __init__(self, given, fails=None):
        Counted.made += 1
        self.given = given
        self.count = sys.getrefcount(given)
        if fails is not None:
            raise fails

    def __del__(self):
        Counted.lost += 1


class Refused(Exception):
    def __init__(self, given, answer=None):
        super().__init__(given)
        self.counts = sys.getrefcount(given), sys.getrefcount(self.args), sys.getrefcount(self)
        return answer


class Dies:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append(len(self.log))


def plain(n):
    seen = set()
    for i in range(n):
        given = object()
        made = Counted(given)
        seen.add((made.count, sys.getrefcount(given), sys.getrefcount(made)))
    return sorted(seen)


def failing(n):
    seen = {}
    for i in range(n):
        given = object()
        try:
            if i % 3 == 0:
                Counted(given, ValueError(i))
            elif i % 3 == 1:
                Counted()
            else:
                Counted(given, None, 1)
        except Exception as error:
            depth = 0
            tb = error.__traceback__
            while tb:
                depth += 1
                tb = tb.tb_next
            key = type(error).__name__, depth, sys.getrefcount(given), sys.getrefcount(error)
            seen[key] = seen.get(key, 0) + 1
        tb = None
    return sorted(seen.items())


def exceptions(n):
    seen = set()
    for i in range(n):
        given = object()
        error = Refused(given)
        seen.add((error.counts, sys.getrefcount(given), sys.getrefcount(error.args), sys.getrefcount(error)))
        if i % 50 == 49:
            try:
                Refused(given, 1)
            except TypeError as wrong:
                seen.add(str(wrong))
            seen.add(sys.getrefcount(given))
    return sorted(seen, key=repr)


def arguments_die(n):
    log = []
    for i in range(n):
        Counted(Dies(log))
        Refused(Dies(log))
    return len(log), log == list(range(len(log)))


def recursing(depth):
    class Nested:
        level = 0

        def __init__(self, left):
            Nested.level += 1
            self.below = Nested(left - 1) if left else None

    levels = []
    for i in range(30):
        Nested(depth)
        levels.append(Nested.level)
    return levels[-1]


def bound_methods(n):
    heard = []

    class Owner:
        def method(self):
            return self

    owner = Owner()
    for i in range(n):
        bound = owner.method
        if i % 100 == 0:
            ref = weakref.ref(bound, heard.append)
        del bound
    return len(heard), sys.getrefcount(owner), ref() is None


def collected(n):
    gc.collect()
    counts = set()
    for i in range(n):
        before = gc.get_count()[0]
        Counted(i)
        counts.add(gc.get_count()[0] - before)
    return sorted(counts)


def changed_meanwhile(n):
    def other(self, given):
        self.given = [given]

    class Changing:
        def __init__(self, given):
            self.given = given
            if given == n // 2:
                Changing.__init__ = other

    kinds = {}
    for i in range(n):
        Changing.last = i
        kind = type(Changing(i).given).__name__
        kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


print(plain(2000))
print(failing(1500))
print(gc.collect() > 0, Counted.made, Counted.lost)
print(exceptions(2000))
print(arguments_die(1000))
print(gc.collect() > 0, Counted.made, Counted.lost)
print(recursing(40))
print(bound_methods(2000))
gc.disable()
print(collected(1000))
print(changed_meanwhile(2000))
