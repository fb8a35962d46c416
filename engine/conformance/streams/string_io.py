# io.StringIO: position, overwriting, truncating, lines, and what a closed one refuses.
import sys
from _io import BytesIO, StringIO


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


s = StringIO("one\ntwo\nthree")
show(s.readline)
show(lambda: s.read(2))
show(lambda: s.write("WW"))
show(s.getvalue)
show(lambda: s.seek(0))
show(lambda: list(s))
show(lambda: s.truncate(5))
show(lambda: s.seek(8))
show(lambda: s.write("é😀"))
show(s.getvalue)
show(lambda: (s.tell(), s.closed, s.readable(), s.isatty(), s.encoding))
show(lambda: s.write(b""))
show(lambda: s.seek(-1))
show(lambda: s.fileno())
s.close()
show(lambda: s.getvalue())
show(lambda: StringIO(b"bytes"))
show(lambda: StringIO("a\r\nb\rc", newline=None).read())
show(lambda: StringIO("a\nb", newline="\r\n").getvalue())


class Upper(StringIO):
    def write(self, text):
        return super().write(text.upper())


u = Upper()
print("shouted", 1, file=u)
u.mark = 1
show(lambda: (u.getvalue(), u.__dict__, sys.getsizeof(u) > sys.getsizeof(s)))
with BytesIO(b"abc\ndef") as b:
    show(lambda: (b.readline(), b.tell(), b.write(b"XYZ!"), b.getvalue()))
    view = b.getbuffer()
    view[0] = 90
    show(lambda: b.write(b"more"))
    view.release()
    show(lambda: (b.getvalue(), b.seek(-2, 2), b.read()))
show(lambda: b.read())
data = b"x" * 100
before = sys.getrefcount(data)
shared = BytesIO(data)
print(sys.getrefcount(data) - before, shared.getvalue() is data, sys.getsizeof(shared), sys.getsizeof(StringIO()))
