# sys.set_int_max_str_digits and sys.setrecursionlimit: what they allow and what they say
import sys

print(sys.get_int_max_str_digits(), sys.getrecursionlimit())
sys.set_int_max_str_digits(0)
print(len(str(2 ** 20000)), len(f"{10 ** 5000}"), len("%d" % 10 ** 4), int("1" * 5000) % 7)
sys.set_int_max_str_digits(maxdigits=700)
for wrong in (lambda: str(10 ** 700), lambda: int("1" * 701), lambda: f"{10 ** 800:,}", lambda: repr([10 ** 1000]),
              lambda: sys.set_int_max_str_digits(5), lambda: sys.set_int_max_str_digits("a")):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
sys.setrecursionlimit(10 ** 6)
print(sys.getrecursionlimit(), abs(10 ** 30) is not None, (lambda n: abs(n) is n)(10 ** 30))
print([cls.__name__ for cls in ArithmeticError.__subclasses__()], [cls.__name__ for cls in BaseException.__subclasses__()])
sys.setrecursionlimit(0)
