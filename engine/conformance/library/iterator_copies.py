# copy and pickle of iterators: where they stand is copied, and the one copied from stays there.
import copy
import pickle


def shown(iterator):
    made = iterator.__reduce__()
    return [part for part in made if not isinstance(part, tuple) or not any(hasattr(item, "__next__") for item in part)]


class Numbers:
    def __getitem__(self, i):
        return i


for iterator in (iter([1, 2, 3]), reversed([1, 2, 3]), iter((1, 2)), iter("abc"), iter(b"ab"), iter(range(1, 9, 2)), iter({1: 2, 3: 4}), iter({1: 2}.items()), iter({5}), enumerate("ab"), zip([1], [2], strict=True), map(len, ["a"]), filter(None, [1]), iter(int, 1), reversed((1, 2))):
    print(type(iterator).__name__, shown(iterator))
    next(iterator)
    print("  then", shown(iterator))

it = iter([1, 2, 3, 4])
next(it)
print(list(copy.copy(it)), list(copy.deepcopy(it)), list(pickle.loads(pickle.dumps(it))), next(it))
it.__setstate__(100)
print(list(it))
numbers = iter(Numbers())
next(numbers)
print(numbers.__reduce__()[2], pickle.loads(pickle.dumps([len, slice(1, 2), range(5), ..., str.upper])))
