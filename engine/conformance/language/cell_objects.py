# Cells made by hand: what they hold, how they compare, and a function around one.
import types

Cell = types.CellType
print(repr(Cell())[-6:], Cell(1) == Cell(1), Cell() < Cell(1), Cell(2) < Cell(1), Cell() == Cell())
for wrong in (lambda: Cell(1, 2), lambda: Cell(x=1), lambda: Cell().cell_contents, lambda: hash(Cell(1)), lambda: Cell(1) < Cell("a")):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

def outer():
    x = 1
    return lambda: x

print(types.FunctionType(outer().__code__, {}, "made", None, (Cell(42),))())
