# An object that dies before the next one is made gives it its place, whatever was made and let go between.
class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class Base(metaclass=Meta):
    def __init__(self, name=None):
        pass


class Item(Base):
    __slots__ = ("extra",)

    @classmethod
    def make(cls, name):
        return cls(name)


class Plain:
    __slots__ = ("a", "b")

    @staticmethod
    def make():
        return Plain()


for _ in range(2):
    print(id(Item("a")) == id(Item("b")), id(Item.make("a")) == id(Item("b")), id(Item("a")) == id(Item.make("b")))
    print(id(Plain()) == id(Plain()), id(Plain.make()) == id(Plain()), id(iter([1])) == id(iter([2])))
    print(id(iter("a")) == id(iter("b")), id((1).__add__) == id((2).__add__), id(list[int]) == id(list[str]))
