# How many objects a statement adds to the young generation, the first time and the second.
import gc

gc.disable()


class Seat:
    def __init__(self, row=1):
        self.row = row


def measure():
    gc.collect()
    gc.get_count()
    counts = [gc.get_count()[0]] * 12
    counts[0] = gc.get_count()[0]
    seat = Seat(row=2)
    counts[1] = gc.get_count()[0]
    try:
        raise ValueError("row", 3)
    except ValueError as e:
        kept = e
    counts[2] = gc.get_count()[0]
    text = "{} {}".format(1, 2)
    counts[3] = gc.get_count()[0]
    a, *rest = (1, 2, 3)
    counts[4] = gc.get_count()[0]
    pairs = list(zip([1, 2], [3, 4]))
    counts[5] = gc.get_count()[0]

    class Row(Seat):
        __slots__ = ("x",)

    counts[6] = gc.get_count()[0]
    missing = getattr(seat, "nothing", None)
    counts[7] = gc.get_count()[0]
    ordered = sorted([3, 1, 2], key=abs)
    counts[8] = gc.get_count()[0]
    shown = str([seat.row])
    counts[9] = gc.get_count()[0]
    print([b - a for a, b in zip(counts, counts[1:10])])


measure()
