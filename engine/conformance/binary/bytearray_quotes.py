# repr of a bytearray writes every single quote with a backslash, also between double quotes.
class Buffer(bytearray):
    pass


for data in (b"", b"'", b'"', b"'\"", b"it's", b"\\", b"\\'", b"'\\\"", b"\n\t\r\0\x7f\xff"):
    print(repr(data), repr(bytearray(data)), str(Buffer(data)))
