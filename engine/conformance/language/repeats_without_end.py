# How often a sequence may be repeated: MemoryError, or OverflowError where no index has such a length.
from collections import deque


def shown(make):
    try:
        result = make()
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__, e.args)
    else:
        print(len(result))


for n in (-(2**70), -1, 2**62, 2**63, 2**64):
    for empty in ("", b"", [], (), bytearray(), deque()):
        shown(lambda: empty * n)
    for one in ("a", "é", "ab", b"a", b"ab", [0], [1, 2], (1,), (1, 2), bytearray(b"ab")):
        shown(lambda: one * n)
