# What the type of int | str is called, here and in messages.
import types
import typing

u = int | str
print(type(u), type(u).__name__, type(u).__qualname__, type(u).__module__, types.UnionType is type(u), repr(u))
print(typing.Optional[int], isinstance(1, u), u == typing.Union[int, str])
for wrong in (
    lambda: [1][u],
    lambda: u + 1,
    lambda: u(),
    lambda: len(u),
    lambda: u.nothing,
    lambda: iter(u),
    lambda: "a".join(u),
    lambda: type(u)(),
    lambda: int(u),
):
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(typing.get_origin(u), typing.get_args(u))
