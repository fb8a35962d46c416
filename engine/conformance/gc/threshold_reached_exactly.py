# An allocation asks for a collection only above the threshold: exactly at it nothing waits for the next poll.
import gc

started = []


def tell(phase, info):
    if phase == "start":
        started.append(info["generation"])


def at_threshold(n):
    gc.collect()
    gc.set_threshold(n)
    a = []
    b = []
    c = []
    d = []
    before = len(started)
    e = []
    # The call polls, and would collect if the line before had asked for it.
    gc.set_threshold(1)
    after = len(started)
    gc.set_threshold(0)
    return before, after, len(started)


gc.callbacks.append(tell)
for n in range(1, 12):
    started.clear()
    results = at_threshold(n)
    print(n, results)
