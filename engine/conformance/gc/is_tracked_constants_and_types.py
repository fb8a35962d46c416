# Tuples written in a program are tracked until a collection looks at them; classes in C that are static never are, so that a dict of them stays untracked in 3.13.
import gc

t = (1, 2, 3)
nested = (1, ("a", (2, 3)))
print(gc.is_tracked(t), gc.is_tracked(nested), gc.is_tracked((4, 5)))
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(nested), gc.is_tracked((4, 5)))


class Own:
    pass


for value in (int, ValueError, type(len), Own):
    print(value.__name__, gc.is_tracked(value), gc.is_tracked({"a": value}), gc.is_tracked((value,)), len(gc.get_referents(value)) > 0)
pair = tuple([int, str])
print(gc.is_tracked(pair))
gc.collect()
print(gc.is_tracked(pair))
