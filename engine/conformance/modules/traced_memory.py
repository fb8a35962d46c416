# tracemalloc tells the bytes alive since it began, and their peak.
import tracemalloc

print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
tracemalloc.start()
numbers = [0] * 100_000
current, peak = tracemalloc.get_traced_memory()
print(800_000 <= current < 900_000, peak >= current)
del numbers
current, peak = tracemalloc.get_traced_memory()
print(current < 100_000, peak >= 800_000)
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < 100_000)
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
