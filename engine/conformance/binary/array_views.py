# memoryview of an array: it is a view of the items themselves, and holds the array's size while it lives.
import array
import struct

a = array.array("i", range(6))
view = memoryview(a)
print(view.format, view.itemsize, view.nbytes, view.shape, view.readonly, view.tolist())
view[0] = 99
view[4:6] = array.array("i", [7, 8])
print(a, view.cast("B")[0], bytes(view[:1]))
for change in (lambda: a.append(1), lambda: a.pop(), lambda: a.extend([1]), lambda: a.__delitem__(0), lambda: a.frombytes(b"1234")):
    try:
        change()
    except BufferError as error:
        print(error)
a[1:3] = array.array("i", [10, 20])
struct.pack_into("i", a, 12, -1)
print(a.tolist(), view[3], struct.unpack_from("2i", a, 4))
view.release()
a.append(5)
print(len(a), bytes(array.array("H", [1, 258])), bytearray(array.array("b", [-1])), array.array("B", bytearray(b"ab")))
for code in "bBhHiIlLqQfd":
    items = array.array(code, [1, 2, 3])
    items.insert(1, 9)
    items.reverse()
    copy = array.array(code)
    copy.frombytes(items.tobytes())
    print(items, items.itemsize, items[::-2], copy == items, items.tobytes().hex())
