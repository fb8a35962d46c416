# Cycles made in a loop. Ten more containers born than died, and a collection starts by itself.
import gc

class Pair:
    def __init__(self):
        self.other = self

found = []

def note(phase, info):
    if phase == "stop":
        found.append((info["generation"], info["collected"]))

gc.collect()
gc.set_threshold(10, 2, 2)
gc.callbacks.append(note)
for number in range(40):
    Pair()
gc.callbacks.clear()
print("generation, found:", found)
