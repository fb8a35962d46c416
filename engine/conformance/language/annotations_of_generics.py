# Annotations see type parameters, the class's own names, and the variables of functions around them.
class Box[T]:
    item: T
    kind = "own"
    label: kind

    def put[S: T](self, a: S, *more: T) -> list[T]: ...


print(Box.__annotations__)
print(Box.put.__annotations__, Box.put.__type_params__[0].__bound__)


def outer[T](first: T):
    local = ["of outer"]

    def inner(a: local, b: first) -> T: ...

    class Held:
        here: local

        def method(self, x: here if False else local) -> None: ...

    return inner, Held


inner, Held = outer(3)
print(inner.__annotations__, Held.__annotations__)
print(outer.__annotations__)
type Pair[U] = tuple[U, Box[U]]
print(Pair.__value__, Pair[int])


def spread[*Ts](*args: *Ts) -> None: ...


print(spread.__annotations__)
