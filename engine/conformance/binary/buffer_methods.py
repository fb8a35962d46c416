"""The buffer protocol as methods: of the types that export bytes, and of a class that says it does."""
import array
import collections.abc


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


Buffer = collections.abc.Buffer
for o in b"", bytearray(b"ab"), memoryview(b""), array.array("i"), "", [], 1:
    print(type(o).__name__, isinstance(o, Buffer), hasattr(o, "__buffer__"), hasattr(o, "__release_buffer__"))
b = b"abc"
m = b.__buffer__(0)
print(m.tobytes(), m.obj is b, m.readonly)
t(lambda: b.__buffer__(1))
t(lambda: b.__buffer__("a"))
t(lambda: memoryview(b).__buffer__(1))
ba = bytearray(b"abc")
m = ba.__buffer__(1)
print(m.readonly, m.obj is ba)
t(lambda: ba.append(1))
t(lambda: bytearray(b"x").__release_buffer__(m))
ba.__release_buffer__(m)
ba.append(1)
t(lambda: m.tobytes())
t(lambda: ba.__release_buffer__(m))
t(lambda: ba.__release_buffer__(3))
a = array.array("h", [1, 2])
with a.__buffer__(0) as m:
    print(m.format, m.tolist())


class Says:
    def __buffer__(self, flags):
        return memoryview(b"hello")


class Not:
    pass


print(isinstance(Says(), Buffer), issubclass(Says, Buffer), isinstance(Not(), Buffer))
print(Says().__buffer__(0).tobytes())
