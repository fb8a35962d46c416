# What runs while a list is sorted sees it empty, also as the keys die; what it puts there is lost.
import functools


class Key:
    def __init__(self, owner, value, change):
        self.owner, self.value, self.change = owner, value, change

    def __lt__(self, other):
        return self.value < other.value

    def __del__(self):
        print("key dies", self.value, self.owner)
        if self.change:
            self.owner.append(self.value)


def attempt(items, **how):
    try:
        items.sort(**how)
    except (ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
    print(items)


for change in (False, True):
    for reverse in (False, True):
        items = [3, 1, 2]
        attempt(items, key=lambda value: Key(items, value, change), reverse=reverse)


def failing(value):
    if value == 2:
        1 / 0
    return Key(items, value, True)


items = [3, 1, 2]
attempt(items, key=failing)


def appending(a, b):
    items.append(7)
    return a - b


items = [3, 1, 2]
attempt(items, key=functools.cmp_to_key(appending))


def touching(value):
    items[:] = [1, 2]
    items.clear()
    return value


items = [3, 1, 2]
attempt(items, key=touching)


class Loud:
    def __del__(self):
        print("dead", len(items))


def leaving(value):
    items.append(Loud())
    return value


items = [2, 1]
attempt(items, key=leaving)
