# A class called often at one place hands its arguments straight to __init__, without a tuple of them.
import sys

class Parcel:
    def __init__(self, content, label="plain"):
        self.counts = sys.getrefcount(self), sys.getrefcount(content)

class Slotted:
    __slots__ = ("counts",)

    def __init__(self, content):
        self.counts = sys.getrefcount(self), sys.getrefcount(content)

class Child(Parcel):
    def __init__(self, content, label):
        super().__init__(content, label)

class Toy:
    pass

def pack(kind, toy):
    return kind(toy).counts

toy = Toy()
print([Parcel(toy, "fragile").counts for _ in range(4)])
print([Parcel(toy, label="fragile").counts for _ in range(4)])
print([Slotted(toy).counts for _ in range(4)])
print([Child(toy, "gift").counts for _ in range(4)])
print([pack(Parcel, toy) for _ in range(4)])
mixed = [pack(kind, toy) for kind in [Slotted, Parcel] * 60]
print(sorted(set(mixed)), [mixed.count(pair) for pair in sorted(set(mixed))])
