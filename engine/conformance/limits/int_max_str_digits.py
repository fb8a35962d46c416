# The limit on the digits of an int's text: what it refuses, and how a program moves it.
import sys


def attempt(label, function):
    try:
        print(label, len(function()))
    except (ValueError, TypeError, OverflowError, SyntaxError) as error:
        print(label, type(error).__name__, error)


print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits)
for digits in (4300, 4301):
    number = 10 ** (digits - 1)
    attempt("str", lambda: str(number))
    attempt("repr of a list", lambda: repr([-number]))
    attempt("percent", lambda: "%d" % number)
    attempt("format", lambda: f"{number:,}")
    attempt("hex", lambda: hex(number))
    attempt("int", lambda: [int("9" * digits)])
    attempt("int of bytes", lambda: [int(b"-" + b"9" * digits)])
    attempt("base 16", lambda: [int("9" * digits, 16)])
    attempt("base 3", lambda: [int("2" * digits, 3)])
    attempt("literal", lambda: [eval("9" * digits)])
for limit in (0, 640, 639, -1, "a", 1.5, 10**20, True, 5000):
    try:
        print(sys.set_int_max_str_digits(limit), sys.get_int_max_str_digits())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
sys.set_int_max_str_digits(maxdigits=700)
attempt("700 digits", lambda: str(10**699))
attempt("701 digits", lambda: str(10**700))
attempt("literal", lambda: [eval("1" * 701)])
print(10**700)
