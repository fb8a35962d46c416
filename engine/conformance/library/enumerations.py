# enum: members, aliases, flags, and that a member is one object for ever.
import enum
import sys

class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
    CRIMSON = 1
    def shout(self): return self.name.upper() + "!"

print(list(Color), Color.CRIMSON is Color.RED, Color(2), Color["RED"], repr(Color.GREEN), Color.GREEN.shout())
print(Color.RED in Color, len(Color), Color.RED == 1, Color.__members__.keys())
class Perm(enum.Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W
print(Perm.R | Perm.X, repr(Perm.RW), Perm.W in Perm.RW, ~Perm.R, bool(Perm(0)), list(Perm.RW))
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2
print(Level.HIGH > Level.LOW, Level.HIGH + 1, sorted([Level.HIGH, Level.LOW]), f"{Level.LOW}", repr(Level.LOW))
class Word(enum.StrEnum):
    A = enum.auto()
print(Word.A, Word.A == "a", repr(Word.A))
for attempt in (lambda: Color(9), lambda: Color["NONE"], lambda: setattr(Color, "RED", 3), lambda: type("Sub", (Color,), {})):
    try:
        attempt()
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
print(Color.RED is Color(1), hash(Color.RED) == hash("RED"))
