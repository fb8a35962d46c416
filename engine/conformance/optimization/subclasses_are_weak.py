# A class is known to its bases by a weak reference, which a program finds there too.
import gc
import weakref


class Shape:
    pass


class Square(Shape):
    pass


print(weakref.getweakrefcount(Square), weakref.ref(Square) is weakref.getweakrefs(Square)[0])
print([c.__name__ for c in Shape.__subclasses__()])
gc.collect()
del Square
print(gc.collect() > 5, Shape.__subclasses__())
