# An annotation counts in a module or class only if its statement is come to, however often.
import sys

import __main__


class Chosen:
    if len("ab") == 2:
        yes: int
    else:
        no: str
    for i in range(3):
        if i == 1:
            continue
        try:
            often: float
        finally:
            last: bytes


print(Chosen.__annotations__, "__annotate_func__" in vars(Chosen))
print(__main__.__annotations__)
first: int = 1
print(__main__.__annotations__)
if sys.version_info >= (3, 14):
    print(sorted(__conditional_annotations__), "__annotate__" in globals())
    del __main__.__annotations__
    print("__annotate__" in globals())
while False:
    never: int
match first:
    case 1:
        matched: "text"
    case _:
        unmatched: int
print(__main__.__annotations__ if sys.version_info < (3, 14) else sorted(__conditional_annotations__))


def local():
    class Inner:
        own: kind
        if kind is int:
            more: list[kind]

    return Inner


kind = int
print(local().__annotations__)
