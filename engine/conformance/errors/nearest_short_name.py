# The library's traceback asks _suggestions for the nearest name, so that short names have one too.
import traceback

import _suggestions


def total():
    return Spm


def annotated(x: "int", y: "Spm" = 1) -> None: ...


for action in (total, lambda: getattr(annotated, "__annotations__")):
    try:
        action()
    except NameError as e:
        print(traceback.format_exception_only(e))
for arguments in (["abc", "sum"], "Spm"), (["q"], "Spm"), (("a",), "b"), ([1], "b"), (["b"], 3):
    try:
        print(_suggestions._generate_suggestions(*arguments))
    except TypeError as e:
        print(e)
total()
