# What dis prints of functions, classes, comprehensions, exceptions and loops in 3.13, and the tables behind it.
import dis
import sys

def f(a, b=2, *args, k, **kw):
    """doc"""
    total = 0
    for i in range(a):
        if i % 2 and not b:
            total += i * 2
        elif i in args:
            continue
        else:
            total -= k[i]
    while True:
        try:
            x = int(input())
        except ValueError as e:
            print(f"bad {e!r:>10} {total=}")
        except (TypeError, KeyError):
            raise
        else:
            break
        finally:
            print("fin")
    with open("x") as fh, g() as h:
        data = [j ** 2 for j in fh if j] + [*args]
        d = {**kw, "a": 1, 'b': (1, 2, 3)}
    s = {1, 2, x}
    assert total, "no"
    del total, d["a"]
    lambda z: z + a
    a.b.c(1, x=2, *args, **kw)
    a[1:2] = b[::2]
    return (lambda: a)()
class C:
    x: int = 1
    def m(self):
        super().m()
        self.x, self.y = 1, 2
        return self.m(3)
    @property
    def p(self): yield from self

def tables(code):
    print(code.co_code, code.co_linetable, code.co_exceptiontable)
    print(list(code.co_lines()), list(code.co_positions())[:9], code.co_stacksize, code.co_flags)

def fails():
    value = 1
    value.missing

if sys.version_info[:2] == (3, 13):
    dis.dis(f)
    dis.dis(C)
    dis.dis("x = [y for y in z if y]\nimport os.path as p\nfrom a import b, c\nglobal g\ng = -2")
    dis.dis("a < b < c", show_caches=True, show_offsets=True)
    print(dis.code_info(f))
    for instruction in dis.Bytecode(C.m):
        print(instruction.offset, instruction.opname, instruction.arg, instruction.argrepr, instruction.positions)
    tables(C.m.__code__)
    tables(f.__code__)
    print(dis.stack_effect(dis.opmap["BUILD_TUPLE"], 3), dis.stack_effect(dis.opmap["FOR_ITER"], 1, jump=True))
    try:
        fails()
    except AttributeError as e:
        print(e.__traceback__.tb_next.tb_lasti)
        dis.distb(e.__traceback__.tb_next)
