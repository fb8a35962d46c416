# A dict display lets go of its operands from the last down, a set display from the first up, its set at the end
class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)

class Same(Noisy):
    def __hash__(self):
        return 1
    def __eq__(self, other):
        return True

class Unhashable(Noisy):
    __hash__ = None

class Text(str):
    def __del__(self):
        print("del text", str(self))

class Formatted:
    def __init__(self, name):
        self.name = name
    def __format__(self, spec):
        return Text(self.name)

def attempt(make):
    try:
        print(type(make()).__name__)
    except TypeError as error:
        print(error)
    print("--")

attempt(lambda: {Noisy(1): Noisy(2), Unhashable(3): Noisy(4), Noisy(5): Noisy(6)})
attempt(lambda: {Same(1): Noisy(2), Same(3): Noisy(4), Same(5): Noisy(6)})
attempt(lambda: {"a": Noisy(1), "b": Noisy(2), "a": Noisy(3)})
attempt(lambda: {Noisy(1), Unhashable(2), Noisy(3), Noisy(4)})
attempt(lambda: {Same(1), Same(2), Same(3)})
attempt(lambda: f"{Formatted('a')}-{Formatted('b')}-{Formatted('c')}")
