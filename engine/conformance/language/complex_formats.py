"""What a format spec makes of a complex number, and of the digits of a fraction."""


def show(value, *specs):
    for spec in specs:
        try:
            print(repr(value), repr(spec), repr(format(value, spec)))
        except (ValueError, TypeError) as e:
            print(repr(value), repr(spec), type(e).__name__, e)


class Point(complex):
    def __str__(self):
        return "a point"


for value in 1 + 2j, -2.5j, complex(-0.0, -0.0), complex("nan-infj"), 1234567.891 - 1e16j, Point(3, 4):
    show(value, "", ".2f", ">20", "<20", "^+21", "*^24.3", " ", "-", "z.0f", "#", "#.3g", "e", "G", "n", ",", "_.1f", ",.2e")
# Zeros never pad it, nor does what stands between a sign and digits; and it is neither a share nor a text.
show(1 + 2j, "010", "0>10", "0<", "=10", "*=10", "%", "d", "s", "x", ".", ",_", ".2x!", "\0")
show(Point(1, 1), "q", "é")
# A precision may group the digits of a fraction, if the release has it.
show(1234.56789 + 0.00012j, ".,f", "._e", ".7_g", ".,n", ",.10_f", ".,_f")
show(1234567.891, ".,f", "._f", ".8_f", ".,", ",.9_f", "020.,f", "030_.10,f", ".10_%", ".4_e", ".,n", "._,", ".,d", ".,ff")
show(1234567, ".,d", ".3_d", ".,f", "._", "_._e")
show("abcdef", ".,", ".3_", "._s")
try:
    (1j).__format__(3)
except TypeError as e:
    print(e)
print(f"{1 + 2j:.2f}", f"{1 + 2j!s:>20}", "{:>20}|{:e}".format(1j, 2j))
