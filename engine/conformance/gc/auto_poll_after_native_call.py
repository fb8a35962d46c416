# After a call of what is no Python function the collector is polled, also where that ran Python code
import gc

class Items(list):
    def __init__(self, number=0, **named):
        self.number = number
        self.me = self

class Callable:
    def __call__(self, number=1, **named):
        return [[number], [number]]

def key(x):
    return [x]

def run(name, step):
    gc.collect()
    counts = []
    gc.set_threshold(10, 1000, 1000)
    gc.enable()
    kept = []
    for i in range(12):
        step(kept, i)
        counts.append(gc.get_count()[0])
    gc.disable()
    print(name, counts)

gc.disable()
call = Callable()
run("class", lambda kept, i: kept.append(Items(i)))
run("keyword", lambda kept, i: kept.append(Items(number=i)))
run("star", lambda kept, i: kept.append(Items(*[i])) or gc.get_count())
run("instance", lambda kept, i: (kept.append(call(i)), kept.append(call(number=i)), kept.append(call(*[i]))))
run("sorted", lambda kept, i: kept.append(sorted([3, 1, 2], key=key)))
run("map", lambda kept, i: kept.append(list(map(key, [1, 2]))))
run("generator", lambda kept, i: kept.append(dict(a=[i], b=any([x] for x in [[], ()]))))
