# How much room a list has depends on how it came to be.
import sys

size = sys.getsizeof


def grown(n):
    a, *rest = range(n + 1)
    deleted = [0] * n
    del deleted[n // 2 :]
    one_by_one = list(range(n))
    for _ in range(n - 2):
        del one_by_one[0]
    return [size(x) for x in (rest, deleted, one_by_one, list(i for i in range(n)), ("a " * n).split(), ("a," * n).split(","))]


for n in (2, 3, 5, 9, 17, 40):
    print(n, grown(n))
