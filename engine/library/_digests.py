"""What the stand-ins for the hash functions in C have in common: an object that keeps all it was given."""


class Digest:
    __slots__ = ("_data",)
    name = ""
    digest_size = 0
    block_size = 64

    def __init__(self, data=b"", *, usedforsecurity=True):
        self._data = b""
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        try:
            self._data += memoryview(data).tobytes()
        except TypeError:
            raise TypeError("object supporting the buffer API required") from None

    def copy(self):
        twin = type(self)()
        twin._data = self._data
        return twin

    def digest(self):
        return self._digest(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"


def padded(data, order):
    """In blocks of 64 bytes, with a bit and the length after it (RFC 1321, FIPS 180-4)."""
    length = len(data)
    data += b"\x80" + bytes(-(length + 9) % 64) + (length * 8).to_bytes(8, order)
    return (data[i:i + 64] for i in range(0, len(data), 64))


def rotated(word, by, bits):
    return (word << by | word >> bits - by) & (1 << bits) - 1
