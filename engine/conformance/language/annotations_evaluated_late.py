# In 3.14 annotations are evaluated when they are asked for: they may name what comes later. In 3.13 they may not.
import sys

late = sys.version_info >= (3, 14)
Child = Scale = object if not late else None


def scale(x: Scale, *rest: int, name: str = "s") -> Child:
    later: Nowhere = x
    return later


class Tree:
    left: Child = None
    __private: int
    (aside): str = "no"

    def add(self, child: Child) -> Child:
        self.last: Nowhere2 = child
        return child


print(scale(1), Tree().add(2), Tree.aside)
if late:
    del Child, Scale
    for owner in (scale, Tree, Tree.add):
        try:
            owner.__annotations__
        except NameError as e:
            print(type(e).__name__, e)


class Child: ...


class Scale: ...


if late:
    print(scale.__annotations__, Tree.__annotations__, Tree.add.__annotations__, sep="\n")
    print(scale.__annotate__(1) == scale.__annotations__, scale.__annotations__ is scale.__annotations__)
    print(scale.__annotate__.__qualname__, Tree.__annotate__.__qualname__, Tree.add.__annotate__.__qualname__)
    try:
        Tree.__annotate__(3)
    except NotImplementedError as e:
        print(repr(e))
