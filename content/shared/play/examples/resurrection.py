# A finalizer may store the dying object somewhere. It then lives on, and its finalizer has had its turn.
import gc

saved = []

class Phoenix:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("__del__ runs")
        saved.append(self)

Phoenix()
print("collect:", gc.collect())
print("saved:", len(saved))
saved.clear()
print("collect:", gc.collect())
print("saved:", len(saved))
