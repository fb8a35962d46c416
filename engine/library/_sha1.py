"""Stands in for Modules/sha1module.c (FIPS 180-4)."""

from _digests import Digest, padded, rotated


class sha1(Digest):
    __slots__ = ()
    name = "sha1"
    digest_size = 20

    def _digest(self, data):
        state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]
        for block in padded(data, "big"):
            words = [int.from_bytes(block[i:i + 4], "big") for i in range(0, 64, 4)]
            for i in range(16, 80):
                words.append(rotated(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1, 32))
            a, b, c, d, e = state
            for i in range(80):
                if i < 20:
                    mixed, constant = b & c | ~b & d, 0x5A827999
                elif i < 40:
                    mixed, constant = b ^ c ^ d, 0x6ED9EBA1
                elif i < 60:
                    mixed, constant = b & c | b & d | c & d, 0x8F1BBCDC
                else:
                    mixed, constant = b ^ c ^ d, 0xCA62C1D6
                total = rotated(a, 5, 32) + mixed + e + constant + words[i] & 0xFFFFFFFF
                a, b, c, d, e = total, a, rotated(b, 30, 32), c, d
            state = [old + new & 0xFFFFFFFF for old, new in zip(state, (a, b, c, d, e))]
        return b"".join(word.to_bytes(4, "big") for word in state)
