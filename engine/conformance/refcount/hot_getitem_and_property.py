# A hot subscription or property enters its function with the caller's own references: one fewer is counted.
import sys

class Shelf:
    def __getitem__(self, book):
        return sys.getrefcount(self), sys.getrefcount(book)

    @property
    def load(self):
        return sys.getrefcount(self)

class Label:
    load = "none"

class Atlas:
    pass

def look(shelf, book):
    return shelf[book]

def weigh(thing):
    return thing.load

shelf, atlas = Shelf(), Atlas()
print("first:", look(shelf, atlas), "then:", look(shelf, atlas), look(shelf, atlas))
print("first:", weigh(shelf), "then:", weigh(shelf), weigh(shelf))
# Another class at the same place: it is specialised anew only after many misses.
print(weigh(Label()), weigh(shelf), weigh(Label()), weigh(shelf))
Shelf.load = property(lambda self: sys.getrefcount(self))
counts = [weigh(shelf) for _ in range(70)]
print(counts.count(counts[0]), counts.count(counts[-1]), counts[0] - counts[-1])
