# What a class pattern says of a wrong __match_args__, of too many sub-patterns, and of one attribute named twice.
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Bad: __match_args__ = ["x"]
class Bad2: __match_args__ = (1,)
class Bad3: pass
for C in (Bad, Bad2, Bad3):
    try:
        match C():
            case C(1): pass
    except TypeError as e: print(e)
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e: print(e)
try:
    match Point(1, 2):
        case Point(1, x=1): pass
except TypeError as e: print(e)
try:
    match 3:
        case int(1, 2): pass
except TypeError as e: print(e)
try:
    X = 3
    match 3:
        case X(): pass
except TypeError as e: print(e)
