# An empty text is not kept until sys.stdout is flushed; from the second text on a list keeps them, and that is counted.
import gc

counts = [0] * 8
gc.collect()
counts[0] = gc.get_count()[0]
counts[1] = gc.get_count()[0]
print(end="")
counts[2] = gc.get_count()[0]
print("")
counts[3] = gc.get_count()[0]
print("")
counts[4] = gc.get_count()[0]
print(end="")
counts[5] = gc.get_count()[0]
print(counts)
