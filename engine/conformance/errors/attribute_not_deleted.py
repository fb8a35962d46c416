# What an error says of an attribute or an item that cannot be deleted, and whether it keeps the object.
from sys import getrefcount


class Plain:
    pass


class Slots:
    __slots__ = ("slot",)


class Closed:
    __slots__ = ()

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)


class OneWay:
    def __setitem__(self, key, value):
        pass


def attempt(thing, action):
    try:
        action(thing)
    except Exception as error:
        kept = getattr(error, "obj", None) is thing
        print(type(error).__name__, error, getattr(error, "name", None), kept, getrefcount(thing))


def delete(thing):
    del thing.slot


def delete_item(thing):
    del thing["key"]


def delete_first(thing):
    del thing[0]


def store(thing):
    thing.other = 1


attempt(Plain(), delete)
attempt(Slots(), delete)
attempt(Slots(), store)
attempt(Closed(), store)
attempt(lambda: None, delete)
for thing in (Plain(), OneWay(), 5, {1}):
    attempt(thing, delete_item)
    attempt(thing, delete_first)
plain = Plain()
plain.x = 1
del plain.__dict__
print(plain.__dict__)
