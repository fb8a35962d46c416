# copy and pickle of what has a __reduce__ in C: ordered dicts, getters, aliases, arrays; and mutation while two are compared.
import array
import copy
import operator
import pickle
import types
from collections import OrderedDict


class Marked(OrderedDict):
    pass


ordered = OrderedDict(a=1, b=[2])
ordered.note = ["x"]
marked = Marked(c=3)
marked.y = 4
for value in (ordered, marked, list[int], array.array("i", [1, 2]), operator.itemgetter(1, 2), operator.attrgetter("a.b"), operator.methodcaller("f", 1, k=2), types.SimpleNamespace(a=1)):
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        print(type(again).__name__, again, getattr(again, "note", None), getattr(again, "y", None))
print(ordered.__reduce__()[:4], copy.copy(ordered)["b"] is ordered["b"], copy.deepcopy(ordered)["b"] is ordered["b"])


class Meddles:
    count = 0

    def __eq__(self, other):
        Meddles.count += 1
        if Meddles.count == 2:
            first.move_to_end(0)
        return True

    def __hash__(self):
        return 7


first = OrderedDict.fromkeys((0, Meddles(), 2))
second = OrderedDict.fromkeys((0, Meddles(), 2))
try:
    print(first == second)
except RuntimeError as error:
    print(error)
