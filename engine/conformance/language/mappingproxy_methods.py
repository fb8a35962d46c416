# A mappingproxy passes reversed(), hash() and its methods on to the mapping, and refuses every way of writing.
import types

mapping = {"a": 1, "b": 2}
proxy = types.MappingProxyType(mapping)
mapping["c"] = 3
print(list(reversed(proxy)), proxy.get("c"), proxy.get("z"), proxy.get("z", 4), proxy.copy() is mapping)
print(sorted(set(dir(proxy)) - set(dir(object))))


class Hashed(dict):
    def __hash__(self):
        return 77


print(hash(types.MappingProxyType(Hashed())))


def assign():
    proxy["a"] = 2


def delete():
    del proxy["a"]


def update():
    global proxy
    proxy |= {}


def add_attribute():
    proxy.name = 1


for attempt in (
    assign,
    delete,
    update,
    add_attribute,
    lambda: hash(proxy),
    lambda: proxy.keys(1),
    lambda: proxy.get(),
    lambda: types.MappingProxyType([]),
    lambda: types.MappingProxyType(),
    lambda: types.MappingProxyType({}, {}),
):
    try:
        attempt()
    except TypeError as error:
        print("TypeError:", error)
    except AttributeError as error:
        print("AttributeError:", error)
