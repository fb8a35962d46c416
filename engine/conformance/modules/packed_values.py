# struct packs values into bytes and back; what does not fit is refused.
import struct
import sys


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for form, values in (("<ihb", (1, -2, 3)), ("@bi", (1, 2)), ("!IHQ", (1, 2, 3)), ("4s3p?c", (b"abcde", b"hello", 1, b"z"))):
    packed = struct.pack(form, *values)
    print(form, packed, struct.calcsize(form), struct.unpack(form, packed))
print(struct.unpack("<efd", struct.pack("<efd", 1.5, 0.1, 0.1)))
show(lambda: struct.pack("b", 200))
show(lambda: struct.pack("i", "x"))
show(lambda: struct.pack("ii", 1))
show(lambda: struct.unpack("i", b"abc"))
show(lambda: struct.pack("y", 1))
show(lambda: struct.pack("f", 1e300))
b = bytearray(8)
struct.pack_into(">hh", b, 2, 258, -1)
print(b, struct.unpack_from(">h", b, 2), list(struct.iter_unpack("4s", b)))
s = struct.Struct("hi")
print(s, s.size, s.format, sys.getsizeof(s), s.unpack(s.pack(3, 4)))
