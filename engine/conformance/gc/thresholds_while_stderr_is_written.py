# Lines on stderr go to the file at once, and those on stdout in chunks: both may set off a collection that is due
import gc
import sys

gc.disable()


def lines(file, flush):
    print("a line", file=file, flush=flush)
    print("a", "line", "of", "words", file=file, flush=flush)
    print("half a line, ", end="", file=file)
    file.write("and its end\n")
    file.flush()


def test(threshold, file, flush):
    counts = []
    gc.collect()
    gc.set_threshold(threshold, 2, 4)
    gc.enable()
    for i in range(4):
        ring = [i]
        ring.append(ring)
        lines(file, flush)
        counts.append(gc.get_count())
    gc.disable()
    print(threshold, flush, counts)


for threshold in range(1, 12):
    test(threshold, sys.stderr, False)
    test(threshold, sys.stdout, False)
    test(threshold, sys.stdout, True)

gc.collect()
gc.set_threshold(3, 2, 4)
gc.enable()
counts = []
for i in range(5):
    ring = [i, "x" * 5000]
    ring.append(ring)
    print(ring[1])
    sys.stdout.write("y" * 9000)
    counts.append(gc.get_count())
gc.disable()
print()
print(counts)
