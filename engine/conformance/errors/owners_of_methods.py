import math
import operator


def show(source):
    try:
        print(source, "->", repr(eval(source)))
    except BaseException as error:
        print(source, "->", type(error).__name__, error)


def caught():
    try:
        raise ValueError("caught")
    except ValueError as error:
        return error


for source in """ValueError().add_note()
ValueError().add_note("a", "b")
ValueError().add_note.__qualname__
ValueError().with_traceback()
BaseException.with_traceback()
(x for x in []).send()
(x for x in []).send(1, 2)
(x for x in []).close(1)
bytearray().title(1)
bytearray().append()
bytearray().append.__qualname__
iter(bytearray()).__setstate__()
show.__code__.co_lines(1)
show.__code__.co_positions(a=1)
eval()
exec()
math.prod()
math.prod(start=1)
math.prod([2], 3)
math.nextafter()
math.nextafter(1.0, steps=2)
b"a".translate()
b"a".translate(delete=b"a")
bytearray(b"a").translate()
int.from_bytes()
sum(start=1)
operator.call()
operator.call(len, "ab")
delattr(caught().__traceback__, "tb_next")
setattr(caught().__traceback__, "tb_next", 5)
(5).to_bytes(1, 2, 3)
"a".encode(1, 2, 3)
"a".split(1, 2, 3)
"a".replace()
"a".replace("a")
"a".expandtabs(1, 2)
[].index()
[].sort(1)
[].pop(1, 2)
{}.get()
{}.setdefault()
{}.pop()
{}.fromkeys()
set().add()
set().pop(1)
"a".join()
"a".join("b", "c")
print.__qualname__, [].append.__qualname__, "".join.__qualname__""".splitlines():
    show(source)


class Sub(list):
    pass


for method in (
    Sub().append, Sub.append, [].append, {}.get, str.maketrans, dict.fromkeys,
    object.__new__, Sub.__new__, Sub.__init_subclass__, len, math.prod, ValueError().add_note, "".__len__,
    (x for x in []).send, type.mro, Sub.mro, type("D", (dict,), {}).fromkeys, int.from_bytes, True.from_bytes, (5).bit_length,
):
    print(method.__qualname__)
