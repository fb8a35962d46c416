"""Unions and the aliases of built-in types: what they are, what stands for type variables in them, and what they are equal to."""
import types, typing, sys
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
U = int | str
t(lambda: type(U)); t(lambda: types.UnionType is typing.Union); t(lambda: types.UnionType)
t(lambda: type(U).__name__); t(lambda: type(U).__module__); t(lambda: type(U).__qualname__)
t(lambda: U); t(lambda: U.__args__); t(lambda: U.__origin__); t(lambda: U.__parameters__)
t(lambda: typing.Union[int, str]); t(lambda: typing.Union[int, str] == U); t(lambda: type(typing.Union[int, str]))
t(lambda: typing.Optional[int]); t(lambda: type(typing.Optional[int])); t(lambda: int | None)
t(lambda: isinstance(3, U)); t(lambda: isinstance(U, types.UnionType)); t(lambda: issubclass(bool, U))
t(lambda: typing.get_origin(U)); t(lambda: typing.get_args(U)); t(lambda: typing.get_origin(typing.Union[int, str]))
t(lambda: hash(U) == hash(str | int)); t(lambda: U == str | int)
t(lambda: typing.Union[int]); t(lambda: typing.Union[()]); t(lambda: typing.Union[int, int]); t(lambda: typing.Union[int, "str"]); t(lambda: int | "str")
t(lambda: U[int]); 
T = typing.TypeVar("T"); S = typing.TypeVar("S")
t(lambda: (T | int)); t(lambda: (T | int)[str]); t(lambda: (list[T] | int)[str]); t(lambda: (T|S).__parameters__); t(lambda: typing.Union[T, int][str])
t(lambda: types.UnionType()); t(lambda: type(U)(int, str)); t(lambda: types.UnionType[int, str])
t(lambda: U.foo); t(lambda: U.__name__); t(lambda: U.__module__); t(lambda: U.__doc__); t(lambda: U.__qualname__)
def setit(): U.x = 3
t(setit)
class W: pass
t(lambda: (W | None)); t(lambda: (list[int] | None)); t(lambda: 3 | int); t(lambda: int | 3); t(lambda: None | int); t(lambda: typing.Any | int); t(lambda: typing.Literal[1] | None)
t(lambda: U.__or__(float)); t(lambda: U.__ror__(float)); t(lambda: U | float | U); t(lambda: bytes | U)
t(lambda: issubclass(types.UnionType, object)); t(lambda: type(U).mro())
import copy, pickle
t(lambda: copy.copy(U) is U); t(lambda: copy.deepcopy(U) == U); t(lambda: pickle.loads(pickle.dumps(U)) == U)
t(lambda: isinstance(3, int | list[int])); t(lambda: isinstance([], int | list[int]))
t(lambda: list[T][*tuple[int]]); t(lambda: list[T][tuple[int]]); t(lambda: dict[T, S][*tuple[int, str]]); t(lambda: tuple[*tuple[int, ...]])
t(lambda: tuple[int, *tuple[str, ...]]); t(lambda: tuple[*tuple[T]][int]); t(lambda: next(iter(tuple[int]))); t(lambda: list(tuple[int])); t(lambda: next(iter(tuple[int])).__unpacked__)
t(lambda: list[T][*tuple[int, str]])
Ts = typing.TypeVarTuple("Ts")
t(lambda: tuple[*Ts]); t(lambda: tuple[*Ts][int, str]); t(lambda: tuple[T, *Ts][int, str, float]); t(lambda: tuple[*Ts][*tuple[int, ...]]); t(lambda: tuple[T, *Ts][*tuple[int, ...]])
t(lambda: dict[T, list[S]][int, str]); t(lambda: dict[T, int].__parameters__); t(lambda: dict[T, int][S]); t(lambda: list[T][int, str]); t(lambda: list[int][str]); t(lambda: list[T][()])
P = typing.ParamSpec("P")
t(lambda: typing.Callable[P, T][[int], str]); 
import collections.abc
t(lambda: collections.abc.Callable[P, T][[int], str]); t(lambda: collections.abc.Callable[[T], S][int, str])
t(lambda: typing.get_type_hints(lambda: 0))
def f(x: int | None = None, y: typing.Optional[str] = None) -> "int | str": ...
t(lambda: typing.get_type_hints(f)); t(lambda: f.__annotations__)
match U:
    case types.UnionType(): print("union")
