# list[int] and int | str: their texts, parts, equality, and what isinstance says of them.
alias = list[int]
print(alias, dict[str, list[int]], tuple[int, ...], tuple[()], type[int], set[None])
print(alias.__origin__, alias.__args__, alias == list[int], hash(alias) == hash(list[int]), alias([1]), alias is list[int])
union = int | str
print(union, int | None, None | int, list[int] | None, int | int, union | float)
print(union.__args__, union == (str | int), hash(union) == hash(str | int))
print(isinstance(3, union), isinstance(3.0, union), issubclass(bool, union), isinstance(None, int | None))
for attempt in (lambda: isinstance([], alias), lambda: alias[int], lambda: int | 3, lambda: issubclass(list, alias)):
    try:
        attempt()
    except TypeError as e:
        print(e)
class Derived(list[int]): pass
print(Derived.__mro__, Derived.__orig_bases__)
def annotated(x: list[int]) -> int | None: pass
print(annotated.__annotations__)
class Box:
    def __class_getitem__(cls, item): return f"Box of {item.__name__}"
print(Box[int], *alias)
