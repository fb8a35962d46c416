"""Stands in for Modules/sha3module.c (FIPS 202)."""

from _digests import Digest, rotated

_CONSTANTS = []
_register = 1
for _ in range(24):
    _constant = 0
    for _j in range(7):
        if _register & 1:
            _constant |= 1 << (1 << _j) - 1
        _register = _register << 1 ^ (0x171 if _register & 0x80 else 0)
    _CONSTANTS.append(_constant)
del _register, _constant, _j, _


def _permute(lanes):
    """Keccak-f[1600] of 25 lanes, x + 5 * y."""
    for constant in _CONSTANTS:
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        parity = [columns[x - 1] ^ rotated(columns[(x + 1) % 5], 1, 64) for x in range(5)]
        lanes = [lane ^ parity[i % 5] for i, lane in enumerate(lanes)]
        x, y, current = 1, 0, lanes[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            offset = (step + 1) * (step + 2) // 2 % 64
            lanes[x + 5 * y], current = rotated(current, offset, 64), lanes[x + 5 * y]
        for row in range(0, 25, 5):
            old = lanes[row:row + 5]
            for x in range(5):
                lanes[row + x] = old[x] ^ ~old[(x + 1) % 5] & old[(x + 2) % 5]
        lanes[0] ^= constant
    return lanes


def _sponge(data, rate, suffix, size):
    data += bytes([suffix]) + bytes(-(len(data) + 1) % rate)
    data = data[:-1] + bytes([data[-1] | 0x80])
    lanes = [0] * 25
    for start in range(0, len(data), rate):
        for i in range(rate // 8):
            lanes[i] ^= int.from_bytes(data[start + 8 * i:start + 8 * i + 8], "little")
        lanes = _permute(lanes)
    out = b""
    while len(out) < size:
        if out:
            lanes = _permute(lanes)
        out += b"".join(lane.to_bytes(8, "little") for lane in lanes[:rate // 8])
    return out[:size]


class _SHA3(Digest):
    __slots__ = ()

    def _digest(self, data):
        return _sponge(data, self.block_size, 6, self.digest_size)


class _Shake(Digest):
    __slots__ = ()

    def digest(self, length, /):
        return _sponge(self._data, self.block_size, 0x1F, length)

    def hexdigest(self, length, /):
        return self.digest(length).hex()


def _kind(base, name, size, rate):
    return type(name, (base,), {"__slots__": (), "name": name, "digest_size": size, "block_size": rate})


sha3_224 = _kind(_SHA3, "sha3_224", 28, 144)
sha3_256 = _kind(_SHA3, "sha3_256", 32, 136)
sha3_384 = _kind(_SHA3, "sha3_384", 48, 104)
sha3_512 = _kind(_SHA3, "sha3_512", 64, 72)
shake_128 = _kind(_Shake, "shake_128", 0, 168)
shake_256 = _kind(_Shake, "shake_256", 0, 136)
