# One sort whose keys and comparisons are Python's own.
class Card:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

cards = []
rank = 1
for i in range(84000):
    rank = rank * 48271 % 2147483647
    cards.append(Card(rank))
cards.sort()
print(cards[0].rank, cards[-1].rank)
