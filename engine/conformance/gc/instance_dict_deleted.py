# Deleting an instance's __dict__ makes no other: its values beside it are not used any more, and a dict comes when one is needed.
import gc

gc.disable()
gc.collect()
many = gc.get_count


class Plain:
    def __init__(self):
        self.x = 1
        self.y = []


a = Plain()
many()
before = many()[0]
del a.__dict__
after = many()[0]
print(after - before, gc.get_referents(a) == [Plain])
try:
    a.x
except AttributeError as e:
    print(e)
before = many()[0]
a.x = 2
after = many()[0]
print(after - before, gc.get_referents(a) == [{"x": 2}, Plain])
del a.__dict__
try:
    del a.q
except AttributeError as e:
    print(e, gc.get_referents(a) == [{}, Plain])
a.__dict__ = {"z": 3}
print(a.z, a.__dict__)
del a.__dict__
print(a.__dict__, vars(a))


class Slotted:
    __slots__ = ("u", "__dict__")


s = Slotted()
s.a = 1
before = many()[0]
del s.__dict__
after = many()[0]
s.b = 1
print(after - before, s.__dict__)
