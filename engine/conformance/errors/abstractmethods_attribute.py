# What a class says of __abstractmethods__ that it does not have, and of those that are given to it.
class Plain:
    pass


for ask in (
    lambda: int.__abstractmethods__,
    lambda: Plain.__abstractmethods__,
    lambda: type.__abstractmethods__,
    lambda: delattr(Plain, "__abstractmethods__"),
):
    try:
        print(ask())
    except AttributeError as e:
        print(type(e).__name__, e)

Plain.__abstractmethods__ = frozenset({"run"})
try:
    Plain()
except TypeError as e:
    print(e)
del Plain.__abstractmethods__
print(type(Plain()).__name__)
