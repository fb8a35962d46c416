# What set_threshold, set_debug, collect and get_objects say of wrong arguments, and that nothing is half set.
import gc


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


before = gc.get_threshold()
attempt(gc.set_threshold)
attempt(gc.set_threshold, 1, 2, 3, 4)
attempt(gc.set_threshold, 700, "a")
attempt(gc.set_threshold, 2**40)
print(gc.get_threshold() == before)
attempt(gc.set_debug, "x")
attempt(gc.set_debug, 2**40)
attempt(gc.collect, 3)
attempt(gc.collect, "x")
attempt(gc.get_objects, "a")
attempt(gc.get_objects, 5)
