# What a bytearray can do: items, slices, methods it shares with bytes, and errors.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


b = bytearray(b"memory management")
show(lambda: b[0])
show(lambda: b[-3:])
show(lambda: b[::5])
show(lambda: b[99])
show(lambda: b["x"])
show(lambda: b.find(b"man"))
show(lambda: b.count(ord("m")))
show(lambda: b.split(b"m"))
show(lambda: b.partition(b" "))
show(lambda: b.title().center(21, b"*"))
show(lambda: b.translate(bytes.maketrans(b"aeiou", b"AEIOU"), b"m"))
show(lambda: bytearray([1, 2, 300]))
show(lambda: bytearray("text"))
show(lambda: bytearray(-1))
show(lambda: bytearray(1.5))
show(lambda: b.append(256))
show(lambda: b.remove(0))
show(lambda: hash(b))
show(lambda: b + b"!" == b"memory management!")
show(lambda: b.extend("no"))
show(lambda: b.extend(x for x in b"yes"))
b.insert(0, 0x3E)
b[1:7] = b"M"
b[1:1] = [60, 60]
del b[-3:]
b.reverse()
print(b, bytes(b), b.decode(), b.hex("-", 4))
print(b"%s|%5d|%-6b|%c|%r" % (b, 42, bytearray(b"ok"), 65, "x"))
