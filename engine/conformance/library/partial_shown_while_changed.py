# repr of a partial shows what it was when it was asked, whatever __setstate__ gives it meanwhile.
import functools


class Changing:
    def __init__(self, change):
        self.change = change

    def __repr__(self):
        self.change()
        return "Changing"

    def __call__(self):
        pass


def replace():
    part.__setstate__((len, ("new",), {"other": 1}, None))


part = functools.partial(len)
for state in (
    (len, (Changing(replace), 2), {"a": 3}, None),
    (len, (1, 2), {"a": Changing(replace), "b": 4}, None),
    (Changing(replace), (1, 2), {"a": 3}, None),
    (len, (1,), {"a": Changing(lambda: part.keywords.update(late=5)), "b": 4}, None),
    (len, (1, part), {"itself": part}, None),
):
    part.__setstate__(state)
    print(part)
    print(part)
for state in ((), (len, [], {}, None), (len, (), [], None), (len, (), {}, [])):
    try:
        part.__setstate__(state)
    except TypeError as error:
        print(error)
part.__setstate__(replace and (len, (), {}, {"kept": 1}))
print(part.kept, part)
