# A class that sets __bool__ to None has no truth, whatever its length says.
class Neither:
    __bool__ = None

    def __len__(self):
        return 1


class Meta(type):
    __bool__ = None


class Class(metaclass=Meta):
    pass


class Length:
    __len__ = None


def whileLoop(o):
    while o:
        return 1


for o in (Neither(), Class, Length()):
    for ask in (bool, lambda o: not o, lambda o: 1 if o else 2, lambda o: o and 1, lambda o: all([o]), lambda o: list(filter(None, [o])), whileLoop):
        try:
            print(ask(o))
        except TypeError as error:
            print(error)
