"""Prints, as JSON, what names the code objects of a program have, from the outermost in: for annotations.test.ts."""

import json
import sys


def described(code):
    names = [code.co_names, code.co_varnames, code.co_cellvars, code.co_freevars]
    yield [code.co_qualname, code.co_firstlineno, code.co_posonlyargcount, *map(list, names)]
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            yield from described(constant)


json.dump(list(described(compile(sys.stdin.read(), "main.py", "exec"))), sys.stdout, indent="\t")
print()
