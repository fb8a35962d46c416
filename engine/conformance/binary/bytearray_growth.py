# A bytearray keeps room to grow: its size moves in steps, shrinks by half, and pop(0) differs from del b[:1].
import sys

b = bytearray()
last = None
for n in range(120):
    b.append(n)
    size = (b.__alloc__(), sys.getsizeof(b))
    if size != last:
        print(n + 1, size)
        last = size
while len(b) > 1:
    del b[: len(b) // 3 + 1]
    print(len(b), sys.getsizeof(b))
b.clear()
print(b, sys.getsizeof(b), sys.getsizeof(bytearray()), sys.getsizeof(bytearray(100)))
b = bytearray(b"spam" * 8)
b[4:8] = b"x" * 20
print(sys.getsizeof(b), b.pop(), b.pop(0), sys.getsizeof(b))
b *= 3
b += b"tail"
print(len(b), sys.getsizeof(b))
b[::2] = b""
print(len(b), sys.getsizeof(b))
