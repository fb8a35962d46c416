"""What dis shows of functions: instructions, jumps, caches, lines, positions and tables of exceptions."""

import dis
import opcode


def arithmetic(x):
    "doc"
    return x[1:2] + x[300] + 5 + 1000 - x[0] * x[x]


def calls(a, *b, **c):
    for i in b:
        if i:
            print(*b)
        else:
            print(*b, sep="", **c)
    while a is not None and not b:
        a = a.next(1, key=2)
    return {"a": a, "b": b, "c": 1}, dict(a=a, b=b, **c)


def handlers(x):
    with x as y:
        assert y, "no"
    try:
        x()
    except ValueError as e:
        del x.y[0], e.z
    finally:
        x += 1
    return [j for j in x if j > 3]


def generator(x):
    a, b = x
    c, *d = yield a, f"{b!r:>{a}}"
    x[a], x.b = c, d
    yield from x
    return a if b in c else -b


class Derived:
    def method(self, *, first=1, second=None):
        super().method(first=first if second else -first)
        for first in 1, 2, 3:
            if first < 2 or second is None:
                continue
            return [[first, x, self] for x in [1000, 2, 3]]


for f in arithmetic, calls, handlers, generator, Derived.method:
    print(f.__name__)
    dis.dis(f, depth=0)
    print(len(f.__code__.co_code), len(f.__code__._co_code_adaptive))

for i in dis.get_instructions(arithmetic, show_caches=True):
    print(i.offset, i.opcode, i.opname, i.arg, i.argrepr, i.positions)
dis.dis(handlers, show_offsets=True, show_caches=True)
print(dis.Bytecode(calls, first_line=1).dis())
print(dis.code_info(generator))
print(list(dis.findlinestarts(calls.__code__)), dis.findlabels(calls.__code__.co_code))
long = "def f(x):\n while x:\n" + "".join(f"  x = x.a{i} + {i}\n" for i in range(300))
space = {}
exec(long, space)
listing = [(i.offset, i.opname, i.arg) for i in dis.get_instructions(space["f"])]
print(len(listing), listing[:9], listing[-9:])

# How instructions change the depth of the stack.
for op in range(270):
    row = []
    for arg in None, 0, 1, 2, 3, 259:
        for jump in None, True, False:
            try:
                row.append(opcode.stack_effect(op, arg, jump=jump))
            except ValueError as e:
                row.append(str(e))
    print(op, row[0] if len(set(row)) == 1 else row)
try:
    opcode.stack_effect(opcode.opmap["NOP"], jump=0)
except ValueError as e:
    print(e)
