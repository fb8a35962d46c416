# struct: Pascal strings, empty items, and what is refused.
import struct

for form, value in (("p", b"ab"), ("3p", b"abc"), ("10p", b"abc"), ("0p", b"a"), ("5s", b"abc"), ("0s", b"x"), ("e", 1.5), ("2x", None)):
    data = struct.pack(form) if value is None else struct.pack(form, value)
    print(form, data, struct.unpack(form, data), struct.calcsize(form))
for call in ("pack('h', 99999)", "pack('L', -1)", "pack('i', 1.5)", "pack('z', 1)", "pack('ii', 1)", "unpack('i', b'abc')", "pack_into('>h', bytearray(4), -9, 1)", "pack_into('i', bytearray(4), -2, 1)", "pack('\\0', 1)", "calcsize('3')"):
    try:
        print(call, eval("struct." + call))
    except (struct.error, OverflowError) as error:
        print(call, type(error).__name__, error)


class Half(classmethod):
    def __init__(self, function):
        pass


print(repr(Half(len)), Half(len).__func__)


class Vanishing:
    def __iter__(self):
        return self

    def __next__(self):
        del Vanishing.__next__
        return 1


try:
    for i in Vanishing():
        pass
except TypeError as error:
    print(error)
