"""Writes borrowed.recorded.json: of every load of a local in programs.txt, whether 3.14 borrows the reference.

    python3.14 -W ignore engine/compile/oracle/record_borrowed.py

One entry a program: "qualname:firstlineno:lineno:column:name" to whether it is borrowed. A place where the compiler
loads the same name twice, once borrowed and once not, is left out.
"""

import dis
import json
import pathlib
import sys
import types

HERE = pathlib.Path(__file__).parent


def loads(code):
    names = list(code.co_varnames)
    names += [name for name in code.co_cellvars if name not in names] + list(code.co_freevars)
    for i in dis.get_instructions(code):
        borrowed = "BORROW" in i.opname
        if i.opname in ("LOAD_FAST", "LOAD_FAST_BORROW"):
            yield i, names[i.arg], borrowed
        elif i.opname in ("LOAD_FAST_LOAD_FAST", "LOAD_FAST_BORROW_LOAD_FAST_BORROW"):
            yield i, names[i.arg >> 4], borrowed
            yield i, names[i.arg & 15], borrowed
        elif i.opname == "STORE_FAST_LOAD_FAST":
            yield i, names[i.arg & 15], False


def record(code, found):
    for i, name, borrowed in loads(code):
        at = i.positions
        if at.lineno is not None:
            place = f"{code.co_qualname}:{code.co_firstlineno}:{at.lineno}:{at.col_offset}:{name}"
            found.setdefault(place, set()).add(borrowed)
    for c in code.co_consts:
        # 3.14 evaluates annotations in functions of their own, which 3.13's instructions do not have.
        if isinstance(c, types.CodeType) and c.co_name != "__annotate__":
            record(c, found)


assert sys.version_info[:2] == (3, 14), "the record is 3.14's"
programs = []
for source in (HERE / "programs.txt").read_text().split("%%\n"):
    found = {}
    try:
        record(compile(source, "main.py", "exec"), found)
    except SyntaxError:
        pass  # 3.13 allows a yield in a local's annotation
    programs.append({place: both.pop() for place, both in found.items() if len(both) == 1})
(HERE / "borrowed.recorded.json").write_text(json.dumps(programs, indent=0) + "\n")
