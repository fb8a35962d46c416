# Dataclasses, named tuples and typed dicts of what is defined later; annotationlib's formats (3.14).
import sys
from dataclasses import dataclass, field, fields
from functools import singledispatch, wraps
from typing import NamedTuple, TypedDict, get_type_hints

if sys.version_info >= (3, 14):
    from annotationlib import Format, ForwardRef, get_annotations

    @dataclass
    class Node:
        value: int
        next: Node | None = None
        kids: list[Node] = field(default_factory=list)

    class Row(NamedTuple):
        a: int
        b: Later = 3

    class Options(TypedDict, total=False):
        size: int
        kind: Later

    print(Node(1, Node(2)), [f.name for f in fields(Node)], Row(1), Options(size=3))
    for owner in (Node, Row, Options):
        print(get_annotations(owner, format=Format.STRING))

    def f(x: Nope, y: list[Nope], z: "text", w: Nope.attr | None) -> Node: ...

    @wraps(f)
    def g(*args): ...

    for format in Format:
        try:
            print(format.name, list(get_annotations(f, format=format).values()) == list(g.__annotate__.__closure__ or ()))
        except Exception as e:
            print(format.name, type(e).__name__, e)
    print(get_annotations(g, format=Format.STRING), g.__annotate__ is f.__annotate__)
    print(get_annotations(f, format=Format.FORWARDREF)["y"].__args__[0].__forward_arg__)

    class Later: ...

    print(get_type_hints(Node), Row.__annotations__, get_type_hints(Options), sep="\n")
    print(ForwardRef("a + 1").evaluate(globals={"a": 3}), ForwardRef("x") == ForwardRef("x"))


@singledispatch
def kind(x):
    return "object"


@kind.register
def _(x: int):
    return "int"


print(kind(1), kind(""))
