# Small parts of the library at their edges: textwrap, reprlib, statistics, random, stat, fractions, posixpath, collections.
import collections, fractions, posixpath, os, random, reprlib, stat, statistics, sys, textwrap

def told(function, *args, **options):
    try:
        return function(*args, **options)
    except Exception as error:
        return f"{type(error).__name__}: {error}"

for text in ("aa bb-cccccccccc", "aaaaa-bbbbbb", "hello-world-foo", "-" * 12, "ab--cdefgh"):
    for width in (1, 2, 3, 5):
        print(told(textwrap.wrap, text, width), told(textwrap.wrap, text, width, initial_indent=">", subsequent_indent="  "))
for number in (10**5000, -(10**4300), 10**4299):
    print(reprlib.repr(number).partition(" at 0x")[0])
infinite = float("inf")
for data in ([1, infinite], [1, float("nan")], [infinite, -infinite], [1, 2, 4]):
    print(told(statistics.stdev, data), told(statistics.pstdev, data))
for counts in ([0, 0], [1, 0], [-3, 1], [1.5, 1], []):
    print(told(random.sample, "ab", 0, counts=counts), told(random.sample, "ab", 1, counts=counts))
class Given(random.Random):
    def random(self): return next(self.numbers)
given = Given()
for n, p in ((5, 0.1), (100, 0.5)):
    given.numbers = iter([0.5, 0.0, 0.3, 0.0, 0.25, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.1, 0.2] * 50)
    print(told(given.binomialvariate, n, p))
print(*(stat.filemode(mode) for mode in (0o100644, 0o140755, 0o120777, 0o160000, 0o010644, 0o041777, 0o104755, 0, 0o170000)))
print(*(told(format, fractions.Fraction(22, 7), spec) for spec in ("010.3f", "0=10.3f", "0=+12.2e", "0<10.2f", "=010.2f")))
os.environ["V"], os.environ["W"] = "value", "$V"
print(*map(posixpath.expandvars, ("$V", "${V}", "${V", "$", "$$V", "${}", "$UNDEF", "${W}${V}", "${V}}", b"a${V b$V")))
word = collections.UserString("abcabc")
print(word.count(collections.UserString("bc")), word.index(collections.UserString("c")), told(word.index, "q"))
