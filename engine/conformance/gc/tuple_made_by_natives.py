# Which tuples that natives make are tracked: 3.14 looks at the items of some, others are tracked whatever they hold.
import collections
import gc
import itertools
import math
import re
import sys
import time

pair = (1, 2, 3)
made = {
    "tuple(range)": tuple(range(2)),
    "tuple(str)": tuple("ab"),
    "tuple(list)": tuple([1, 2]),
    "tuple(iter)": tuple(iter([1, 2])),
    "slice": pair[1:],
    "sum": pair + pair,
    "display": (*iter(pair),),
    "zip": next(zip([1], [2])),
    "item": next(iter({1: 2}.items())),
    "items": list({1: 2}.items())[0],
    "popitem": {1: 2}.popitem(),
    "ordered popitem": collections.OrderedDict(a=1).popitem(),
    "divmod": divmod(7, 2),
    "ratio": (0.5).as_integer_ratio(),
    "int ratio": (5).as_integer_ratio(),
    "modf": math.modf(1.5),
    "batch": next(itertools.batched([1, 2, 3], 2)),
    "short batch": list(itertools.batched([1, 2, 3], 2))[1],
    "combination": next(itertools.combinations([1, 2, 3], 2)),
    "span": re.match("a", "a").span(),
    "subn": re.subn("a", "b", "aa"),
    "exc_info": sys.exc_info(),
    "version_info": sys.version_info,
    "gmtime": time.gmtime(0),
    "struct_time": time.struct_time(range(9)),
}
for name, value in made.items():
    print(name, gc.is_tracked(value))
gc.collect()
print([name for name, value in made.items() if gc.is_tracked(value)])
