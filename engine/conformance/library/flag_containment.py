# enum: which values are in a class of flags, with each boundary, and which in an enumeration.
from enum import CONFORM, EJECT, KEEP, Enum, Flag, IntEnum, IntFlag, bin

class Perm(Flag):
    R = 4
    W = 2
    X = 1

class Bits(IntFlag):
    A = 1
    B = 2

class Kept(Flag, boundary=KEEP):
    A = 1
    C = 4

class Conformed(Flag, boundary=CONFORM):
    A = 1
    C = 4

class Ejected(Flag, boundary=EJECT):
    A = 1
    C = 4

class Color(Enum):
    RED = 1
    PAIR = [1, 2]

class Number(IntEnum):
    ONE = 1

for kind in (Perm, Bits, Kept, Conformed, Ejected, Color, Number):
    answers = []
    for value in (0, 1, 3, 5, 7, 8, -1, 1.0, True, "R", None, [1, 2], {}, Perm.R | Perm.W, Bits.A | Bits.B):
        try:
            answers.append(value in kind)
        except Exception as error:
            answers.append(f"{type(error).__name__}: {error}")
    print(kind.__name__, *answers, sep=", ")

class Ten:
    def __index__(self): return 10

print(bin(10), bin(~10), bin(Ten(), 8))
try:
    bin(1.5)
except AttributeError as error:
    print(error)
