# Deleting an attribute that is not there takes a place among the keys that a class's instances share.
import gc


def attempt(instances, deletes):
    class Box:
        def __init__(self):
            pass

    many = [Box() for _ in range(instances)]
    first = Box()
    if deletes:
        try:
            del first.missing
        except AttributeError as e:
            print(e)
    first.me = [first]
    gc.collect()
    del first
    print(instances, deletes, gc.collect())


for instances in (0, 3, 20, 30, 80):
    attempt(instances, False)
    attempt(instances, True)
