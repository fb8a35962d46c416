"""What CPython's compiler makes of a program, as plain data that the tests compare with.

Used in pyodide by compile.test.ts, and with native Pythons by compare.ts and record_borrowed.py beside it.
"""

import dis
import json
import types
import warnings


def constant(value):
    """A constant, its type kept apart; text as UTF-16 units, as JavaScript holds it."""
    if value is None or value is Ellipsis:
        return str(value)
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", hex(value)]
    if isinstance(value, float):
        return ["float", value.hex()]
    if isinstance(value, complex):
        return ["complex", value.real.hex(), value.imag.hex()]
    if isinstance(value, str):
        return ["str", value.encode("utf-16-be", "surrogatepass").hex()]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    if isinstance(value, tuple):
        return ["tuple", [constant(item) for item in value]]
    if isinstance(value, frozenset):
        return ["frozenset", sorted(json.dumps(constant(item)) for item in value)]
    assert isinstance(value, types.CodeType)
    return ["code", value.co_qualname]


def column(lines, line, offset):
    """A column in code points, from one in bytes of UTF-8; -1 for none."""
    if offset is None:
        return -1
    return len(lines[line - 1][:offset].decode()) if 0 < line <= len(lines) else offset


def position(lines, at):
    if at is None or at.lineno is None:
        return [-1, -1, -1, -1]
    start = column(lines, at.lineno, at.col_offset)
    return [at.lineno, at.end_lineno, start, column(lines, at.end_lineno, at.end_col_offset)]


def dump(code, lines, out):
    """Appends `code` and the code objects inside it, jumps resolved, without CACHE and EXTENDED_ARG."""
    instructions = [i for i in dis.get_instructions(code) if i.opname not in ("CACHE", "EXTENDED_ARG")]
    indexes = {}
    for index, i in enumerate(instructions):
        indexes[i.start_offset] = indexes[i.offset] = index
    end = len(code.co_code)

    def index_at(offset):
        while offset < end and offset not in indexes:
            offset += 2
        return indexes.get(offset, len(instructions))

    listing = []
    for i in instructions:
        oparg = i.arg or 0
        if i.jump_target is not None:
            oparg = index_at(i.jump_target)
        listing.append([i.opname, oparg, position(lines, i.positions)])
    out.append(
        {
            "qualname": code.co_qualname,
            "name": code.co_name,
            "firstlineno": code.co_firstlineno,
            "flags": code.co_flags,
            "counts": [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount],
            "stacksize": code.co_stacksize,
            "varnames": list(code.co_varnames),
            "cellvars": list(code.co_cellvars),
            "freevars": list(code.co_freevars),
            "names": list(code.co_names),
            "consts": [constant(c) for c in code.co_consts],
            "exceptionTable": [
                [index_at(e.start), index_at(e.end), index_at(e.target), e.depth, e.lasti]
                for e in dis._parse_exception_table(code)
            ],
            "instructions": listing,
        }
    )
    for c in code.co_consts:
        if isinstance(c, types.CodeType):
            dump(c, lines, out)


def compiled(source, mode="exec"):
    """`source` (bytes) compiled: its code objects and SyntaxWarnings, or the error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(source, "main.py", mode, dont_inherit=True)
        except SyntaxError as e:
            return {"kind": "error", "message": e.msg, "at": [e.lineno, e.offset, e.end_lineno, e.end_offset]}
    out = []
    dump(code, source.split(b"\n"), out)
    found = [[str(w.message), w.lineno] for w in caught if w.category is SyntaxWarning]
    return {"kind": "ok", "codes": out, "warnings": found}
