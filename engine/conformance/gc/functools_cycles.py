# Cycles through partials and caches are collected; a cache on a class keeps its arguments
import gc
from functools import lru_cache, partial


gc.collect()


class Node:
    def __del__(self):
        print("gone")

    @lru_cache(None)
    def itself(self):
        return self


node = Node()
node.itself()
del node
print(gc.collect() > 0)
Node.itself.cache_clear()
print(gc.collect() > 0)
node = Node()
node.callback = partial(node.itself, node)
del node
print(gc.collect() > 0)


def closed():
    @lru_cache
    def inner(x):
        return inner

    node = Node()
    inner(node)
    node.function = inner


closed()
print(gc.collect() > 0)
p = partial(print, 1)
print(gc.is_tracked(p), gc.is_tracked(lru_cache(p)))
