"""A dict of str keys gets a larger table with its first key that is no str."""
import sys

size = sys.getsizeof


class Text(str):
    pass


def texts(n):
    built = {}
    for i in range(n):
        built[str(i)] = i
    return built


for n in range(1, 13):
    before = texts(n)
    first = size(before)
    before[1] = 1
    second = size(before)
    before[2] = 2
    default = texts(n)
    default.setdefault(1, 1)
    derived = texts(n)
    derived[Text("0")] = 1
    derived.setdefault(Text("0"), 2)
    unchanged = size(derived)
    derived[Text("new")] = 3
    popped = texts(n)
    popped.pop("0")
    popped[None] = 1
    merged = texts(n) | {1: 2}
    print(n, first, second, size(before), size(default), unchanged, size(derived), size(popped), size(merged))

# The names that were deleted leave the table with it.
many = texts(100)
for key in list(many)[:90]:
    del many[key]
print(size(many))
many[3] = "int"
print(size(many), list(many))


class Shape:
    pass


shape = Shape()
shape.x = shape.y = shape.z = 1
vars(shape)[0] = "not a name"
print(size(vars(shape)), vars(shape))
