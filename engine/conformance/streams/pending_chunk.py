# What stdout has not passed on yet holds the texts written; at 8,192 bytes, the last one included, it lets them go.
import sys
from sys import getrefcount

counts = []


class Note:
    def __init__(self, name):
        self.name = name
        counts.append(getrefcount(name))

    def __del__(self):
        print("del", self.name)


def both(x, y):
    pass


def fill(pad):
    sys.stdout.flush()
    print("x" * (8192 - 30 - pad))
    for i in range(5):
        both(Note("e18"), Note("d19"))


for pad in range(24):
    fill(pad)
    counts.append(None)
sys.stdout.flush()
print(counts)
