# a chain deeper than deallocations may nest: the trashcan puts the rest off, so that what hangs on it dies in pieces
order = []


class Weight:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        order.append(self.number)


class Link:
    def __init__(self, number, below):
        self.below = below
        self.weight = Weight(number)


def runs(numbers):
    """Pieces that count upwards without a gap."""
    pieces = [[numbers[0], numbers[0]]]
    for n in numbers[1:]:
        if n == pieces[-1][1] + 1:
            pieces[-1][1] = n
        else:
            pieces.append([n, n])
    return pieces


for length in (500, 9000, 12000):
    chain = None
    for i in range(length):
        chain = Link(i, chain)
    del chain
    pieces = runs(order)
    print(length, len(order), len(pieces), pieces[:3], pieces[-1])
    order.clear()
