"""Stands in for Modules/binascii.c: hexadecimal digits, base 64 and check sums."""


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _bytes(data, ascii=False):
    if ascii and isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if not isinstance(data, (bytes, bytearray, memoryview)) and not hasattr(data, "tobytes"):
        if ascii:
            raise TypeError(
                f"argument should be bytes, buffer or ASCII string, not {type(data).__name__!r}"
            )
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return bytes(data)


def hexlify(data, sep=None, bytes_per_sep=1):
    text = _bytes(data).hex() if sep is None else _bytes(data).hex(sep, bytes_per_sep)
    return text.encode("ascii")


def unhexlify(hexstr):
    digits = _bytes(hexstr, True)
    if len(digits) % 2:
        raise Error("Odd-length string")
    if not all(digit in b"0123456789abcdefABCDEF" for digit in digits):
        raise Error("Non-hexadecimal digit found")
    return bytes(int(digits[i:i + 2], 16) for i in range(0, len(digits), 2))


b2a_hex = hexlify
a2b_hex = unhexlify

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


def b2a_base64(data, /, *, newline=True):
    data = _bytes(data)
    out = bytearray()
    for i in range(0, len(data), 3):
        part = data[i:i + 3]
        bits = int.from_bytes(part + bytes(3 - len(part)), "big")
        digits = bytes(_ALPHABET[bits >> shift & 63] for shift in (18, 12, 6, 0))
        out += digits[:len(part) + 1] + b"=" * (3 - len(part))
    return bytes(out) + (b"\n" if newline else b"")


def a2b_base64(data, /, *, strict_mode=False):
    data = _bytes(data, True)
    if strict_mode and data.startswith(b"="):
        raise Error("Leading padding not allowed")
    out = bytearray()
    place = pads = left = 0
    for character in data:
        if character == 61:
            pads += 1
            continue
        if character not in _VALUES:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            whole = place >= 2 and place + pads >= 4
            raise Error("Excess data after padding" if whole else "Discontinuous padding not allowed")
        pads = 0
        value = _VALUES[character]
        if place == 0:
            left = value
        elif place == 1:
            out.append(left << 2 | value >> 4)
            left = value & 15
        elif place == 2:
            out.append(left << 4 | value >> 2)
            left = value & 3
        else:
            out.append(left << 6 | value)
        place = (place + 1) % 4
    if place == 1:
        count = len(out) // 3 * 4 + 1
        raise Error(
            f"Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
        )
    if place and not (place >= 2 and place + pads >= 4):
        raise Error("Incorrect padding")
    return bytes(out)


_TABLE = []
for _n in range(256):
    for _ in range(8):
        _n = _n >> 1 ^ 0xEDB88320 if _n & 1 else _n >> 1
    _TABLE.append(_n)
del _n, _


def crc32(data, crc=0, /):
    crc = ~crc & 0xFFFFFFFF
    for byte in _bytes(data):
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return ~crc & 0xFFFFFFFF


def crc_hqx(data, crc, /):
    crc &= 0xFFFF
    for byte in _bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
