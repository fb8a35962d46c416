# typing: literals that cannot be hashed, unpacked tuples as arguments and defaults, wrappers in a loop, a class that breaks __init_subclass__.
import typing
from typing import Callable, Generic, Literal, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

print(Literal[[1], [1], 2, 2], Literal[[], {}, []].__args__, Literal[1, True, 1])
print(*(getattr(alias, "__typing_unpacked_tuple_args__") for alias in (*tuple[int, str], *list[int], tuple[int])))

class Default[*C = *tuple[int, str]]: pass
class Between[A, *C, B]: pass

for make in (
    lambda: Default[()],
    lambda: Default[*tuple[int, ...]],
    lambda: Between[int, *tuple[str, int], bool],
    lambda: Between[*tuple[int, str]],
    lambda: Callable[[*Ts], T][*tuple[int, str], bool],
    lambda: tuple[*tuple[int, T]][str],
):
    try:
        alias = make()
        print(alias, alias.__args__, alias.__parameters__)
    except TypeError as error:
        print(error)

class Silent:
    def __init_subclass__(cls, **options): pass

class Below(Silent, Generic[T]): pass

try:
    Below[int]
except AttributeError as error:
    print(error, error.__notes__)

def looped(): pass
looped.__wrapped__ = looped
looped.__annotations__ = {"a": "int"}
try:
    print(typing.get_type_hints(looped))
except ValueError as error:
    print(str(error).partition(" at 0x")[0])
print(typing.List.__doc__, typing.Deque.__doc__, typing.Optional.__doc__.splitlines()[0])
