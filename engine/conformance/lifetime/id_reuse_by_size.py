# What takes a freed object's place: the block is the next of its size class, and what stands before an object moves its id.
class Row(tuple): pass
class Number(int): pass
class Code(bytes): pass
class Text(str): pass
class Stack(list): pass
class Table(dict): pass
class Fault(Exception): pass
class Bag(set): pass
class Pair:
    __slots__ = ("a", "b")
class Watched:
    __slots__ = ("a", "b", "__weakref__")


makers = {
    "row": lambda: Row((1, 2, 3)), "number": lambda: Number(2**70), "code": lambda: Code(b"abc" * 9), "text": Text,
    "stack": Stack, "table": Table, "bag": Bag, "fault": Fault, "pair": Pair, "watched": Watched, "KeyError": KeyError,
    "OSError": OSError, "group": lambda: ExceptionGroup("g", [Fault()]), "set": lambda: {1}, "lambda": lambda: lambda: 0,
    "iter": lambda: iter([]), "zip": zip, "enumerate": lambda: enumerate(()), "range": lambda: range(3),
    "method": lambda: [].append, "property": property, "bytearray": bytearray,
}


def probe(make):
    make()
    place = id(make())
    for before in (0, 16, 32):
        for size in range(48, 512, 16):
            if id(bytes(size - 33)) == place - before:
                return before, size


for name, make in makers.items():
    print(name, probe(make))
print(id(Pair()) == id(Watched()), id(Stack()) == id(Table()), id(Watched()) == id(Stack()))
