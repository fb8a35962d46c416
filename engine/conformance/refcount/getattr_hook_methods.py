# A method call on an object with __getattr__: bound until the instruction is specialised; super() gives it bound always.
from sys import getrefcount


class Base:
    def __init__(self, name):
        print("base", getrefcount(self))
        self.show()

    def show(self):
        print("show", getrefcount(self))


class Hooked(Base):
    def __getattr__(self, name):
        return name


class Deep(Base):
    def __init__(self, name):
        super().__init__(name)
        print("deep", getrefcount(self))


class DeepHooked(Hooked):
    def __init__(self, name):
        super().__init__(name)
        print("deep", getrefcount(self))


for cls in Base, Hooked, Deep, DeepHooked:
    print(cls.__name__)
    for _ in range(4):
        cls("n")
for _ in range(3):
    Deep("n")
for _ in range(3):
    DeepHooked("n")
