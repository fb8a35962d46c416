# An instance's dict shares its keys with its class: its size falls with each new instance until it has keys of its own.
import sys

size = sys.getsizeof


class Star:
    def __init__(self):
        self.name = "x"
        self.mass = 1


stars = [Star() for _ in range(6)]
print([size(s.__dict__) for s in stars])
more = [Star() for _ in range(30)]
print(size(stars[0].__dict__), size(more[-1].__dict__))
first = stars[0]
for i in range(40):
    setattr(first, f"n{i}", i)
print(size(first.__dict__), size(Star().__dict__))
print(size(vars(stars[1]).copy()), size(dict(vars(stars[1]))))


class Plain:
    pass


plain = Plain()
print(size(plain), size(plain.__dict__))
plain.__dict__[1] = 2
print(size(plain.__dict__))
