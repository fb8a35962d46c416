# int(), float() and complex() of texts and bytes: which spaces, digits and underscores count, and what an error quotes.
import array


def attempt(make, *args):
    try:
        print(make.__name__, *map(ascii, args), ascii(make(*args)))
    except (TypeError, ValueError) as error:
        print(make.__name__, type(error).__name__, ascii(str(error)))


for data in (b"1\xa0", b" 1 ", b"\x1c1\x1f", b"\x851", b"1_0", b"_1", b"1_", b"1__0", b"1e1_0", b"1_.5", b"", b"1\0", b"\x0b1\x0c", b"\xb2"):
    attempt(int, data)
    attempt(int, bytearray(data), 0)
    attempt(float, data)
    attempt(float, bytearray(data))
    attempt(float, array.array("B", data))
    attempt(complex, data.decode("latin-1"))
attempt(int, memoryview(b"12").toreadonly(), 10)
attempt(int, array.array("B", b"12"))

for text in (
    "1\xa0", "\u20031\u2003", "\u0661\u0662", "\u0661_\u0662", "\u0661.\u0665", "\uff11e\uff12", "\x851\x85", "\x1c1\x1d", "1\u200b",
    "\u00b2", "\U0001d7ce", "\ud800", "\u0661j", "\u0661+\u0662j", "0x\u0661", "\u2003(1_0)\u2003", "1__0j", "_", "1_0+1_0j", "(1", "1_j",
):
    for make in (int, float, complex):
        attempt(make, text)
    attempt(int, text, 0)


class Text(str):
    def __repr__(self):
        return "Text"

    def __float__(self):
        return 2.5


class Data(bytes):
    def __repr__(self):
        return "Data"


for value in (Text("x"), Data(b"x"), Data(b"1")):
    attempt(float, value)
