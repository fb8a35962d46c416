# A memoryview shares the bytes of its exporter, keeps it alive, and forbids it to change size until it is released.
import gc
import sys
import weakref


class Buffer(bytearray):
    pass


b = Buffer(b"0123456789")
print(sys.getrefcount(b))
m = memoryview(b)
part = m[2:6]
print(sys.getrefcount(b), sys.getrefcount(m), part.obj is b, gc.is_tracked(m), sys.getsizeof(m))
part[0] = ord("*")
part[1:3] = b"--"
print(b, part.tobytes(), part.tolist(), part[::-1].tobytes())
for change in (lambda: b.append(1), lambda: b.clear(), lambda: m.__setitem__(0, 300), lambda: m.__delitem__(0)):
    try:
        change()
    except Exception as e:
        print(type(e).__name__, e)
m.release()
try:
    m[0]
except ValueError as e:
    print(e)
try:
    b.append(1)
except BufferError as e:
    print(e)
part.release()
b.append(33)
print(b, sys.getrefcount(b))
r = weakref.ref(b, lambda _: print("buffer gone"))
with memoryview(b) as view:
    del b
    print(r() is not None, view.nbytes, view.readonly, view.format, view.shape)
print(r())
words = memoryview(bytearray(8)).cast("H")
words[1] = 513
print(words.tolist(), words.tobytes(), len(words), words.itemsize)
print(hash(memoryview(b"abc")) == hash(b"abc"), memoryview(b"abc") == bytearray(b"abc"))
