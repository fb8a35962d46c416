# Which items a sort compares, and in which order: runs that rise and fall, equal neighbours, merges that gallop, failures.
class Failed(Exception):
    pass


class Item:
    asked = 0
    digest = 0
    fails_at = 0

    def __init__(self, key, place):
        self.key = key
        self.place = place

    def __lt__(self, other):
        Item.asked += 1
        Item.digest = (Item.digest * 31 + self.place * 1009 + other.place) % 1000000007
        if Item.asked == Item.fails_at:
            raise Failed
        return self.key < other.key


state = 12345


def chance(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n


def rising(n):
    return list(range(n))


def falling(n):
    return list(range(n, 0, -1))


def mixed(n):
    return [chance(n) for i in range(n)]


def few(n):
    return [chance(4) for i in range(n)]


def plateaus(n):
    return [(n - i) // 3 for i in range(n)]


def halves(n):
    return list(range(0, n, 2)) + list(range(1, n, 2))


def swapped_halves(n):
    return list(range(n // 2, n)) + list(range(n // 2))


def blocks(n):
    keys = []
    while len(keys) < n:
        length = 1 + chance(60)
        start = chance(n)
        step = (1, -1, 0)[chance(3)]
        keys.extend(start + step * i for i in range(length))
    return keys[:n]


def nearly(n):
    keys = list(range(n))
    for i in range(3):
        keys[chance(n)] = chance(n)
    return keys


def turned_tail(n):
    return list(range(n // 2, 0, -1)) + list(range(n // 2, n))


def sort(keys, fails_at, reverse):
    items = [Item(key, place) for place, key in enumerate(keys)]
    Item.asked = Item.digest = 0
    Item.fails_at = fails_at
    try:
        items.sort(reverse=reverse)
    except Failed:
        pass
    order = 0
    for item in items:
        order = (order * 31 + item.place) % 1000000007
    return Item.asked, Item.digest, order


for shape in rising, falling, mixed, few, plateaus, halves, swapped_halves, blocks, nearly, turned_tail:
    for n in 2, 3, 7, 40, 63, 64, 65, 130, 500, 1100:
        keys = shape(n)
        whole = sort(keys, 0, False)
        print(shape.__name__, n, whole, sort(keys, 0, True))
        for part in range(4):
            print(" fails", sort(keys, 1 + chance(whole[0]), part == 3))
