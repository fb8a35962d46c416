# A metaclass's mro method is given a class that is not finished: what it can be asked, and what it cannot do yet.
class Meta(type):
    def mro(cls):
        print(cls.__name__, cls.__bases__, cls.__mro__)
        for ask in (lambda: cls(), lambda: cls.x, lambda: isinstance(3, cls), lambda: issubclass(cls, object)):
            try:
                print(ask())
            except Exception as e:
                print(type(e).__name__, e)
        return super().mro()


class Whole(metaclass=Meta):
    x = 1


print(Whole.__mro__, Whole.x)
