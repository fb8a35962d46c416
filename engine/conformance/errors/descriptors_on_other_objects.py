# A slot's descriptor, a method's and an attribute's refuse an object of another class.
class Point:
    __slots__ = {"x": "across", "y": None}

class Other:
    pass

p = Point()
Point.x.__set__(p, 3)
print(Point.x.__get__(p), Point.__slots__, Point.x.__get__(None, Point) is Point.x)
for wrong in (
    lambda: Point.x.__get__(5),
    lambda: Point.x.__set__(Other(), 1),
    lambda: Point.y.__delete__([]),
    lambda: list.append.__get__(()),
    lambda: int.real.__get__("a"),
    lambda: int.__add__.__get__("a"),
    lambda: {**[(1, 2)]},
    lambda: {**5},
):
    try:
        wrong()
    except TypeError as e:
        print(e)
