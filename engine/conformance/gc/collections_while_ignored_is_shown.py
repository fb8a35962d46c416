# Showing an ignored exception opens and reads the script: what that makes starts collections, also in its midst
import gc
import sys

class Failing:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        raise ValueError(self.name)

def count(phase, info):
    if phase == "start":
        started.append(info["generation"])

started = []
gc.disable()
for generation, thresholds in (0, (5, 8, 9)), (2, (8, 9, 14, 16)):
    for threshold in thresholds:
        thing = Failing("first")
        Failing("second")
        started.clear()
        gc.collect(generation)
        gc.set_threshold(threshold, 1000, 1000)
        gc.callbacks.append(count)
        gc.enable()
        thing = None
        left = gc.get_count()[0]
        gc.disable()
        gc.callbacks.clear()
        print(generation, threshold, left, len(started))
