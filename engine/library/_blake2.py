"""Stands in for Modules/blake2module.c (RFC 7693): digests with a length and a key; no trees, salts or persons."""

from math import isqrt

from _digests import Digest, rotated

_ORDERS = [[int(digit, 16) for digit in row] for row in (
    "0123456789abcdef", "ea489fd61c02b753",
    "b8c052fdae367194", "7931dcbe265a40f8",
    "905724afe1bc683d", "2c6a0b834d75fe19",
    "c51fed4a0763928b", "db7ec13950f4862a",
    "6fe9b308c2d714a5", "a2847615fb9e3cd0",
)]
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19)


class _Blake2(Digest):
    __slots__ = ("_key", "digest_size")

    def __init__(self, data=b"", /, *, digest_size=None, key=b"", usedforsecurity=True):
        most = self.MAX_DIGEST_SIZE
        self.digest_size = most if digest_size is None else digest_size
        if not 1 <= self.digest_size <= most:
            raise ValueError(f"digest_size for {self.name} must be between 1 and {most} bytes, here it is {digest_size}")
        if len(key) > most:
            raise ValueError(f"maximum key length is {most} bytes")
        self._key = bytes(key)
        super().__init__(data)

    def copy(self):
        twin = type(self)(digest_size=self.digest_size, key=self._key)
        twin._data = self._data
        return twin

    def _digest(self, data):
        bits, rounds, block = self._bits, self._rounds, self.block_size
        mask = (1 << bits) - 1
        start = [isqrt(prime << 2 * bits) & mask for prime in _PRIMES]
        state = list(start)
        state[0] ^= 0x01010000 ^ len(self._key) << 8 ^ self.digest_size
        if self._key:
            data = self._key + bytes(block - len(self._key)) + data
        total = len(data)
        for at in range(0, max(total, 1), block):
            part = data[at:at + block]
            last = at + block >= total
            part += bytes(block - len(part))
            size = bits // 8
            words = [int.from_bytes(part[i:i + size], "little") for i in range(0, block, size)]
            count = min(at + block, total)
            v = state + start
            v[12] ^= count & mask
            v[13] ^= count >> bits
            if last:
                v[14] ^= mask
            for turn in range(rounds):
                order = _ORDERS[turn % 10]
                for i in range(8):
                    if i < 4:
                        a, b, c, d = i, 4 + i, 8 + i, 12 + i
                    else:
                        a, b, c, d = i - 4, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4
                    for half in (0, 1):
                        v[a] = v[a] + v[b] + words[order[2 * i + half]] & mask
                        v[d] = rotated(v[d] ^ v[a], bits - self._rotations[2 * half], bits)
                        v[c] = v[c] + v[d] & mask
                        v[b] = rotated(v[b] ^ v[c], bits - self._rotations[2 * half + 1], bits)
            state = [state[i] ^ v[i] ^ v[i + 8] for i in range(8)]
        return b"".join(word.to_bytes(bits // 8, "little") for word in state)[:self.digest_size]


class blake2b(_Blake2):
    __slots__ = ()
    name = "blake2b"
    block_size = 128
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 64
    SALT_SIZE = PERSON_SIZE = 16
    _bits, _rounds, _rotations = 64, 12, (32, 24, 16, 63)


class blake2s(_Blake2):
    __slots__ = ()
    name = "blake2s"
    block_size = 64
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 32
    SALT_SIZE = PERSON_SIZE = 8
    _bits, _rounds, _rotations = 32, 10, (16, 12, 8, 7)
