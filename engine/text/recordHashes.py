"""Writes hashes.recorded.json, what a 64-bit CPython hashes to: tests compare with it, as pyodide's hashes have 32 bits.

    PYTHONHASHSEED=0 python3.13 engine/text/recordHashes.py > engine/text/hashes.recorded.json
    npx biome format --write engine/text/hashes.recorded.json

Each entry is the value and its hash. Ints and floats stand as text (floats in hexadecimal), bytes as lists.
"""

import json
import random
import sys

assert sys.flags.hash_randomization == 0 and sys.hash_info.width == 64

chance = random.Random(1)
ALPHABETS = ["ab_XYZ019", "a\xe9\xff", "a\xe9\u0100\u4e2d\ud800", "a\xe9\u4e2d\U0001f600\U0010ffff"]
texts = ["", "a", "__init__", "\0", "\x80", "name" * 20]
texts += ["".join(chance.choices(letters, k=k)) for letters in ALPHABETS for k in [*range(1, 20), 100]]
blobs = [bytes(chance.randbytes(k)) for k in [*range(0, 20), 100]]
P = 2**61 - 1
ints = [0, 1, -1, -2, 2**31, -(2**31), 2**32, 2**53, -(2**53), 2**53 + 1, P - 1, P, P + 1, -P, -P - 1, 2 * P - 1, 10**100, -(10**100)]
ints += [chance.choice([1, -1]) * chance.getrandbits(k) for k in range(1, 200, 7)]
floats = [0.0, -0.0, 1.0, -1.0, -2.0, 0.5, -0.5, 0.1, 1e16, 1e300, -1e300, 5e-324, 2.0**61, 2.0**60 - 1, float("inf"), float("-inf")]
floats += [chance.uniform(-1, 1) * 10.0 ** chance.randint(-300, 300) for _ in range(60)]
tuples = [(), (0,), (-1,), (1, 2), (2, 1)] + [tuple(chance.randint(-(2**62), 2**62) for _ in range(k)) for k in range(1, 12)]
sets = [[], [0], [-1], [1, 2], [0, 1, 2, 3]] + [chance.sample(range(-(2**60), 2**60), k) for k in range(1, 12)]

print(json.dumps({
    "str": [[text, str(hash(text))] for text in texts],
    "bytes": [[list(blob), str(hash(blob))] for blob in blobs],
    "int": [[str(value), str(hash(value))] for value in ints],
    "float": [[value.hex(), str(hash(value))] for value in floats],
    "tuple": [[[str(item) for item in items], str(hash(items))] for items in tuples],
    "frozenset": [[[str(item) for item in items], str(hash(frozenset(items)))] for items in sets],
}, separators=(",", ":")))
