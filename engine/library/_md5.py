"""Stands in for Modules/md5module.c (RFC 1321)."""

from math import floor, sin

from _digests import Digest, padded, rotated

_SINES = [floor(abs(sin(i + 1)) * 2 ** 32) for i in range(64)]
_SHIFTS = ((7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21))


class md5(Digest):
    __slots__ = ()
    name = "md5"
    digest_size = 16

    def _digest(self, data):
        state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
        for block in padded(data, "little"):
            words = [int.from_bytes(block[i:i + 4], "little") for i in range(0, 64, 4)]
            a, b, c, d = state
            for i in range(64):
                turn = i // 16
                if turn == 0:
                    mixed, at = b & c | ~b & d, i
                elif turn == 1:
                    mixed, at = d & b | ~d & c, 5 * i + 1
                elif turn == 2:
                    mixed, at = b ^ c ^ d, 3 * i + 5
                else:
                    mixed, at = c ^ (b | ~d & 0xFFFFFFFF), 7 * i
                total = a + mixed + _SINES[i] + words[at % 16] & 0xFFFFFFFF
                a, d, c, b = d, c, b, b + rotated(total, _SHIFTS[turn][i % 4], 32) & 0xFFFFFFFF
            state = [old + new & 0xFFFFFFFF for old, new in zip(state, (a, b, c, d))]
        return b"".join(word.to_bytes(4, "little") for word in state)
