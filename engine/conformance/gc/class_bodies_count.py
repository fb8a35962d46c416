# How many objects with a collector's header a class makes: in 3.14 its methods' annotations have a cell for its names.
import gc

gc.collect()
gc.disable()


def plain():
    class C: ...

    return C


def method():
    class C:
        def m(self): ...

    return C


def annotated():
    class C:
        a: int
        b: str = ""

        def m(self, x: int) -> str: ...

    return C


def conditional():
    class C:
        if True:
            a: int

    return C


for make in (plain, method, annotated, conditional):
    before = gc.get_count()[0]
    C = make()
    print(make.__name__, gc.get_count()[0] - before, [type(o).__name__ for o in gc.get_referents(C)])
    print(C.__annotations__, list(vars(C)))
    del C
    print(gc.collect())
