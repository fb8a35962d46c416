# Once hot, list.append, len, isinstance and type(x) do not ask whether a collection is due; other calls do.
import gc

starts = []
where = None

def watch(phase, info):
    if phase == "start" and info["generation"] == 0:
        starts.append(where)

def fill(kept, rounds):
    global where
    for i in range(rounds):
        where = i, "append"
        kept.append([])
        where = i, "length"
        len([])
        where = i, "isinstance"
        isinstance([], list)
        where = i, "type"
        type([])
        where = i, "abs"
        abs(i)
        where = i, "end"

gc.collect()
gc.set_threshold(7)
gc.callbacks.append(watch)
fill([], 40)
gc.callbacks.remove(watch)
gc.set_threshold(2000, 10, 10)
print(len(starts), starts)
