# Cycles through iterators of itertools are collected, though most cannot be cleared themselves
import gc
from itertools import chain, cycle, groupby, product, tee


class Node:
    def __del__(self):
        print("gone")


for make in (
    lambda n: cycle([n]),
    lambda n: chain([n]),
    lambda n: tee([n])[0],
    lambda n: product([n], [n]),
    lambda n: groupby([n]),
):
    node = Node()
    node.it = make(node)
    node.first = next(node.it)
    print(type(node.it).__name__, gc.is_tracked(node.it))
    del node
    print(gc.collect() > 0)
