# Small ints and identifiers exist once. Larger ints and other texts are made anew.
import sys

small = int("256")
large = int("257")
print(small is int("256"), large is int("257"))

word = "heap"
joined = "".join(["he", "ap"])
print(word == joined, word is joined)
joined = sys.intern(joined)
print(word is joined)

print(sys.getrefcount(large))
print(sys.getrefcount(small) > 1_000_000_000)  # immortal: no count is kept
