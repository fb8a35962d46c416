# While a callback runs, the dying object's weak reference is held by its names and by the tuple of those to call.
import sys
import weakref


class Node:
    pass


def note(r):
    print(sys.getrefcount(r), r() is None)


n = Node()
r = weakref.ref(n, note)
del n
n = Node()
rs = [weakref.ref(n, note) for _ in range(3)]
del n
print(len(rs))
