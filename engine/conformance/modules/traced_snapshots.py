# tracemalloc.take_snapshot: which lines hold how much, what came in between, and where an object was made.
import os.path
import tracemalloc


class Node:
    def __init__(self, value):
        self.value = value


def make(n):
    return [Node(i) for i in range(n)]


tracemalloc.start(3)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
blobs = [bytes(1000) for _ in range(100)]
first = tracemalloc.take_snapshot()
nodes = make(300)
second = tracemalloc.take_snapshot()
own = (tracemalloc.Filter(True, __file__), tracemalloc.Filter(False, "<unknown>"))
for stat in second.filter_traces(own).statistics("lineno")[:2]:
    print(stat.traceback[0].lineno, stat.size // 1000, stat.count // 10)
top = second.filter_traces(own).compare_to(first.filter_traces(own), "lineno")[0]
print(top.traceback[0].lineno, top.size_diff // 1000, top.count_diff // 10, "+" in str(top))
where = tracemalloc.get_object_traceback(nodes[150])
print([frame.lineno for frame in where], where.total_nframe, os.path.basename(where[0].filename))
held = tracemalloc.get_traced_memory()[0]
del blobs
freed = held - tracemalloc.get_traced_memory()[0]
print(103_000 <= freed <= 105_000)
tracemalloc.reset_peak()
current, peak = tracemalloc.get_traced_memory()
print(current <= peak < current + 2_000)
tracemalloc.clear_traces()
print(tracemalloc.get_object_traceback(nodes[0]), tracemalloc.get_traced_memory()[0] < 1_000)
tracemalloc.stop()
try:
    tracemalloc.take_snapshot()
except RuntimeError as error:
    print(error)
